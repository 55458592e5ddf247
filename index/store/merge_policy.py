"""Which segments are written again as one: so few that a search is fast, so seldom that writing is cheap.

As in Lucene's `LogMergePolicy`, sizes fall into levels, each `_FANOUT` times as large as the one before. Where a level has `_FANOUT` segments,
they become one of a higher level. A character is so written again once a level: in all as often as the logarithm of the size of the index. A run
that wrote most of the index leaves as few segments as there can be: that is at most once more for each time that the index doubles, and a word
that is met for the first time costs a third less in one segment than in five.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, log

_FANOUT = 4
# Characters of the largest segment: what a merge may hold in memory at once, some fifteen bytes for each.
LARGEST = 20_000_000
_LOWEST = (
    4  # the level of all with up to 78,125 characters, five long posts: so few that to write them again costs nothing
)
# Of a segment with more than this of its characters deleted, what is left is written again.
_LITTER = 1 / 3


@dataclass(frozen=True)
class Size:
    """A segment, by what decides on writing it again: its documents and their characters, without those that are deleted, and the
    characters of both."""

    documents: int
    characters: int
    written: int

    @property
    def littered(self) -> bool:
        return self.written - self.characters > self.written * _LITTER


def next_merge(sizes: Sequence[Size], *, most_documents: int, mostly_new: bool = False) -> list[int]:
    """The places, in `sizes`, of segments that are to be written as one; none where all may stay. The one that comes of them has at most
    `LARGEST` characters and so many documents, unless one of them has more already. `mostly_new`: this run wrote most of the index."""
    for place, size in enumerate(sizes):
        if size.littered:
            return [place]
    if mostly_new:
        fitting = _fitting(range(len(sizes)), sizes, most_documents)
        return fitting if len(fitting) > 1 else []
    levels: dict[int, list[int]] = defaultdict(list)
    for place, size in enumerate(sizes):
        # Of two that are larger no third one can be made: each stays as it is.
        if 2 * size.characters <= LARGEST and 2 * size.documents <= most_documents:
            levels[_level(size.characters)].append(place)
    for level in sorted(levels):
        if len(levels[level]) >= _FANOUT:
            return _fitting(levels[level], sizes, most_documents)
    return []


def _level(characters: int) -> int:
    """0 for segments that four of which make a full one, 1 for those a fourth as large, and so on."""
    return min(_LOWEST, max(0, ceil(log(LARGEST / max(characters, 1), _FANOUT)) - 1))


def _fitting(places: Sequence[int], sizes: Sequence[Size], most_documents: int) -> list[int]:
    """The smallest of these, as many as fit into one segment."""
    documents = characters = 0
    fitting = []
    for place in sorted(places, key=lambda place: sizes[place].characters):
        documents, characters = documents + sizes[place].documents, characters + sizes[place].characters
        if documents > most_documents or characters > LARGEST:
            break
        fitting.append(place)
    return fitting
