"""The Whoosh schema: for each document its id, the counts of its terms by field, and what answers show of it."""

from __future__ import annotations

from whoosh.fields import ID, STORED, FieldType, Schema
from whoosh.formats import Frequency

from index.analyzed import Field


class TermCounts(FieldType):  # type: ignore[misc]  # Whoosh has no types
    """A field whose terms are counted before Whoosh gets them: see `index.pool`. Postings hold frequencies, no positions."""

    def __init__(self) -> None:
        self.format = Frequency()
        self.scorable = False  # lengths are kept exactly, in our own arrays; Whoosh rounds them to a byte
        self.stored = False


TERM_FIELDS: dict[Field, str] = {field: field.name.lower() for field in Field}


def schema() -> Schema:
    return Schema(id=ID(unique=True), stored=STORED(), **{name: TermCounts() for name in TERM_FIELDS.values()})
