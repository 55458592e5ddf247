"""A text as the set of its shingles, every five characters that stand side by side, and what two such sets have in common by a few of
their members: so copies of a text are found, in Japanese as in any language, without cutting it into words.

How much two texts resemble each other is the number of shingles that both have, divided by the number that either has; how much of one is
contained in the other, that number divided by its own: Broder, "On the resemblance and containment of documents" (1997). Each shingle
is a number of 32 bits that looks drawn by lot. Of a ring of these numbers a signature has, for each of some places, the first one at or behind it:
over the shingles of either text that is one of both as often as the texts resemble each other (Shrivastava and Li, "Densifying one
permutation hashing via rotation for fast near neighbor search", 2014).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt

from index.analyzed import Field, Region

Codes = npt.NDArray[np.uint64]
Shingles = npt.NDArray[np.uint32]

LONG = 5  # characters of a shingle
LEAST = 30  # characters of a text that can be a copy: 「写真です。」 is said by many

_ENDS = "\n。．！？!?"
_MIX = np.uint64(0x9E3779B97F4A7C15)  # 2^64 divided by the golden ratio, odd: Knuth's multiplicative hashing
_HALF = np.uint64(32)


@dataclass(frozen=True)
class Folded:
    """A text without its spaces and line ends, width and case folded, in UTF-16; `passages` has where each of its sentences and lines
    begins."""

    codes: Codes
    passages: npt.NDArray[np.int64]

    def passage_hashes(self) -> Codes:
        """A number for each passage, the same for the same characters."""
        if not len(self.codes):
            return self.codes
        lengths = np.diff(self.passages, append=len(self.codes))
        place = np.arange(len(self.codes)) - np.repeat(self.passages, lengths)
        powers = np.cumprod(np.full(int(lengths.max()), _MIX, np.uint64))
        return _mixed(np.add.reduceat(self.codes * powers[place], self.passages))

    def without(self, left_out: npt.NDArray[np.bool_]) -> Codes:
        """The text without the passages that are `left_out`."""
        return self.codes[~np.repeat(left_out, np.diff(self.passages, append=len(self.codes)))]


def body_of(text: str, regions: Iterable[Region]) -> str:
    """What a post says, of its text: all but its title and its tags, by which copies differ."""
    return text[next((each.start for each in regions if each.field > Field.TAGS), len(text)) :]


def fold(text: str) -> Folded:
    units = np.frombuffer(text.encode("utf-16-le", "surrogatepass"), "<u2")
    codes, ends = (table[units] for table in _tables())
    passage = np.cumsum(ends) - ends
    kept = codes != 0
    return Folded(codes[kept], np.flatnonzero(np.diff(passage[kept], prepend=-1)))


def shingles(codes: Codes) -> Shingles:
    """The shingles of a folded text, sorted; one that stands there twice is there twice."""
    if len(codes) < LONG:
        return np.empty(0, np.uint32)
    hashes = np.zeros(len(codes) - LONG + 1, np.uint64)
    for place in range(LONG):
        hashes = (hashes + codes[place : place + len(hashes)]) * _MIX
    return np.sort((_mixed(hashes) >> _HALF).astype(np.uint32))


def signature(sorted_shingles: Shingles, places: int) -> Shingles:
    """For each of that many places on the ring the first shingle at or behind it; zeros of a text without any."""
    if not len(sorted_shingles):
        return np.zeros(places, np.uint32)
    ring = (np.arange(places, dtype=np.uint64) << _HALF) // np.uint64(places)
    found = np.searchsorted(sorted_shingles, ring.astype(np.uint32))
    return sorted_shingles[found % len(sorted_shingles)]


def bands(signatures: npt.NDArray[np.uint32], rows: int) -> Codes:
    """One number for every so many rows of signatures, which lie in the last axis: texts that resemble each other by j have one of n in
    common with a probability of 1 - (1 - j^rows)^n."""
    grouped = signatures.reshape(*signatures.shape[:-1], -1, rows).astype(np.uint64)
    hashes = np.zeros(grouped.shape[:-1], np.uint64)
    for row in range(rows):
        hashes = (hashes + grouped[..., row]) * _MIX
    return _mixed(hashes)


def copy_keys(text: str) -> npt.NDArray[np.uint32]:
    """`KEYS` numbers of a text, of which copies that resemble each other by 0.9 have one in common, but for one pair in 180,000; of
    those that do so by half a fourth has. Zeros of a text that is too short."""
    codes = fold(text).codes
    if len(codes) < LEAST:
        return np.zeros(KEYS, np.uint32)
    return (bands(signature(shingles(codes), KEYS * _ROWS), _ROWS) >> _HALF).astype(np.uint32)


KEYS, _ROWS = 16, 6


def _mixed(hashes: Codes) -> Codes:
    mixed: Codes = (hashes ^ hashes >> np.uint64(29)) * _MIX
    return mixed


@cache
def _tables() -> tuple[Codes, npt.NDArray[np.bool_]]:
    """For each unit of UTF-16 its folded one, 0 for what nobody sees, and whether it ends a passage."""
    codes = np.arange(1 << 16, dtype=np.uint64)
    for code in range(1 << 16):
        character = chr(code)
        folded = unicodedata.normalize("NFKC", character).casefold()
        if not folded.strip() or unicodedata.category(character) in {"Cc", "Cf"}:
            codes[code] = 0
        elif len(folded) == 1:
            codes[code] = ord(folded)
    ends = np.zeros(1 << 16, bool)
    ends[list(map(ord, _ENDS))] = True
    return codes, ends
