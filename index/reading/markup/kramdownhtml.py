"""Blocks of HTML in kramdown, as a rule for markdown-it-py: in CommonMark such a block ends at a blank line."""

from __future__ import annotations

import re

from markdown_it.rules_block import StateBlock

from index.reading.markup.element import SPANS, Elements, Part

DEEPEST = 100  # elements in elements: each block of HTML copies the list of those that are open
_FEW = 8  # lines that most blocks do not have more of
_ENDS_PARAGRAPH = re.compile(rf"</?(?!(?:{SPANS.pattern}|script)\b)[A-Za-z_]", re.IGNORECASE)


def html_block(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """The elements that a line begins with, each up to its closing tag; what stands behind them on the line is a block of its own."""
    begin, end = state.bMarks[start_line] + state.tShift[start_line], state.eMarks[start_line]
    if state.is_code_block(start_line) or not state.src.startswith("<", begin):
        return False
    if silent:
        return _ENDS_PARAGRAPH.match(state.src, begin, end) is not None
    open_here = state.env["html"].setdefault(state.level, [])
    elements = _elements(state, start_line, end_line)
    if not elements:
        return False
    open_here[:] = elements.open[-DEEPEST:]
    for part in elements.parts:
        _push(state, part)
    _go_behind(state, start_line, end_line, elements)
    return True


def _elements(state: StateBlock, start_line: int, end_line: int) -> Elements | None:
    """The elements at the line. Lines are taken twice as many as before until they are enough, which takes linear time."""
    lines = _FEW
    while True:
        last = _container_end(state, start_line, min(start_line + lines, end_line))
        text = state.getLines(start_line, last, state.blkIndent, False)
        open_here = state.env["html"][state.level]
        elements = Elements(text, open_here, parse_block_html=state.env["parse_block_html"])
        found = elements.read()
        if last < start_line + lines or not elements.cut:
            return elements if found else None
        lines *= 2


def _container_end(state: StateBlock, start_line: int, end_line: int) -> int:
    """The line at which the list item ends that we are in, or `end_line`."""
    inside = (
        line
        for line in range(start_line + 1, end_line)
        if state.sCount[line] < state.blkIndent and not state.isEmpty(line)
    )
    return next(inside, end_line)


def _push(state: StateBlock, part: Part) -> None:
    if not part.holder:
        state.push("html_block", "", 0).content = part.text
        return
    heading = re.fullmatch("h[1-6]", part.holder.name)
    kind, tag = ("heading", part.holder.name) if heading else ("paragraph", "p")
    state.push(f"{kind}_open", tag, 1).attrs = {"id": part.holder.attribute("id")}
    state.push("inline", "", 0).content = part.text.strip()
    state.push(f"{kind}_close", tag, -1)


def _go_behind(state: StateBlock, start_line: int, end_line: int, elements: Elements) -> None:
    line = start_line + elements.text.count("\n", 0, elements.place)
    rest_end = elements.text.find("\n", elements.place)
    rest = elements.text[elements.place : rest_end if rest_end >= 0 else None].lstrip(" \t")
    state.line = line + 1
    if not rest:
        return
    state.bMarks[line] = state.eMarks[line] - len(rest)
    state.tShift[line], state.sCount[line] = 0, state.blkIndent
    any(rule(state, line, end_line, False) for rule in state.md.block.ruler.getRules(""))
