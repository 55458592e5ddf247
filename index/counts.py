"""How often documents have their terms: counted once, for Whoosh and for our arrays."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from index.segment import Segment


@dataclass(frozen=True)
class Counts:
    """How often a document has each of its terms, by number, in each field that has it."""

    fields: npt.NDArray[np.int64]
    terms: npt.NDArray[np.int64]
    frequencies: npt.NDArray[np.int64]


def count_terms(segment: Segment) -> list[Counts]:
    """The counts of every document of a segment, by field and term."""
    size = segment.size
    counts = []
    for document in range(segment.documents):
        fields, terms = segment.tokens_of(document)
        keys, frequencies = np.unique(fields.astype(np.int64) * size + terms, return_counts=True)
        counts.append(Counts(keys // size, keys % size, frequencies))
    return counts
