"""Tables in kramdown (2.4: `kramdown/parser/kramdown/table.rb`), as a rule for markdown-it-py: GFM cuts a cell at a pipe in
code, drops the cells beyond its header, and knows neither rules between rows nor tables without a header."""

from __future__ import annotations

import re

from markdown_it.rules_block import StateBlock

_RULE = re.compile(r"(?=[^-]*-)[+|: \t-]+|(?=[^=]*=)[+|: \t=]+")
_HEADER_RULE = re.compile(r"(?=.*\|)\|?[ \t]*:?-[+|: \t-]*")
_PIPE = re.compile(r"(?<!\\)\|")
_ALIGNMENTS = {(False, False): "", (True, False): "left", (True, True): "center", (False, True): "right"}
_MARK = re.compile(r"\\\||\||`+|<code\b[^<>]*>|</code>")


def table(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """Lines with pipes up to a line without one. Unlike kramdown this one may stand right below a paragraph if it has a header,
    and without a header each line has to begin with a pipe: `[猫 | 犬](/pets)` is a link."""
    lines = _table_lines(state, start_line, min(start_line + 2, end_line))
    has_header = len(lines) == 2 and bool(_HEADER_RULE.fullmatch(lines[1])) and not _RULE.fullmatch(lines[0])
    if silent or not lines or not (has_header or lines[0].startswith("|")):
        return silent and has_header
    lines = _table_lines(state, start_line, end_line)
    rows = [line for line in lines if not _RULE.fullmatch(line)]
    if not rows or not (has_header or _alone(state, start_line + len(lines), end_line, lines)):
        return False
    aligned = _alignments(lines[1]) if has_header else []
    state.push("table_open", "table", 1)
    if has_header:
        state.push("thead_open", "thead", 1)
        _push_row(state, rows[0], aligned)
        state.push("thead_close", "thead", -1)
    for row in rows[int(has_header) :]:
        _push_row(state, row, aligned)
    state.push("table_close", "table", -1)
    state.line = start_line + len(lines)
    return True


def _push_row(state: StateBlock, row: str, aligned: list[str]) -> None:
    state.push("tr_open", "tr", 1)
    for number, cell in enumerate(_cells(row)):
        align = aligned[number] if number < len(aligned) else ""
        state.push("td_open", "td", 1).attrs = {"style": f"text-align:{align}"} if align else {}
        state.push("inline", "", 0).content = cell
        state.push("td_close", "td", -1)
    state.push("tr_close", "tr", -1)


def _alignments(rule: str) -> list[str]:
    """How the columns are aligned, by the colons of the rule below the header: `|:-:|--:|` gives center, right."""
    columns = [each.strip() for each in rule.strip().strip("|").split("|")]
    return [_ALIGNMENTS[each.startswith(":"), each.endswith(":")] for each in columns]


def _table_lines(state: StateBlock, start_line: int, end_line: int) -> list[str]:
    """The lines with a pipe, from the first on."""
    lines = list[str]()
    for line in range(start_line, end_line):
        text = state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]].rstrip()
        if state.sCount[line] < state.blkIndent or state.is_code_block(line) or not _PIPE.search(text):
            break
        lines.append(text)
    return lines


def _alone(state: StateBlock, next_line: int, end_line: int, lines: list[str]) -> bool:
    """Whether a table without a header ends with its paragraph."""
    return all(line.startswith("|") for line in lines) and (next_line >= end_line or state.isEmpty(next_line))


def _cells(row: str) -> list[str]:
    """The cells of a row; a pipe behind a backslash is one of the text, and one in code does not cut."""
    marks = list(_MARK.finditer(row))
    last = {mark[0]: mark.start() for mark in marks}
    cells, start, code = list[str](), 0, ""  # code: what ends the code that we are in
    for mark in marks:
        if code:
            code = "" if mark[0] == code else code
        elif mark[0] == "|":
            cells.append(row[start : mark.start()])
            start = mark.end()
        elif last.get(closing := _closing(mark[0]), -1) > mark.start():
            code = closing
    cells.append(row[start:])
    begin, end = int(row.startswith("|")), len(cells) - (not cells[-1].strip())
    return [cell.replace("\\|", "|").strip() for cell in cells[begin:end]]


def _closing(mark: str) -> str:
    """What ends the code that a mark opens, "" where it opens none."""
    return "</code>" if mark.startswith("<code") else mark if mark[0] == "`" else ""
