"""Links that kramdown reads and CommonMark does not (2.4: `kramdown/parser/kramdown/link.rb`)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from markdown_it.common.utils import normalizeReference
from markdown_it.rules_block import StateBlock, reference

_DEFINITION = re.compile(r"""\[([^\n\]^][^\n\]]*)\]:[ \t]*(?:<([^<>]*)>|([^\s<].*?))(?:[ \t]+(["']).+\4)?[ \t]*""")
_GAP = re.compile(r"(?<=\])\s+(?=\[([^\[\]\n]+)\])")


def join_references(text: str, environment: Mapping[str, Any]) -> str:
    """`[題] [1]` without the blank, where the page defines 1: CommonMark sees two links in it, kramdown one."""
    defined = environment.get("references", {})
    return _GAP.sub(lambda gap: "" if normalizeReference(gap[1]) in defined else gap[0], text)


def definition(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """A rule for markdown-it-py: a definition on one line, whose title may hold quotes, and its target blanks."""
    if reference(state, start_line, end_line, silent):
        return True
    line = state.src[state.bMarks[start_line] + state.tShift[start_line] : state.eMarks[start_line]]
    match = None if silent or state.is_code_block(start_line) else _DEFINITION.fullmatch(line)
    if not match or re.search(r"""[ \t]["']""", match[3] or ""):
        return False
    label = {"title": "", "href": match[2] or match[3] or "", "map": [start_line, start_line + 1]}
    state.env.setdefault("references", {}).setdefault(normalizeReference(match[1]), label)
    state.line = start_line + 1
    return True
