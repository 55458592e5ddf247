"""One document of a segment: its text, the regions of it, and the tokens that stand in it."""

from __future__ import annotations

from codecs import utf_16_le_decode
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from index.analyzed import Field, Region
from index.store.arrays import Array
from index.store.segment import ANY_CHARACTER, BLOCK, Segment

_BYTES = 2  # of a character, but for the rare ones that take four


@dataclass(frozen=True)
class SegmentText:
    """The document of that number in a segment. Offsets are in characters of its text."""

    segment: Segment
    document: int
    anchors: tuple[str, ...] = ()  # of its headings, on the published page

    def text(self, start: int = 0, end: int | None = None) -> str:
        """The characters from `start` to `end`. Only they are read, unless a character of four bytes is near: then all of the
        blocks in which they lie."""
        first = self.segment.first
        length = first.text_length[self.document]
        end = length if end is None else min(end, length)
        if start >= end:
            return ""
        base, offsets = first.block_first[self.document], first.block_offset
        low, high = start // BLOCK, (end - 1) // BLOCK + 1
        before, after = start - low * BLOCK, min(high * BLOCK, length) - end
        begin, stop = offsets[base + low], offsets[base + high]
        if stop - begin == _BYTES * (before + end - start + after):
            return self._decoded(begin + _BYTES * before, stop - _BYTES * after)
        return self._decoded(begin, stop)[before : before + end - start]

    def code_units(self) -> npt.NDArray[np.uint16]:
        """All of the text in UTF-16."""
        first = self.segment.first
        base, after = first.block_first[self.document : self.document + 2]
        low, high = first.block_offset[base], first.block_offset[after]
        units: npt.NDArray[np.uint16] = self.segment.arrays["blocks"][low:high].view("<u2")
        return units

    def regions(self) -> tuple[list[int], list[int], list[int]]:
        """The regions in reading order, as columns: field, first character, first character after."""
        low, high = self.segment.first.region_first[self.document : self.document + 2]
        arrays = self.segment.arrays
        starts = arrays["region_start"][low:high].astype(np.int64)
        ends = starts + arrays["region_length"][low:high]
        return arrays["region_field"][low:high].tolist(), starts.tolist(), ends.tolist()

    def gives(self, normal: str) -> bool:
        """Whether normalizing the text may turn other characters into some of this normal text: ㌔ into キロ. With "": whether it
        has combining marks, which may give any character."""
        low, high = self.segment.arrays["given_first"][self.document : self.document + 2]
        given = self.segment.arrays["given"][low:high].tolist()  # a few: `np.isin` would take twenty times as long
        return not {ANY_CHARACTER, *map(ord, normal)}.isdisjoint(given)

    def tokens(self) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
        """The first character of each token, and the first after it: those of words in reading order, then those of parts of
        words."""
        _, start, length = token_columns(self)
        return start.astype(np.int64), start.astype(np.int64) + length

    def tokens_between(self, low: int, high: int) -> list[tuple[int, int]]:
        """The tokens that begin before `high` and end behind `low`, in no order: first character, first character after."""
        _, start, length = token_columns(self)
        at = ((start < high) & (np.add(start, length, dtype=np.uint32) > low)).nonzero()[0]
        begins = start[at].astype(np.int64)
        return list(zip(begins.tolist(), (begins + length[at]).tolist(), strict=True))

    def occurrences(self, terms: tuple[str, ...]) -> Iterator[tuple[int, int, int]]:
        """Where terms stand, in no order: the term, by its place among these, first character, length."""
        low, high = self.segment.first.token_first[self.document : self.document + 2]
        arrays = self.segment.arrays
        places = self.segment.lookup(terms).take(arrays["token_term"][low:high], mode="clip")
        at = (places >= 0).nonzero()[0]
        start, length = (arrays[f"token_{name}"][low + at].tolist() for name in ("start", "length"))
        return zip(places[at].tolist(), start, length, strict=True)

    def word_places(self, terms: tuple[str, ...]) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int16]]:
        """Where terms stand among the words of the text, particles passed over, in reading order: the place of the word, and
        that of the term among these."""
        first = self.segment.first
        low = first.token_first[self.document]
        words = self.segment.arrays["token_term"][low : low + first.token_words[self.document]]
        places = self.segment.lookup(terms).take(words, mode="clip")
        at = (places >= 0).nonzero()[0]
        return at, places[at]

    def _decoded(self, low: int, high: int) -> str:
        return utf_16_le_decode(self.segment.blocks[low:high], "surrogatepass", True)[0]


def token_columns(post: SegmentText) -> tuple[Array, Array, Array]:
    """The term number, first character and length of each token."""
    low, high = post.segment.first.token_first[post.document : post.document + 2]
    term, start, length = (post.segment.arrays[f"token_{name}"][low:high] for name in ("term", "start", "length"))
    return term, start, length


def regions_of(post: SegmentText) -> tuple[Region, ...]:
    """The regions of a document in reading order."""
    rows = zip(*post.regions(), strict=True)
    return tuple(Region(Field(field), start, end - start) for field, start, end in rows)
