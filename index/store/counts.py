"""How often documents have their terms: counted once, for our arrays and, out of these, for Whoosh."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from index.store.segment import Segment


@dataclass(frozen=True)
class Counts:
    """How often a document has each of its terms, by number, in each field that has it."""

    fields: npt.NDArray[np.uint8]
    terms: npt.NDArray[np.uint32]
    frequencies: npt.NDArray[np.uint32]


def count_terms(segment: Segment) -> list[Counts]:
    """The counts of every document of a segment, by field and term."""
    size = segment.size
    counts = []
    for document in range(segment.documents):
        fields, terms = segment.tokens_of(document)
        keys, frequencies = np.unique(fields.astype(np.int64) * size + terms, return_counts=True)
        field, term = (keys // size).astype(np.uint8), (keys % size).astype(np.uint32)
        counts.append(Counts(field, term, frequencies.astype(np.uint32)))
    return counts
