"""What Whoosh keeps of a document: its words, counted beforehand, and what is shown of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from whoosh.fields import ID, STORED, FieldType, Schema
from whoosh.formats import Frequency
from whoosh.system import pack_uint

from index.analyzed import Field


class TermCounts(FieldType):  # type: ignore[misc]  # Whoosh has no types
    """A field of terms that come counted: {term: frequency}. Postings hold the frequency and no positions."""

    def __init__(self) -> None:
        self.format = Frequency()
        self.scorable = False  # lengths are kept exactly, in our own arrays; Whoosh rounds them to a byte
        self.stored = False

    def index(self, value: Mapping[str, int], **_: object) -> Iterator[tuple[bytes, int, float, bytes]]:
        for term, frequency in value.items():
            yield term.encode("utf-8", "surrogatepass"), frequency, float(frequency), pack_uint(frequency)


TERM_FIELDS: dict[Field, str] = {field: field.name.lower() for field in Field}


def schema() -> Schema:
    return Schema(id=ID(unique=True), stored=STORED(), **{name: TermCounts() for name in TERM_FIELDS.values()})
