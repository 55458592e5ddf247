"""Lists in kramdown (parser GFM 1.1: `PARAGRAPH_END_GFM`), as a rule for markdown-it-py."""

from __future__ import annotations

import re

from markdown_it.rules_block import StateBlock, list_block

_NUMBERED = re.compile(r"\d+\.[ \t]+\S")


def numbered_list(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """A list, which may follow a line of text whatever its first number is; in CommonMark only one that begins with 1 may."""
    if not (silent and _NUMBERED.match(state.src, state.bMarks[start_line] + state.tShift[start_line])):
        return list_block(state, start_line, end_line, silent)
    parent, state.parentType = state.parentType, "root"
    found = list_block(state, start_line, end_line, silent)
    state.parentType = parent
    return found
