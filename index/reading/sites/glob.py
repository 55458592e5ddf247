"""Patterns of paths as micromatch reads them, which Hexo uses: `**/drafts/*.md`."""

from __future__ import annotations

import re
from functools import cache

_TOKEN = re.compile(
    r"(?P<start>^\*\*/|/\*\*/)|(?P<end>/\*\*$)|(?P<all>\*\*+)|(?P<many>\*)|(?P<one>\?)|(?P<brace>[{},])"
)
_MEANING = {"end": "(?:/.*)?", "all": ".*", "many": "[^/]*", "one": "[^/]"}
_BRACES = {"{": "(?:", "}": ")", ",": "|"}


def matches(path: str, pattern: str) -> bool:
    """Whether a pattern matches a whole path: `*` stays in one folder, `**` goes through any number, `{a,b}` is either."""
    return _expression(pattern).fullmatch(path) is not None


@cache
def _expression(pattern: str) -> re.Pattern[str]:
    balanced = pattern.count("{") == pattern.count("}") and pattern.find("{") <= pattern.find("}")
    parts, place = list[str](), 0
    for token in _TOKEN.finditer(pattern):
        parts += re.escape(pattern[place : token.start()]), _meaning(token, balanced=balanced)
        place = token.end()
    return re.compile("".join(parts) + re.escape(pattern[place:]), re.DOTALL)


def _meaning(token: re.Match[str], *, balanced: bool) -> str:
    if token.lastgroup == "start":
        return "(?:/|.*/)" if token[0].startswith("/") else "(?:.*/)?"
    if token.lastgroup == "brace":
        return _BRACES[token[0]] if balanced and "{" in token.string else re.escape(token[0])
    return _MEANING[token.lastgroup or ""]
