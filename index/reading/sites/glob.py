"""Patterns of paths: `posts/**/*.{md,txt}`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from fnmatch import fnmatchcase
from functools import cache, lru_cache
from pathlib import PurePosixPath
from typing import NamedTuple

_PART = re.compile(r"\*+|\[!?\]?[^\]]{0,99}\]|.", re.DOTALL)


def matches(path: str, pattern: str) -> bool:
    """Whether a pattern matches a whole path: `*` and `?` stay in one folder, `**` goes through any number, `[a-z]` and `[!a-z]` are
    one character, `{a,b}` is either. A brace without a partner is a brace.

    All places of the pattern that the path may have reached are kept, so that many stars cost no more than one."""
    places = _read(pattern).reached({0})
    for character in path:
        places = _behind(character, pattern, places)
        if not places:
            return False
    return len(_read(pattern).parts) - 1 in places


def covers(pattern: str, path: PurePosixPath) -> bool:
    """Whether a pattern names a path or a folder above it, or matches it. Here `*` goes through folders: `*.tmp.md` is any such file."""
    pattern = pattern.strip("/")
    return bool(pattern) and (path.is_relative_to(pattern) or matches(path.as_posix(), pattern.replace("*", "**")))


def from_micromatch(pattern: str) -> str:
    """What micromatch means by a pattern: there `**` may be nothing together with its slash, so that `a/**/b` matches a/b, `a/**` a."""
    return re.sub(r"/\*\*$", "{,/**}", re.sub(r"(?<![^/])\*\*/", "{,**/}", pattern))


class _Glob(NamedTuple):
    """The parts of a pattern, with "" behind the last; a path stands at the place of a part. `leaps` are where it may go from a
    place without a character of its own, `stars` the places at which it stays."""

    parts: list[str]
    leaps: dict[int, list[int]]
    stars: set[int]

    def reached(self, places: Iterable[int]) -> frozenset[int]:
        """The places, and those that leaps lead to from there."""
        reached, waiting = set[int](), list(places)
        while waiting:
            place = waiting.pop()
            if place not in reached:
                reached.add(place)
                waiting += self.leaps.get(place, ())
        return frozenset(reached)


@cache
def _read(pattern: str) -> _Glob:
    parts = [*_PART.findall(pattern), ""]
    stars = {place for place, part in enumerate(parts) if part.startswith("*")}
    leaps = {star: [star + 1] for star in stars}
    around: list[list[int]] = []  # the braces that are open, each with its commas
    for place, part in enumerate(parts):
        if part == "{":
            around.append([place])
        elif part == "," and around:
            around[-1].append(place)
        elif part == "}" and around:
            opening, *commas = around.pop()
            leaps[opening] = [opening + 1, *(comma + 1 for comma in commas)]
            leaps |= {each: [place + 1] for each in (*commas, place)}
    return _Glob(
        [part if place in stars or place not in leaps else "" for place, part in enumerate(parts)], leaps, stars
    )


@lru_cache(10_000)  # the paths of a blog begin alike: most of their ways through a pattern are known
def _behind(character: str, pattern: str, places: frozenset[int]) -> frozenset[int]:
    """The places of a pattern that a path has reached behind its next character."""
    glob = _read(pattern)
    taking = (place for place in places if _is(glob.parts[place], character))
    return glob.reached(place if place in glob.stars else place + 1 for place in taking)


def _is(part: str, character: str) -> bool:
    """Whether a part of a pattern is a character; a star is any number of such."""
    if part.startswith("**"):
        return True
    if part in ("*", "?"):
        return character != "/"
    return fnmatchcase(character, part) if part.startswith("[") and len(part) > 1 else part == character
