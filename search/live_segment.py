"""A segment of the index in a snapshot, less the documents that were deleted from it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, partial
from typing import Any

import numpy as np
import numpy.typing as npt

from index.store.postings import WordPostings, open_postings
from index.store.segment import Segment, open_segment
from index.store.storage import Folder
from index.store.whoosh_files import Commit
from search.postings import Mask, Numbers


@dataclass(frozen=True)
class LiveSegment:
    """A segment in a snapshot: `numbers` has, for each document of the segment, its number in the snapshot, -1 if deleted."""

    segment: Segment
    postings: WordPostings
    numbers: Numbers

    @cached_property
    def live_documents(self) -> list[int]:
        """The documents of the segment that are not deleted, in order."""
        return np.flatnonzero(self.numbers >= 0).tolist()

    @cached_property
    def _whole(self) -> bool:
        return not len(self.numbers) or bool(self.numbers.min() >= 0)

    @cached_property
    def document_counts(self) -> npt.NDArray[np.int64]:
        """How many documents that are not deleted have each term, a row for each field."""
        counts = self.postings.document_counts.copy()
        for document in np.flatnonzero(self.numbers < 0).tolist():
            fields, terms = self.segment.tokens_of(document)
            keys = np.sort(fields.astype(np.int64) * counts.shape[1] + terms)
            counts.reshape(-1)[keys[np.diff(keys, prepend=-1) > 0]] -= 1  # `np.unique` would import more of NumPy
        return counts

    @cached_property
    def terms(self) -> Mask:
        """Of every term of the segment, whether a document has it that is not deleted."""
        return np.asarray(self.document_counts.any(axis=0), bool)

    def live(self, documents: npt.NDArray[Any]) -> tuple[Numbers, Mask | slice]:
        """The numbers, in the snapshot, of those documents of the segment that are not deleted, and which of them these are."""
        numbers = self.numbers[documents]
        if self._whole:
            return numbers, slice(None)
        kept = numbers >= 0
        return numbers[kept], kept


def open_live_segment(folder: Folder, commit: Commit, segment: Any, *, first: int) -> LiveSegment:
    """A segment of a commit, whose first document has the number `first` in the snapshot. `ValueError` where its arrays are of
    another segment."""
    arrays = open_segment(folder.text_path(segment))
    if arrays.documents != segment.doc_count_all():
        raise ValueError("the arrays are of another segment")
    live = np.ones(arrays.documents, bool)
    live[list(segment.deleted_docs())] = False
    numbers = np.where(live, first + np.cumsum(live) - 1, -1).astype(np.int32)
    postings = open_postings(folder.words_path(segment), arrays, partial(commit.open, segment))
    return LiveSegment(arrays, postings, numbers)
