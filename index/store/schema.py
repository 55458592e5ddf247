"""The Whoosh schema of a blog, and what Whoosh gets of a post.

`whoosh.index.open_dir(".sakuin/0001", indexname="MAIN")` opens an index of Sakuin, and Whoosh's own query parser finds posts in it by word, tag,
category, author and date. README has an example.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from whoosh.analysis import Analyzer, Token
from whoosh.fields import DATETIME, ID, KEYWORD, TEXT, Schema

from index.analysis.analyzer import analyzer
from index.analysis.tokenizers import TokenizerName
from index.analyzed import Field
from index.document import Brief

TERM_FIELDS: dict[Field, str] = {field: field.name.lower() for field in Field}


class BlogAnalyzer(Analyzer):  # type: ignore[misc]  # Whoosh has no types
    """Cuts what Whoosh's query parser is asked into the terms that posts have."""

    def __init__(self, tokenizer: TokenizerName, words: frozenset[str]) -> None:
        self._tokenizer, self._words = tokenizer, words

    def __call__(self, value: str, *, mode: str = "", **_: Any) -> Iterator[Token]:
        for token in analyzer(self._tokenizer, words=self._words).tokens(value):
            if token.rule.asked_for or mode != "query":
                yield Token(text=token.term)


def schema(tokenizer: TokenizerName, words: frozenset[str]) -> Schema:
    """The fields of an index with that analysis. Postings hold frequencies and no positions: those are in our own arrays."""
    analysis = BlogAnalyzer(tokenizer, words)
    text = {name: TEXT(analysis, phrase=False, stored=field is Field.TITLE) for field, name in TERM_FIELDS.items()}
    return Schema(
        **text,
        id=ID(unique=True),
        url=ID(stored=True),
        tag=KEYWORD(lowercase=True, commas=True),
        category=KEYWORD(lowercase=True, commas=True),
        author=KEYWORD(lowercase=True, commas=True),
        date=DATETIME(),
    )


def as_whoosh_document(post: Brief) -> dict[str, Any]:
    """The keyword arguments for Whoosh's `add_document`, less the texts: see `index.store.whoosh_terms`."""
    return {
        "id": post.id,
        "url": post.url,
        "title": [],  # its words are among the texts
        "_stored_title": post.title,
        "tag": [tag.lower() for tag in post.tags],
        "category": [category.lower() for category in post.categories],
        "author": [post.author.lower()] if post.author else [],
        "date": datetime.fromisoformat(post.date).replace(tzinfo=None) if post.date else None,
    }
