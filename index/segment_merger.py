"""Several segments as one: their arrays one behind the other, without the documents that are deleted.

The arrays are those that `index.segment_writer` and `index.postings` would make of the same documents. Nothing is analyzed or counted
again, so a merge holds little more in memory than what it writes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from index.analyzed import Field
from index.arrays import Array
from index.postings import WordPostings
from index.segment import Segment, offsets_of
from index.segment_writer import lexicon_arrays, whole_arrays

Numbers: TypeAlias = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Part:
    """A segment that is merged, with the numbers of its documents that are not deleted, in order."""

    segment: Segment
    postings: WordPostings
    live: Numbers

    def column(self, name: str) -> Array:
        """An array with a row for each document, without the deleted ones."""
        rows: Array = self.segment.arrays[name][self.live]
        return rows

    def rows(self, first: Array, column: Array) -> Array:
        """A column in which the rows of each document begin at its `first`, without those of the deleted ones."""
        if len(self.live) == self.segment.documents:
            return column
        lengths = np.diff(first)[self.live]
        shifts = first[self.live] - offsets_of(lengths)[:-1]
        found: Array = column[np.arange(lengths.sum()) + np.repeat(shifts, lengths)]
        return found

    def rows_of(self, first: str, name: str) -> Array:
        return self.rows(self.segment.arrays[first], self.segment.arrays[name])

    @cached_property
    def number(self) -> npt.NDArray[np.int32]:
        """Of every document its place among the live ones, -1 for a deleted one."""
        return _places(self.live, self.segment.documents)

    @cached_property
    def used(self) -> Numbers:
        """The numbers of the terms that live documents have, in order."""
        used = np.zeros(len(self.segment.arrays["term_offset"]) - 1, bool)
        used[self.rows_of("token_first", "token_term")] = True
        return np.flatnonzero(used)


@dataclass(frozen=True)
class Merger:
    """Makes one segment of several; its documents are theirs, one segment after the other."""

    parts: Sequence[Part]

    def text_arrays(self) -> dict[str, Array]:
        """What `index.segment_writer` writes."""
        return {**self._document_arrays(), **self._token_arrays(), **self._term_arrays(), **self._bigram_arrays()}

    def posting_arrays(self) -> dict[str, Array]:
        """What `index.postings` writes."""
        arrays: dict[str, Array] = {}
        for field in Field:
            names = (f"{field}_first", f"{field}_document", f"{field}_frequency")
            lists = [part.postings.arrays for part in self.parts]
            arrays |= self._inverted(names, lists, self._terms, len(self._lexicon))
        return arrays

    @cached_property
    def _lexicon(self) -> list[str]:
        """The terms that are used, in order."""
        return sorted(
            {terms[number] for part in self.parts for terms in [part.segment.terms()] for number in part.used}
        )

    @cached_property
    def _terms(self) -> list[Numbers]:
        """For every part, and each of its terms, the place in the lexicon; -1 where no live document has it."""
        place = {term: place for place, term in enumerate(self._lexicon)}
        return [np.array([place.get(term, -1) for term in part.segment.terms()], np.int64) for part in self.parts]

    def _document_arrays(self) -> dict[str, Array]:
        return {
            **self._joined("text_length", "field_length", "token_words"),
            **self._ragged("region_first", "region_field", "region_start", "region_length"),
            **self._ragged("given_first", "given"),
            **self._block_arrays(),
        }

    def _block_arrays(self) -> dict[str, Array]:
        sizes, data = [], []
        for part in self.parts:
            first, offset = part.segment.arrays["block_first"], part.segment.arrays["block_offset"]
            sizes.append(part.rows(first, np.diff(offset)))
            data.append(part.rows(offset[first], part.segment.arrays["blocks"]))
        return {
            **self._ragged("block_first"),
            "block_offset": offsets_of(np.concatenate(sizes)),
            "blocks": np.concatenate(data),
        }

    def _token_arrays(self) -> dict[str, Array]:
        terms = [
            places[part.rows_of("token_first", "token_term")]
            for part, places in zip(self.parts, self._terms, strict=True)
        ]
        return {
            **self._ragged("token_first", "token_start", "token_length"),
            "token_term": np.concatenate(terms).astype(np.uint32),
        }

    def _term_arrays(self) -> dict[str, Array]:
        hashes = np.concatenate([part.segment.arrays["key_hash"] for part in self.parts])
        terms = self._of_terms("key_term")
        keys = np.unique(np.array([hashes, terms.astype(np.uint64)])[:, terms >= 0], axis=1)
        whole = np.unique(self._of_terms("whole_term"))
        return {
            **lexicon_arrays(self._lexicon),
            **whole_arrays(self._lexicon, whole[whole >= 0].tolist()),
            "key_hash": keys[0],
            "key_term": keys[1].astype(np.uint32),
        }

    def _of_terms(self, name: str) -> Numbers:
        """A column of numbers of terms, as numbers of the lexicon."""
        return np.concatenate(
            [place[part.segment.arrays[name]] for part, place in zip(self.parts, self._terms, strict=True)]
        )

    def _bigram_arrays(self) -> dict[str, Array]:
        names = ("bigram_first", "bigram_document", "bigram_frequency")
        every = np.unique(np.concatenate([part.segment.arrays["bigram_key"] for part in self.parts]))
        places = [np.searchsorted(every, part.segment.arrays["bigram_key"]) for part in self.parts]
        arrays = self._inverted(names, [part.segment.arrays for part in self.parts], places, len(every))
        used = np.diff(arrays["bigram_first"]) > 0
        return {**arrays, "bigram_key": every[used], "bigram_first": arrays["bigram_first"][np.append(used, True)]}

    def _inverted(
        self, names: tuple[str, ...], lists: Sequence[dict[str, Array]], places: Sequence[Numbers], size: int
    ) -> dict[str, Array]:
        """The lists of every part as `size` lists. `names` are those of where each list begins, of its documents, and of a number for each
        of these. `places` has for every list of a part which list it goes into, in order; -1 for one that no live document is in."""
        parts = list(zip(self.parts, lists, places, strict=True))
        counts = [np.bincount(_live_rows(*part, names)[0], minlength=size) for part in parts]
        first = offsets_of(np.sum(counts, axis=0))
        documents, values = (np.empty(first[-1], lists[0][name].dtype) for name in names[1:])
        begins, before = first[:-1].copy(), 0
        for part, count in zip(parts, counts, strict=True):
            _, number, value = _live_rows(*part, names)
            at = np.arange(len(number)) + np.repeat(begins - offsets_of(count)[:-1], count)
            documents[at], values[at] = number + before, value
            begins += count
            before += len(part[0].live)
        return dict(zip(names, (first, documents, values), strict=True))

    def _joined(self, *names: str) -> dict[str, Array]:
        """Columns with a row for each document."""
        return {name: np.concatenate([part.column(name) for part in self.parts]) for name in names}

    def _ragged(self, first: str, *names: str) -> dict[str, Array]:
        """Columns in which each document has several rows, and where they begin."""
        lengths = [np.diff(part.segment.arrays[first])[part.live] for part in self.parts]
        columns = {name: np.concatenate([part.rows_of(first, name) for part in self.parts]) for name in names}
        return {first: offsets_of(np.concatenate(lengths)), **columns}


def _live_rows(
    part: Part, arrays: dict[str, Array], place: Numbers, names: tuple[str, ...]
) -> tuple[Array, Array, Array]:
    """The rows of the lists of a part that are of live documents: the list that each goes into, the document, the number."""
    first, document, value = (arrays[name] for name in names)
    owner, number = np.repeat(place.astype(np.int32), np.diff(first)), part.number[document]
    live = number >= 0
    return owner[live], number[live], value[live]


def _places(chosen: Numbers, size: int) -> npt.NDArray[np.int32]:
    """Of every number below `size` its place among those chosen, which are in order; -1 for the others."""
    places = np.full(size, -1, np.int32)
    places[chosen] = np.arange(len(chosen))
    return places
