"""Patterns of paths as the targets of Hugo's `cascade` have them: `{/posts/**,/memo/*}`."""

from __future__ import annotations

import re
from itertools import islice, product

_BRACES = re.compile(r"\{([^{}]*)\}")
_PART = re.compile(r"\*\*+|.", re.DOTALL)
_MOST = 1_000  # choices of one pattern; each is held against the path


def matches(pattern: str, path: str) -> bool:
    """Whether a pattern fits a whole path: `*` and `?` stay in a folder, `**` does not, `{a,b}` is either."""
    pieces = _BRACES.split(pattern)  # text and choices in turn
    either = (piece.split(",") if place % 2 else [piece] for place, piece in enumerate(pieces))
    return any(_fits("".join(chosen), path) for chosen in islice(product(*either), _MOST))


def _fits(pattern: str, path: str) -> bool:
    """Every place of the pattern that the path may have reached is kept, so that many stars cost no more than one."""
    parts = _PART.findall(pattern)
    places = _reached({0}, parts)
    for character in path:
        stayed = {place for place in places if place < len(parts) and _repeats(parts[place], character)}
        gone = {place + 1 for place in places if place < len(parts) and _is(parts[place], character)}
        places = _reached(stayed | gone, parts)
    return len(parts) in places


def _repeats(part: str, character: str) -> bool:
    return part.startswith("**") or (part == "*" and character != "/")


def _is(part: str, character: str) -> bool:
    return part == character or (part == "?" and character != "/")


def _reached(places: set[int], parts: list[str]) -> set[int]:
    """The places, and those behind stars that stand there: a star may be nothing."""
    reached = set(places)
    for place, part in enumerate(parts):
        if place in reached and part.startswith("*"):
            reached.add(place + 1)
    return reached
