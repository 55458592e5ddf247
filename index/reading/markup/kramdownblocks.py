"""Where blocks begin in kramdown (2.4, parser GFM 1.1: `PARAGRAPH_END_GFM`, `block_boundary.rb`), as rules for markdown-it-py."""

from __future__ import annotations

import re

from markdown_it.rules_block import StateBlock, heading, lheading, list_block

_NUMBERED = re.compile(r"\d+\.[ \t]+\S")
_IN_BRACKETS = re.compile(r"\d+\)")
_DEFINES = re.compile(r":[ \t]")
_UNDERLINE = re.compile(r"[-=]+[ \t]*$", re.MULTILINE)


def numbered_list(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """A list, which may follow a line of text whatever its first number is; in CommonMark only one that begins with 1 may. `1)`
    begins none."""
    if _IN_BRACKETS.match(state.src, _begin(state, start_line)):
        return False
    if not (silent and _NUMBERED.match(state.src, _begin(state, start_line))):
        return list_block(state, start_line, end_line, silent)
    parent, state.parentType = state.parentType, "root"
    found = list_block(state, start_line, end_line, silent)
    state.parentType = parent
    return found


def last_term(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """Ends a paragraph above its last line where a definition follows: each line is a term then, and the plugin knows but one."""
    below = start_line + 1
    return (
        silent
        and below < end_line
        and bool(_DEFINES.match(state.src, _begin(state, below)))
        and not state.is_code_block(below)
    )


def marked_heading(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """A heading behind `#`, as in CommonMark."""
    return heading(state, start_line, end_line, silent) and (silent or _note_where(state))


def underlined_heading(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """A heading of one line with a rule below it, where no text stands right above."""
    first = start_line == 0 or state.isEmpty(start_line - 1) or state.sCount[start_line - 1] < state.blkIndent
    if not first or start_line + 1 >= end_line or not _UNDERLINE.match(state.src, _begin(state, start_line + 1)):
        return False
    return lheading(state, start_line, end_line, silent) and _note_where(state)


def _note_where(state: StateBlock) -> bool:
    """Note of the heading just found whether it lies in an element of HTML: it has another id then."""
    elements = (element for level, inner in state.env["html"].items() if level <= state.level for element in inner)
    state.tokens[-3].meta["in_html"] = any(elements)
    return True


def _begin(state: StateBlock, line: int) -> int:
    return state.bMarks[line] + state.tShift[line]
