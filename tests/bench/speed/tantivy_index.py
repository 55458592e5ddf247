"""tantivy over terms that were cut beforehand, with its snippets and its counts of tags."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import tantivy

from corpus import Post
from engine import COUNTED, SHOWN, TITLE_WEIGHT, Part, Task

Cut = Callable[[str], list[str]]
_COUNTS = {"tags": {"terms": {"field": "tags", "size": COUNTED}}}
_HEAP = 200_000_000


class OpenedTantivy:
    def __init__(self, place: Path, cut: Cut, *, side_by_side: bool) -> None:
        self._index = tantivy.Index.open(str(place))
        _register(self._index)
        self._searcher = self._index.searcher()
        self._cut, self._side_by_side = cut, side_by_side

    def task(self, part: Part, query: str) -> Task:
        if part == "search":
            return partial(self._search, query)
        asked = self._written(query)
        if part == "ranking":
            return lambda: len(self._searcher.search(asked, SHOWN).hits)
        if part == "facets":
            return lambda: len(self._searcher.aggregate(asked, _COUNTS))
        return partial(self._snippets, asked, self._searcher.search(asked, SHOWN).hits)

    def _search(self, query: str) -> int:
        asked = self._written(query)
        found = self._searcher.search(asked, SHOWN)
        self._snippets(asked, found.hits)
        self._searcher.aggregate(asked, _COUNTS)
        return int(found.count)

    def _snippets(self, asked: Any, hits: list[Any]) -> int:
        snippets = tantivy.SnippetGenerator.create(self._searcher, asked, self._index.schema, "body")
        return len([snippets.snippet_from_doc(self._searcher.doc(address)).to_html() for _, address in hits])

    def _written(self, query: str) -> Any:
        """All words, each a phrase of its terms where they only tell something `side_by_side`."""
        phrases = [self._cut(word) for word in query.split()]
        if not self._side_by_side:
            phrases = [[term] for phrase in phrases for term in phrase]
        return tantivy.Query.boolean_query([(tantivy.Occur.Must, self._anywhere(phrase)) for phrase in phrases])

    def _anywhere(self, terms: list[str]) -> Any:
        title, body = (self._phrase(field, terms) for field in ("title", "body"))
        return tantivy.Query.disjunction_max_query([tantivy.Query.boost_query(title, TITLE_WEIGHT), body])

    def _phrase(self, field: str, terms: list[str]) -> Any:
        if len(terms) == 1:
            return tantivy.Query.term_query(self._index.schema, field, terms[0])
        return tantivy.Query.phrase_query(self._index.schema, field, list(terms))


@dataclass(frozen=True)
class Tantivy:
    """`cutter` makes what cuts a text into terms."""

    name: str
    cutter: Callable[[], Cut]
    side_by_side: bool = False

    def build(self, posts: Iterable[Post], place: Path) -> None:
        cut = self.cutter()
        schema = tantivy.SchemaBuilder()
        for field in ("title", "body"):
            schema = schema.add_text_field(field, stored=True, tokenizer_name="spaced")
        schema = schema.add_text_field("tags", stored=True, tokenizer_name="raw", fast=True)
        index = tantivy.Index(schema.build(), path=str(place))
        _register(index)
        writer = index.writer(heap_size=_HEAP)
        for post in posts:
            title, body = (" ".join(cut(text)) for text in (post.title, post.text))
            writer.add_document(tantivy.Document(title=title, body=body, tags=list(post.tags)))
        writer.commit()
        writer.wait_merging_threads()

    def open(self, place: Path) -> OpenedTantivy:
        return OpenedTantivy(place, self.cutter(), side_by_side=self.side_by_side)


def _register(index: Any) -> None:
    index.register_tokenizer("spaced", tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build())
