"""What Whoosh writes into a new segment, in its order: the ids of the documents and the postings counted beforehand.

Whoosh's own pool counts and sorts what it is given, in Python and on disk, and takes twice as long as writing it.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from whoosh.system import pack_uint

from index.postings import WordPostings
from index.schema import TERM_FIELDS
from index.segment import Segment

# Field, term, document, weight, value: what Whoosh calls a posting.
_Item = tuple[str, bytes, int, float, bytes]


class CountedPool:
    """In place of `whoosh.writing.PostingPool`: the postings of a segment whose arrays are at hand."""

    def __init__(self, segment: Segment, postings: WordPostings) -> None:
        self._segment, self._postings = segment, postings
        self._added: list[_Item] = []

    def add(self, item: _Item) -> None:
        """Take a posting of a field that is not of terms: an id."""
        self._added.append(item)

    def iter_postings(self) -> Iterator[_Item]:
        by_name = {name: field for field, name in TERM_FIELDS.items()}
        for name in sorted({*by_name, *(item[0] for item in self._added)}):
            if name in by_name:
                yield from self._of_field(name, by_name[name])
            else:
                yield from sorted(item for item in self._added if item[0] == name)

    def cleanup(self) -> None:
        """There is nothing on disk."""

    def _of_field(self, name: str, field: int) -> Iterator[_Item]:
        first, document, frequency = (
            self._postings.arrays[f"{field}_{column}"].tolist() for column in ("first", "document", "frequency")
        )
        packed = {count: (float(count), pack_uint(count)) for count in set(frequency)}
        for term, (low, high) in zip(self._segment.terms(), pairwise(first), strict=True):
            encoded = term.encode("utf-8", "surrogatepass") if low < high else b""
            for place in range(low, high):
                weight, value = packed[frequency[place]]
                yield name, encoded, document[place], weight, value
