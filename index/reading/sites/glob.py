"""Patterns of paths as micromatch reads them, which Hexo uses: `**/drafts/*.md`."""

from __future__ import annotations

import re
from functools import cache

_TOKEN = re.compile(
    r"(?P<start>^\*\*/)|(?P<middle>/\*\*/)|(?P<end>/\*\*$)|(?P<all>\*\*+)|(?P<many>\*)|(?P<one>\?)|(?P<brace>[{},])"
)
_MEANING = {
    "start": "(?:.*/)?",
    "middle": "(?:/|/.*/)",
    "end": "(?:/.*)?",
    "all": ".*",
    "many": "[^/]*",
    "one": "[^/]",
}
_BRACES = {"{": "(?:", "}": ")", ",": "|"}


def matches(path: str, pattern: str) -> bool:
    """Whether a pattern matches a whole path: `*` stays in one folder, `**` goes through any number, `{a,b}` is either."""
    return _expression(pattern).fullmatch(path) is not None


@cache
def _expression(pattern: str) -> re.Pattern[str]:
    meant, place, depth = list[str](), 0, 0
    balanced = _balanced(pattern)
    for token in _TOKEN.finditer(pattern):
        meant.append(re.escape(pattern[place : token.start()]))
        place = token.end()
        if token.lastgroup != "brace":
            meant.append(_MEANING[token.lastgroup or ""])
            continue
        either = balanced and (depth or token[0] == "{")
        depth += (token[0] == "{") - (token[0] == "}")
        meant.append(_BRACES[token[0]] if either else re.escape(token[0]))
    return re.compile("".join(meant) + re.escape(pattern[place:]), re.DOTALL)


def _balanced(pattern: str) -> bool:
    depth = 0
    for brace in re.findall("[{}]", pattern):
        depth += 1 if brace == "{" else -1
        if depth < 0:
            return False
    return depth == 0
