"""The raw text of a post to its drafts, at the lines that are only a marker."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from index.reading.drafts.pieces import PARAGRAPH, finished

MARKER = "---END---"

_FENCE = re.compile(r"\s*(`{3,}+(?!.*`)|~{3,})(.*)", re.DOTALL)
_LONGEST_MARK = (
    20  # marks of a fence that are told apart: each length that nothing closes is looked for to the end of the post
)


def split_drafts(markdown: str) -> list[str]:
    """The text between the lines that are only a marker. Inside of a closed code fence a marker is code.

    A marker glued to the end of a sentence (「…です。 ---END---」) or to whole paragraphs ends a draft as well.
    """
    lines = markdown.splitlines(keepends=True)
    marks = {i: sides for i, line in enumerate(lines) if (sides := _at_marker(line))}
    ends = sorted(marks.keys() - _Fences(lines, sorted(marks)).inside()) if marks else []
    drafts = []
    start, behind = 0, ""
    for end in ends:
        before, next_behind = marks[end]
        drafts.append(behind + "".join(lines[start:end]) + before)
        start, behind = end + 1, next_behind + "\n" * bool(next_behind)
    return [*drafts, behind + "".join(lines[start:])]


def _at_marker(line: str) -> tuple[str, str] | None:
    """What stands before and behind the marker of the line; None if the line is only text."""
    before, found, behind = line.strip().partition(MARKER)
    apart = (not before or before[-1].isspace()) and (not behind or behind[0].isspace())
    before, behind = before.rstrip(), behind.lstrip()
    ends = not before or finished(before) or len(before) > PARAGRAPH
    if found and apart and ends and (not behind or len(behind) > PARAGRAPH):
        return before, behind
    return None


class _Fence(NamedTuple):
    """A line that opens or closes a block of code."""

    line: int
    mark: str
    bare: bool  # nothing stands behind the mark: only such a line closes


class _Fences:
    """Reads the lines of a post for its blocks of code. `marks` are the lines with a marker, `length` is the number of lines."""

    def __init__(self, lines: Sequence[str], marks: Sequence[int]) -> None:
        found = ((i, match) for i, line in enumerate(lines) if (match := _FENCE.match(line)))
        self._fences = [_Fence(i, match[1][:_LONGEST_MARK], not match[2].strip()) for i, match in found]
        self._marks, self._length = marks, len(lines)
        self._unclosed: set[str] = set()  # what is not there from here to the end of the post

    def inside(self) -> set[int]:
        """The lines in blocks of code."""
        inside: set[int] = set()
        place = 0
        while place < len(self._fences):
            opening = self._fences[place].line
            end = self._end(place)
            inside.update(range(opening, end))
            place = bisect_right(self._fences, end, key=_line_of)
        return inside

    def _end(self, place: int) -> int:
        """The line that ends the fence at this place: its closing line, or the marker of the draft that stopped in it."""
        opening = self._fences[place]
        marker = self._next_mark(opening.line)
        if opening.mark in self._unclosed:
            return marker
        for at in range(place + 1, len(self._fences)):
            fence = self._fences[at]
            if not fence.mark.startswith(opening.mark):
                continue
            if fence.line >= marker and (not fence.bare or self._odd(at + 1)):
                return marker  # this line opens a fence of a later draft
            if fence.bare:
                return fence.line
        self._unclosed.add(opening.mark)
        return marker

    def _odd(self, place: int) -> bool:
        """Whether the rest of the draft, from this fence on, has an odd number of fences."""
        end = self._next_mark(self._fences[place - 1].line)
        return (bisect_right(self._fences, end, key=_line_of) - place) % 2 == 1

    def _next_mark(self, line: int) -> int:
        """The next line with a marker, or the end of the post."""
        place = bisect_right(self._marks, line)
        return self._marks[place] if place < len(self._marks) else self._length


def _line_of(fence: _Fence) -> int:
    return fence.line
