"""The postings of a Whoosh segment as arrays: 24 to 238 times faster to rank with than Whoosh's own matchers.

The writer counts the terms of a document once, and gives the counts to Whoosh and to these arrays. Whoever finds the arrays missing or damaged
reads them from Whoosh.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
import numpy.typing as npt
from whoosh.reading import SegmentReader

from index.analyzed import Field
from index.errors import IndexDamaged
from index.store.arrays import Array, open_arrays, write_arrays
from index.store.counts import Counts
from index.store.schema import TERM_FIELDS
from index.store.segment import Segment, offsets_of

_MOST_COUNTED = 0xFFFF

_FIELDS = {name: field for field, name in TERM_FIELDS.items()}
_FIELD_NUMBERS = np.array(Field, np.uint8)


@dataclass(frozen=True)
class Postings:
    """What documents have of terms: in each row the field, the document, and how often. Those of one term are sorted by field and document."""

    fields: npt.NDArray[np.uint8]
    documents: npt.NDArray[np.uint16]
    frequencies: npt.NDArray[np.uint16]


@dataclass(frozen=True)
class WordPostings:
    """All postings of one segment, by term number, field and document."""

    arrays: dict[str, Array]

    def of(self, numbers: Sequence[int]) -> tuple[npt.NDArray[np.int64], Postings]:
        """The postings of terms, one term behind the other, and of each the place of its term among the `numbers`. A term alone takes as long
        as ten together."""
        lists = np.add.outer(np.array(numbers, np.int64) * len(Field), _FIELD_NUMBERS).ravel()
        begins = self.arrays["first"][lists].astype(np.int64)
        sizes = self.arrays["first"][lists + 1] - begins
        shifts = begins - offsets_of(sizes)[:-1]
        rows = np.arange(sizes.sum()) + shifts.repeat(sizes)
        which = np.arange(len(lists)).repeat(sizes)
        fields = (which % len(Field)).astype(np.uint8)
        return which // len(Field), Postings(fields, self.arrays["document"][rows], self.arrays["frequency"][rows])

    @cached_property
    def document_counts(self) -> npt.NDArray[np.int64]:
        """How many documents have each term, a row for each field."""
        first = self.arrays["first"].astype(np.int64)
        return np.asarray(first[1:] - first[:-1], np.int64).reshape(-1, len(Field)).T

    def every(self, field: Field) -> tuple[npt.NDArray[np.int64], Postings]:
        """All postings of a field, and the number of the term of each."""
        counts = self.document_counts
        fields = np.tile(_FIELD_NUMBERS, counts.shape[1]).repeat(counts.T.ravel())
        rows = np.flatnonzero(fields == field)
        terms = np.arange(counts.shape[1]).repeat(counts[field])
        return terms, Postings(fields[rows], self.arrays["document"][rows], self.arrays["frequency"][rows])


def posting_arrays(counts: Sequence[Counts], size: int) -> dict[str, Array]:
    """The postings of documents with these counts as arrays; the lexicon has `size` terms."""
    return _posting_arrays(
        np.concatenate([np.empty(0, np.uint32), *(each.terms for each in counts)]),
        np.concatenate([np.empty(0, np.uint8), *(each.fields for each in counts)]),
        np.repeat(np.arange(len(counts), dtype=np.uint16), [len(each.terms) for each in counts]),
        np.concatenate([np.empty(0, np.uint32), *(each.frequencies for each in counts)]),
        size,
    )


def open_postings(path: Path, segment: Segment, whoosh: Callable[[], SegmentReader]) -> WordPostings:
    """The saved postings of a segment; read from Whoosh's reader, and saved if the disk allows, where there are none. `whoosh` opens that
    reader, which takes longer than all else."""
    try:
        return WordPostings(open_arrays(path).check())
    except (FileNotFoundError, IndexDamaged):
        with closing(whoosh()) as reader:
            arrays = read_postings(segment, reader)
    with suppress(OSError):  # a searcher that may not write answers from memory
        write_arrays(path, arrays)
    return WordPostings(arrays)


def read_postings(segment: Segment, reader: SegmentReader) -> dict[str, Array]:
    """Every posting of a Whoosh segment reader, as arrays by field."""
    number = {term.encode("utf-8", "surrogatepass"): place for place, term in enumerate(segment.terms())}
    found = [
        (number[term], _FIELDS[name], document, int(weight))
        for name, term, document, weight, _ in reader.iter_postings()
        if name in _FIELDS
    ]
    terms, fields, documents, frequencies = np.array(found, np.int64).reshape(-1, 4).T
    return _posting_arrays(terms, fields, documents, frequencies, segment.size)


def _posting_arrays(terms: Array, fields: Array, documents: Array, frequencies: Array, size: int) -> dict[str, Array]:
    """Rows, the documents in order, as arrays: `first` has the first row of each term in each field."""
    lists = terms.astype(np.int64) * len(Field) + fields
    order = np.argsort(lists, kind="stable")
    return {
        "first": offsets_of(np.bincount(lists, minlength=size * len(Field))),
        "document": documents[order].astype(np.uint16),
        "frequency": np.minimum(frequencies[order], _MOST_COUNTED).astype(np.uint16),
    }
