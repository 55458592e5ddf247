"""All that the search for other spellings reads of an index."""

from __future__ import annotations

from typing import Protocol

from index.spelling.parts import Parts
from search.postings import Postings


class Lexicon(Postings, Protocol):
    """The terms of an index with their postings."""

    def has(self, term: str) -> bool:
        """Whether any document has a term."""
        ...

    def terms_with_key(self, key: str) -> set[str]:
        """The terms that have a key of `index.spelling.keys`."""
        ...

    def terms_containing(self, text: str) -> dict[str, Parts]:
        """The terms in which a text stands, of those that may have parts, with these."""
        ...
