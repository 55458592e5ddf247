"""All that ranking and snippets read of an index. A snapshot on disk answers it; the documents that one machine of a cluster
holds may do so with the statistics of the whole cluster."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple, Protocol

import numpy as np
import numpy.typing as npt

from search.query.tree import Leaf

Numbers = npt.NDArray[np.int32]
"""Numbers of documents, in order."""
Scores = npt.NDArray[np.float32]
Mask = npt.NDArray[np.bool_]
"""Of every document, whether it is meant."""

NOWHERE: Numbers = np.empty(0, np.int32)


def mask_of(documents: npt.NDArray[np.integer[Any]] | list[int], size: int) -> Mask:
    """Of `size` documents, whether each is one of these."""
    mask = np.zeros(size, bool)
    mask[documents] = True
    return mask


class TermPostings(NamedTuple):
    """What documents have of terms: in each row the term, by its place among those asked for, the field, the document, and how often it has
    the term there. The documents of a term in a field are in order."""

    terms: npt.NDArray[np.int64]
    fields: npt.NDArray[np.uint8]
    documents: Numbers
    frequencies: npt.NDArray[np.uint16]


NO_POSTINGS = TermPostings(np.empty(0, np.int64), np.empty(0, np.uint8), NOWHERE, np.empty(0, np.uint16))


class PostText(Protocol):
    """The text of one document, and what is known of it. Offsets are in characters."""

    @property
    def anchors(self) -> tuple[str, ...]:
        """The ids of its headings on the published page, "" for one without."""
        ...

    def text(self, start: int = 0, end: int | None = None) -> str:
        """Its title, its tags, then headings and bodies in reading order, then code, a line end between them."""
        ...

    def code_units(self) -> npt.NDArray[np.uint16]:
        """The text in UTF-16."""
        ...

    def regions(self) -> tuple[list[int], list[int], list[int]]:
        """The regions, each of one field, in reading order, as columns: field, first character, first character after."""
        ...

    def gives(self, normal: str) -> bool:
        """Whether normalizing the text may turn other characters into some of this normal text: ㌔ into キロ. With "": whether it
        has combining marks, which may give any character."""
        ...

    def tokens_between(self, low: int, high: int) -> list[tuple[int, int]]:
        """The tokens that begin before `high` and end behind `low`, in no order: first character, first character after."""
        ...

    def occurrences(self, terms: tuple[str, ...]) -> Iterator[tuple[int, int, int]]:
        """Where terms stand, in no order: the term, by its place among these, first character, length."""
        ...

    def word_places(self, terms: tuple[str, ...]) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int16]]:
        """Where terms stand among the words of the text, particles passed over, in reading order: the place of the word, and
        that of the term among these."""
        ...


class Postings(Protocol):
    """Documents, numbered from 0, with their postings, and statistics of the whole index, which may have more documents."""

    def __len__(self) -> int: ...

    @property
    def size(self) -> int:
        """How many documents the whole index has."""
        ...

    @property
    def average_lengths(self) -> npt.NDArray[np.float32]:
        """How many tokens each field has in the whole index, on average."""
        ...

    @property
    def average_characters(self) -> float:
        """How long the text of a document is in the whole index, on average."""
        ...

    def document_frequency(self, what: Leaf | str, documents: Numbers) -> int:
        """How many documents of the whole index have a leaf, or a bigram; here these `documents` have it."""
        ...

    @property
    def lengths(self) -> npt.NDArray[np.float32]:
        """How many tokens each document has in each field, a row a document."""
        ...

    @property
    def characters(self) -> npt.NDArray[np.int64]:
        """How long the text of each document is."""
        ...

    @property
    def title_letters(self) -> Sequence[str]:
        """The letters of each document's title: see `index.normalize`."""
        ...

    def postings(self, terms: Sequence[str]) -> TermPostings:
        """The documents that have these terms, and how often."""
        ...

    def bigram_postings(self, bigram: str) -> tuple[Numbers, Scores]:
        """The documents with two characters side by side, and how often."""
        ...

    def containing(self, text: str) -> Numbers:
        """The documents that have every bigram of a normalized text: all that contain it, and a few more."""
        ...

    def with_boundary(self, before: str, after: str) -> Numbers:
        """The documents in which a token ends with the one character and the next begins with the other."""
        ...

    def giving(self, normal: str) -> Mask:
        """For each document what `PostText.gives` says of its text."""
        ...

    def post(self, document: int) -> PostText:
        """The text of a document."""
        ...
