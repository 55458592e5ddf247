"""The documents of one commit as arrays: text, tokens and bigrams, beside the Whoosh segment of the same name.

Document numbers are those of the Whoosh segment. Text lies in blocks of 2,000 characters, so that a
snippet reads only what it shows; postings are cut out of one long array by the offsets of their term.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, fields
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from index.remembered import remembered
from index.spelling.parts import Parts
from index.store.arrays import Array, open_arrays
from index.store.stored import Stored, decode

_REMEMBERED_TERMS = 16_384
_APART = 16
_REMEMBERED_LOOKUPS = 8
# Characters. Text is kept in UTF-16, in which Japanese takes two bytes: compressed it would take two thirds of that, and
# 27 µs for a block, instead of 2.
BLOCK = 2000
ENCODING = "utf-16-le"
_BYTES = 2  # of a character, but for the rare ones that take four
ANY_CHARACTER = 0x110000  # among those that normalizing gives


@dataclass(frozen=True)
class First:
    """Where what belongs to each document begins, as lists: to take one number out of an array takes four times as long."""

    text_length: list[int]
    block_first: list[int]
    block_offset: list[int]
    region_first: list[int]
    token_first: list[int]
    token_words: list[int]


@dataclass(frozen=True)
class Segment:
    """One segment, mapped from disk. Nothing in it changes."""

    arrays: dict[str, Array]

    @property
    def documents(self) -> int:
        return len(self.arrays["text_length"])

    @property
    def size(self) -> int:
        """How many terms there are."""
        return len(self.arrays["term_offset"]) - 1

    @cached_property
    def first(self) -> First:
        return First(**{field.name: self.arrays[field.name].tolist() for field in fields(First)})

    def listed(self) -> list[memoryview]:
        """The first piece of what is stored of each document, by its number: see `index.store.stored`."""
        data = self.arrays["listed"].data
        return [data[low:high] for low, high in pairwise(self.arrays["listed_first"].tolist())]

    def stored(self, document: int) -> Stored:
        """What is stored of a document. `msgspec.DecodeError` or `zlib.error` where that cannot be read."""
        return decode(self._piece("listed", document), self._piece("further", document))

    def _piece(self, name: str, document: int) -> bytes:
        low, high = self.arrays[f"{name}_first"][document : document + 2]
        return self.arrays[name][low:high].tobytes()

    def giving(self, normal: str) -> npt.NDArray[np.bool_]:
        """Of every document, whether normalizing its text may give characters of `normal` for others: see `index.replacements`."""
        given = self.arrays["given"].astype(np.uint32)
        wanted = np.array(sorted({*map(ord, normal), ANY_CHARACTER}), np.uint32)
        found = wanted[np.searchsorted(wanted, given)] == given  # `np.isin` imports a third of NumPy
        giving = np.zeros(self.documents, bool)
        giving[np.searchsorted(self.arrays["given_first"], np.flatnonzero(found), side="right") - 1] = True
        return giving

    @cached_property
    def blocks(self) -> memoryview:
        """The text of all documents in UTF-16."""
        return self.arrays["blocks"].data

    def tokens_of(self, document: int) -> tuple[npt.NDArray[np.uint8], npt.NDArray[np.unsignedinteger[Any]]]:
        """The field and the term of every token of a document."""
        low, high = self.arrays["token_first"][document : document + 2]
        return self._fields_at(document, self.arrays["token_start"][low:high]), self.arrays["token_term"][low:high]

    def _fields_at(self, document: int, offsets: Array) -> npt.NDArray[np.uint8]:
        low, high = self.arrays["region_first"][document : document + 2]
        starts, fields = self.arrays["region_start"][low:high], self.arrays["region_field"][low:high]
        found: npt.NDArray[np.uint8] = fields[np.searchsorted(starts, offsets, side="right") - 1]
        return found

    def term(self, number: int) -> str:
        return self._term_bytes(number).decode("utf-8", "surrogatepass")

    @cached_property
    def _term_bytes(self) -> Callable[[int], bytes]:
        """The term of a number in UTF-8. Views of memory: slices of arrays take three times as long."""
        data, offsets = self.arrays["term_bytes"].data, self.arrays["term_offset"].data
        return lambda number: bytes(data[offsets[number] : offsets[number + 1]])

    def terms(self) -> list[str]:
        """All terms, by their numbers."""
        offsets = self.arrays["term_offset"].tolist()
        data = self.arrays["term_bytes"].tobytes()
        return [data[low:high].decode("utf-8", "surrogatepass") for low, high in pairwise(offsets)]

    @cached_property
    def term_number(self) -> Callable[[str], int | None]:
        """The number of a term, in the order of the terms' UTF-8; None where no document has it."""
        return remembered(self._term_number, _REMEMBERED_TERMS)

    def _term_number(self, term: str) -> int | None:
        sought = term.encode("utf-8", "surrogatepass")
        begin = max(0, bisect_right(self._some_terms, sought) - 1) * _APART
        among = range(begin, min(begin + _APART, self.size))
        number = begin + bisect_left(among, sought, key=self._term_bytes)
        return number if number < self.size and self._term_bytes(number) == sought else None

    @cached_property
    def _some_terms(self) -> list[bytes]:
        """Every term of a number that `_APART` divides: a list is gone through four times as fast as the bytes of all."""
        return list(map(self._term_bytes, range(0, self.size, _APART)))

    @cached_property
    def lookup(self) -> Callable[[tuple[str, ...]], npt.NDArray[np.int16]]:
        return remembered(self._places_of, _REMEMBERED_LOOKUPS)

    def _places_of(self, terms: tuple[str, ...]) -> npt.NDArray[np.int16]:
        """For each term of the segment its place among those given, -1 for one that is not among them."""
        places = np.full(self.size, -1, np.int16)
        for place, term in enumerate(terms):
            if (number := self.term_number(term)) is not None:
                places[number] = place
        return places

    def terms_with_key(self, key: int) -> list[int]:
        """The numbers of the terms that have a key with this `key_hash`: see `index.spelling.keys`."""
        hashes = self._key_hashes
        low = bisect_left(hashes, key)
        found: list[int] = self.arrays["key_term"][low : bisect_right(hashes, key, low)].tolist()
        return found

    @cached_property
    def _key_hashes(self) -> memoryview:
        """As a view of memory: `np.searchsorted` takes twice as long for one key."""
        return self.arrays["key_hash"].data

    def terms_containing(self, text: str) -> Iterator[tuple[int, Parts]]:
        """The numbers of the terms in which a text stands, of those that may have parts, with these."""
        lines, places, begins = self._wholes
        term, said, edges = self._of_wholes
        low = bisect_left(places, text, key=lambda at: lines[at : at + len(text)])
        high = bisect_right(places, text, low, key=lambda at: lines[at : at + len(text)])
        for row in sorted({bisect_right(begins, at) - 1 for at in places[low:high]}):
            yield term[row], Parts(said[row], edges[row])

    @cached_property
    def _wholes(self) -> tuple[str, memoryview, memoryview]:
        """The terms that may have parts, a line each; the places of that text, in the order of what stands there; where each line begins."""
        lines = self.arrays["whole_text"].tobytes().decode("utf-8", "surrogatepass")
        return lines, self.arrays["whole_order"].data, self.arrays["whole_begin"].data

    @cached_property
    def _of_wholes(self) -> tuple[memoryview, memoryview, memoryview]:
        """The number, and the two columns of `Parts`, of each of these terms."""
        return self.arrays["whole_term"].data, self.arrays["whole_said"].data, self.arrays["whole_edges"].data

    def bigram_documents(self, ranges: Sequence[tuple[int, int]]) -> npt.NDArray[np.int64]:
        """The documents that have for each of these ranges a bigram with a key from the first number up to, not with, the
        second; in order."""
        every = np.ones(self.documents, bool)
        for low, high in ranges:
            having = np.zeros(self.documents, bool)
            having[self.arrays["bigram_document"][self._bigram_rows(low, high)[0]]] = True
            every &= having
        return np.flatnonzero(every)

    def bigram_postings(self, low: int, high: int) -> tuple[npt.NDArray[np.uint16], npt.NDArray[np.uint32]]:
        """The documents that have a bigram with a key from `low` up to, not with, `high`, and how often."""
        rows, several = self._bigram_rows(low, high)
        documents, frequencies = self.arrays["bigram_document"][rows], self.arrays["bigram_frequency"][rows]
        if not several:
            return documents, frequencies.astype(np.uint32)
        sums = np.bincount(documents, weights=frequencies)
        found = np.flatnonzero(sums)
        return found.astype(np.uint16), sums[found].astype(np.uint32)

    def _bigram_rows(self, low: int, high: int) -> tuple[slice, bool]:
        """Where the postings of these keys lie, and whether they are of several keys."""
        keys, first = self.arrays["bigram_key"], self.arrays["bigram_first"]
        begin, end = np.searchsorted(keys, np.array([low, high], np.uint64))
        return slice(int(first[begin]), int(first[end])), bool(end - begin > 1)


def open_segment(path: Path) -> Segment:
    return Segment(open_arrays(path))


def offsets_of(lengths: Sequence[int] | Array) -> Array:
    """Where each piece begins when they lie one after the other, and where the last one ends."""
    return np.concatenate(([0], np.cumsum(lengths, dtype=np.int64))).astype(np.int64)
