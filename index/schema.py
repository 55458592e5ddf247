"""The Whoosh schema of a blog, and what Whoosh gets of a post.

`whoosh.index.open_dir(".sakuin/0001", indexname="MAIN")` opens an index of Sakuin, and Whoosh's own query parser finds posts in it by word, tag,
category, author and date. README has an example.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from whoosh.analysis import Analyzer, Token
from whoosh.fields import DATETIME, ID, KEYWORD, TEXT, Schema
from whoosh.system import pack_uint

from index.analysis.analyzer import analyzer
from index.analysis.tokenizers import TokenizerName
from index.analyzed import AnalyzedDocument, Field
from index.counts import Counts

TERM_FIELDS: dict[Field, str] = {field: field.name.lower() for field in Field}


class BlogAnalyzer(Analyzer):  # type: ignore[misc]  # Whoosh has no types
    """Cuts what Whoosh's query parser is asked into the terms that posts have."""

    def __init__(self, tokenizer: TokenizerName, words: frozenset[str]) -> None:
        self._tokenizer, self._words = tokenizer, words

    def __call__(self, value: str, *, mode: str = "", **_: Any) -> Iterator[Token]:
        for token in analyzer(self._tokenizer, words=self._words).tokens(value):
            if token.rule.asked_for or mode != "query":
                yield Token(text=token.term)


class CountedText(TEXT):  # type: ignore[misc]
    """A text whose terms were counted before: `add_document` takes pairs of a term and its frequency. A plain text it analyzes and counts."""

    def index(
        self, value: str | Sequence[tuple[str, int]], **options: Any
    ) -> Iterator[tuple[bytes, int, float, bytes]]:
        if isinstance(value, str):
            yield from super().index(value, **options)
            return
        for term, frequency in value:
            yield term.encode(), frequency, float(frequency), pack_uint(frequency)


def schema(tokenizer: TokenizerName, words: frozenset[str]) -> Schema:
    """The fields of an index with that analysis. Postings hold frequencies and no positions: those are in our own arrays."""
    analysis = BlogAnalyzer(tokenizer, words)
    text = {
        name: CountedText(analysis, phrase=False, stored=field is Field.TITLE) for field, name in TERM_FIELDS.items()
    }
    return Schema(
        **text,
        id=ID(unique=True),
        url=ID(stored=True),
        tag=KEYWORD(lowercase=True, commas=True),
        category=KEYWORD(lowercase=True, commas=True),
        author=KEYWORD(lowercase=True, commas=True),
        date=DATETIME(),
    )


def as_whoosh_document(analyzed: AnalyzedDocument, counts: Counts, terms: Sequence[str]) -> dict[str, Any]:
    """The keyword arguments for Whoosh's `add_document`. `terms` are all terms, by the numbers that `counts` has."""
    document = analyzed.document
    return {
        **{name: _counted(field, counts, terms) for field, name in TERM_FIELDS.items()},
        "id": document.id,
        "url": document.url,
        "_stored_title": document.title,
        "tag": [tag.lower() for tag in document.tags],
        "category": [category.lower() for category in document.categories],
        "author": [document.author.lower()] if document.author else [],
        "date": datetime.fromisoformat(document.date).replace(tzinfo=None) if document.date else None,
    }


def _counted(field: Field, counts: Counts, terms: Sequence[str]) -> list[tuple[str, int]]:
    rows = counts.fields == field
    numbers, frequencies = counts.terms[rows].tolist(), counts.frequencies[rows].tolist()
    return [(terms[number], frequency) for number, frequency in zip(numbers, frequencies, strict=True)]
