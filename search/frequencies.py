"""How often documents have a term, in the fields together: a title counts more than a line of code.

Kept in memory up to a bound; a term of 30 documents takes 400 bytes.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from index.analyzed import Field
from search.bm25 import relative_length
from search.literal import find_in_pieces
from search.recent import Recent
from search.snapshot import Numbers, Snapshot
from search.spelling.variants import Variant

Scores = npt.NDArray[np.float32]

WEIGHTS = {Field.TITLE: 5.0, Field.TAGS: 3.0, Field.HEADINGS: 2.0, Field.BODY: 1.0, Field.CODE: 0.5}

_KEPT_BYTES = 24_000_000
_MOST_READ = 100  # documents, for a word that may stand in pieces


@dataclass(frozen=True)
class Found:
    """The documents that have something, in order, and its weighted frequency in each."""

    documents: Numbers
    frequencies: Scores

    def everywhere(self, size: int) -> Scores:
        """The frequency in each of `size` documents."""
        frequencies = np.zeros(size, np.float32)
        frequencies[self.documents] = self.frequencies
        return frequencies


class Frequencies:
    """The weighted frequencies of the terms of one snapshot. `factors`: what counts are multiplied with, a row a field."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        weights = np.array([WEIGHTS[field] for field in Field], np.float32)
        self.factors = np.ascontiguousarray((weights / relative_length(snapshot.lengths)).T)
        self._kept: Recent[tuple[str | Variant, tuple[Field, ...]], Found] = Recent(_KEPT_BYTES, _size)

    def of(self, term: str, fields: tuple[Field, ...]) -> Found:
        """Where a term of the index stands."""
        return self._kept.get((term, fields), lambda: self._read(term, fields))

    def of_variant(self, variant: Variant, fields: tuple[Field, ...]) -> Found:
        if not variant.in_pieces:
            return self.of(variant.term, fields)
        return self._kept.get((variant, fields), lambda: self._in_pieces(variant, fields))

    def counts_in_pieces(self, variant: Variant, fields: tuple[Field, ...], document: int) -> dict[Field, int]:
        """How often each field of a document has a word that the tokenizer cut."""
        found = find_in_pieces(variant.term, self._snapshot, document, strictly=variant.is_guess)
        counts = np.bincount(self._snapshot.fields_at(document, [start for start, _ in found]), minlength=len(Field))
        return {field: int(counts[field]) for field in fields if counts[field]}

    def _read(self, term: str, fields: tuple[Field, ...]) -> Found:
        found = [
            Found(documents, frequencies * self.factors[field][documents])
            for field, documents, frequencies in self._snapshot.postings(term)
            if field in fields
        ]
        return found[0] if len(found) == 1 else self._together(found)

    def _together(self, found: list[Found]) -> Found:
        sums = np.zeros(len(self._snapshot), np.float32)
        for each in found:
            sums[each.documents] += each.frequencies
        documents = np.flatnonzero(sums).astype(np.int32)
        return Found(documents, sums[documents])

    def _in_pieces(self, variant: Variant, fields: tuple[Field, ...]) -> Found:
        candidates = self._snapshot.containing(variant.term)
        sums = np.zeros(len(self._snapshot), np.float32)
        for document in candidates.tolist() if len(candidates) <= _MOST_READ else ():
            for field, count in self.counts_in_pieces(variant, fields, document).items():
                sums[document] += count * self.factors[field, document]
        documents = np.flatnonzero(sums).astype(np.int32)
        return Found(documents, sums[documents])


def _size(found: Found) -> int:
    return 400 + found.documents.nbytes + found.frequencies.nbytes
