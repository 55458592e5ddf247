"""The raw text of a post to its drafts, at the lines that are only a marker."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from itertools import takewhile

from index.reading.drafts.pieces import PARAGRAPH, finished

MARKER = "---END---"

_FENCE = re.compile(r"\s*(`{3,}(?!.*`)|~{3,})(.*)", re.DOTALL)


def split_drafts(markdown: str) -> list[str]:
    """The text between the lines that are only a marker. Inside of a closed code fence a marker is code.

    A marker glued to the end of a sentence (「…です。 ---END---」) or to whole paragraphs ends a draft as well.
    """
    lines = markdown.splitlines(keepends=True)
    marks = {i: sides for i, line in enumerate(lines) if (sides := _at_marker(line))}
    ends = sorted(marks.keys() - _in_fences(lines, marks.keys())) if marks else []
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


def _in_fences(lines: Sequence[str], marks: Set[int]) -> set[int]:
    inside: set[int] = set()
    i = 0
    while i < len(lines):
        end = _fence_end(lines, marks, i)
        inside.update(range(i, end))
        i = end + 1
    return inside


def _fence_end(lines: Sequence[str], marks: Set[int], start: int) -> int:
    """Where the fence that opens at `start` ends: its closing line, or the marker of the draft that stopped in it."""
    opening = _FENCE.match(lines[start])
    if not opening:
        return start
    marker = 0  # the first one since the fence opened
    for i in range(start + 1, len(lines)):
        if i in marks:
            marker = marker or i
        fence = _FENCE.match(lines[i])
        if not fence or not fence[1].startswith(opening[1]):
            continue
        closes = not fence[2].strip()
        if marker and (not closes or _odd_fences(lines, marks, i + 1)):
            return marker  # line i opens a fence of a later draft
        if closes:
            return i
    return marker or len(lines)


def _odd_fences(lines: Sequence[str], marks: Set[int], start: int) -> bool:
    """Whether the lines from `start` to the end of the draft have an odd number of fences."""
    rest = takewhile(lambda i: i not in marks, range(start, len(lines)))
    return sum(bool(_FENCE.match(lines[i])) for i in rest) % 2 == 1
