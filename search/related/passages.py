"""The sentences of all posts, as hashes: which a post shares with how many others.

What many posts say word for word, as a call to action or the box about the author, is no topic of theirs; and two posts that say most
of it alike are copies. A hash is a polynomial in the UTF-16 of the sentence modulo 2^64 (Karp and Rabin, "Efficient randomized
pattern-matching algorithms", 1987), taken from sums over the whole text, so that no sentence is cut out.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from index.store.segment import ENCODING
from search.snapshot import Snapshot

Hashes = npt.NDArray[np.uint64]
Offsets = npt.NDArray[np.int64]

_LEAST = 40  # characters
_LEAST_SENTENCE = 20

_ENDS = np.array([ord(character) for character in "。！？!?\n"], np.uint16)
_BASE = np.uint64(0x9E3779B97F4A7C15)  # odd, so that it has an inverse
_INVERSE = np.uint64(pow(int(_BASE), -1, 1 << 64))
_LOW_SURROGATES = (0xDC00, 0xDFFF)


class Passages:
    """The sentences of each post. Offsets are in characters of its text."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.begins: list[Offsets] = []
        self.hashes: list[Hashes] = []
        self._said: list[
            tuple[Hashes, Offsets]
        ] = []  # the sentences of a post, each once and by its hash, with their lengths
        longest = 2 * int(snapshot.characters.max(initial=0)) + 1
        powers, inverses = _powers(_BASE, longest), _powers(_INVERSE, longest)
        for document in range(len(snapshot)):
            hashes, characters = _sentences(snapshot.post(document).code_units(), powers, inverses)
            self.hashes.append(hashes)
            self.begins.append(characters[:-1])
            once, place = np.unique(self.hashes[-1], return_index=True)
            self._said.append((once, np.diff(characters)[place]))
        every = [np.empty(0, np.uint64), *(hashes for hashes, _ in self._said)]
        self._known, self._having = np.unique(np.concatenate(every), return_counts=True)

    def weights(self, document: int) -> npt.NDArray[np.float32]:
        """For each sentence of a post 1 where it alone has it, an n-th where n posts have it."""
        return (1 / self._having[np.searchsorted(self._known, self.hashes[document])]).astype(np.float32)

    def repeated(self, text: str) -> list[tuple[str, int]]:
        """The sentences of some length that a text has in common with posts, each with the first such post."""
        units = np.frombuffer(text.encode(ENCODING, "surrogatepass"), np.uint16)
        hashes, characters = _sentences(units, _powers(_BASE, len(units)), _powers(_INVERSE, len(units)))
        found: list[tuple[str, int]] = []
        for place in np.flatnonzero((np.diff(characters) >= _LEAST_SENTENCE) & np.isin(hashes, self._known)).tolist():
            sentence = text[characters[place] : characters[place + 1]].strip()
            owner = next(number for number, (said, _) in enumerate(self._said) if hashes[place] in said)
            found.append((sentence, owner))
        return found

    def overlap(self, one: int, other: int) -> float:
        """How much of the shorter of two posts the other says in the same sentences, 0 to 1; 0 for a greeting or two."""
        (hashes, lengths), (others, other_lengths) = self._said[one], self._said[other]
        place = np.minimum(np.searchsorted(others, hashes), len(others) - 1)
        shared = int(lengths[others[place] == hashes].sum())
        return shared / min(int(lengths.sum()), int(other_lengths.sum())) if shared >= _LEAST else 0.0


def _sentences(units: npt.NDArray[np.uint16], powers: Hashes, inverses: Hashes) -> tuple[Hashes, Offsets]:
    """The hashes of the sentences of a text in UTF-16, and the characters at which they begin and the last one ends."""
    borders = np.unique(np.concatenate(([0], np.flatnonzero(np.isin(units, _ENDS)) + 1, [len(units)])))
    sums = np.concatenate((np.zeros(1, np.uint64), np.cumsum(units * powers[: len(units)], dtype=np.uint64)))
    return (sums[borders[1:]] - sums[borders[:-1]]) * inverses[borders[:-1]], _characters(units, borders)


def _powers(base: np.uint64, size: int) -> Hashes:
    return np.concatenate((np.ones(1, np.uint64), np.cumprod(np.full(size, base, np.uint64), dtype=np.uint64)))


def _characters(units: npt.NDArray[np.uint16], places: Offsets) -> Offsets:
    """Places in UTF-16 as places among characters: one of four bytes takes two units."""
    second = (units >= _LOW_SURROGATES[0]) & (units <= _LOW_SURROGATES[1])
    if not second.any():
        return places.astype(np.int64)
    return np.asarray(places - np.concatenate(([0], np.cumsum(second)))[places], np.int64)
