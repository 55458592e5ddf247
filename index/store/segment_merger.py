"""Several segments as one: their arrays one behind the other, without the documents that are deleted.

The arrays are those that `index.store.segment_writer` would make of the same documents. Nothing is analyzed again, and a merge holds little more
in memory than what it writes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from index.spelling.parts import Parts
from index.store.arrays import Array
from index.store.segment import Segment, offsets_of
from index.store.segment_writer import lexicon_arrays, whole_arrays

Numbers: TypeAlias = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Part:
    """A segment that is merged, with the numbers of its documents that are not deleted, in order."""

    segment: Segment
    live: Numbers

    def column(self, name: str) -> Array:
        """An array with a row for each document, without the deleted ones."""
        rows: Array = self.segment.arrays[name][self.live]
        return rows

    def rows(self, first: Array, column: Array) -> Array:
        """A column in which the rows of each document begin at its `first`, without those of the deleted ones."""
        if len(self.live) == self.segment.documents:
            return column
        lengths = np.diff(first)[self.live].astype(np.int64)
        shifts = first[self.live] - offsets_of(lengths)[:-1]
        found: Array = column[np.arange(lengths.sum()) + np.repeat(shifts, lengths)]
        return found

    def rows_of(self, first: str, name: str) -> Array:
        return self.rows(self.segment.arrays[first], self.segment.arrays[name])

    @cached_property
    def number(self) -> npt.NDArray[np.int32]:
        """Of every document its place among the live ones, -1 for a deleted one."""
        number = np.full(self.segment.documents, -1, np.int32)
        number[self.live] = np.arange(len(self.live))
        return number

    @cached_property
    def used(self) -> Numbers:
        """The numbers of the terms that live documents have, in order."""
        used = np.zeros(self.segment.size, bool)
        used[self.rows_of("token_first", "token_term")] = True
        return np.flatnonzero(used)


@dataclass(frozen=True)
class Merger:
    """Makes one segment of several; its documents are theirs, one segment after the other."""

    parts: Sequence[Part]

    def arrays(self) -> dict[str, Array]:
        """What `index.store.segment_writer` would make of the documents."""
        return {**self._document_arrays(), **self._token_arrays(), **self._term_arrays(), **self._bigram_arrays()}

    @cached_property
    def _lexicon(self) -> list[str]:
        """The terms that are used, in order."""
        return sorted(
            {terms[number] for part in self.parts for terms in [part.segment.terms()] for number in part.used}
        )

    @cached_property
    def _terms(self) -> list[npt.NDArray[np.int32]]:
        """For every part, and each of its terms, the place in the lexicon; -1 where no live document has it."""
        place = {term: place for place, term in enumerate(self._lexicon)}
        return [np.array([place.get(term, -1) for term in part.segment.terms()], np.int32) for part in self.parts]

    def _document_arrays(self) -> dict[str, Array]:
        return {
            **self._joined("text_length", "field_length", "token_words", "copy_key"),
            **self._ragged("region_first", "region_field", "region_start", "region_length"),
            **self._ragged("given_first", "given"),
            **self._ragged("listed_first", "listed"),
            **self._ragged("further_first", "further"),
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
        terms = self._of_terms("key_term")
        keys = np.unique(np.array([self._every("key_hash"), terms.astype(np.uint64)])[:, terms >= 0], axis=1)
        whole, rows = np.unique(self._of_terms("whole_term"), return_index=True)
        used = whole >= 0
        parts = (self._every(name)[rows[used]].tolist() for name in ("whole_said", "whole_edges"))
        return {
            **lexicon_arrays(self._lexicon),
            **whole_arrays(self._lexicon, whole[used].tolist(), list(map(Parts, *parts))),
            "key_hash": keys[0],
            "key_term": keys[1].astype(np.uint32),
        }

    def _every(self, name: str) -> Array:
        return np.concatenate([part.segment.arrays[name] for part in self.parts])

    def _of_terms(self, name: str) -> npt.NDArray[np.int32]:
        """A column of numbers of terms, as numbers of the lexicon."""
        return np.concatenate(
            [place[part.segment.arrays[name]] for part, place in zip(self.parts, self._terms, strict=True)]
        )

    def _bigram_arrays(self) -> dict[str, Array]:
        """Into the list of each bigram go first the documents of the first part, which keeps them in order."""
        every = np.unique(np.concatenate([part.segment.arrays["bigram_key"] for part in self.parts]))
        counts = [np.bincount(_bigrams(part, every)[0], minlength=len(every)) for part in self.parts]
        first = offsets_of(np.sum(counts, axis=0))
        documents, frequencies = np.empty(first[-1], np.uint16), np.empty(first[-1], np.uint8)
        begins, before = first[:-1].copy(), 0
        for part, count in zip(self.parts, counts, strict=True):
            _, document, frequency = _bigrams(part, every)
            at = np.arange(len(document)) + np.repeat(begins - offsets_of(count)[:-1], count)
            documents[at], frequencies[at] = document + before, frequency
            begins += count
            before += len(part.live)
        used = np.diff(first) > 0
        return {
            "bigram_key": every[used],
            "bigram_first": first[np.append(used, True)],
            "bigram_document": documents,
            "bigram_frequency": frequencies,
        }

    def _joined(self, *names: str) -> dict[str, Array]:
        """Columns with a row for each document."""
        return {name: np.concatenate([part.column(name) for part in self.parts]) for name in names}

    def _ragged(self, first: str, *names: str) -> dict[str, Array]:
        """Columns in which each document has several rows, and where they begin."""
        lengths = [np.diff(part.segment.arrays[first])[part.live] for part in self.parts]
        columns = {name: np.concatenate([part.rows_of(first, name) for part in self.parts]) for name in names}
        return {first: offsets_of(np.concatenate(lengths)), **columns}


def _bigrams(part: Part, every: Array) -> tuple[Array, Array, Array]:
    """The bigrams of live documents: the place of each among `every` one, the document, how often it has it."""
    arrays = part.segment.arrays
    places = np.searchsorted(every, arrays["bigram_key"]).astype(np.int32)
    owner, document = np.repeat(places, np.diff(arrays["bigram_first"])), part.number[arrays["bigram_document"]]
    live = document >= 0
    return owner[live], document[live], arrays["bigram_frequency"][live]
