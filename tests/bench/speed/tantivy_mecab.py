"""tantivy on the base forms of MeCab, with snippets and tag counts: what a Python engineer would build instead."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import fugashi
import ipadic
import tantivy

from corpus import Post

_DROPPED = {"助詞", "助動詞", "記号"}
_TITLE_WEIGHT = 5.0


class TantivyMecab:
    name = "tantivy on MeCab terms"

    def __init__(self, posts: Sequence[Post]) -> None:
        self._cut = _cutter()
        schema = tantivy.SchemaBuilder()
        for field in ("title", "body"):
            schema = schema.add_text_field(field, stored=True, tokenizer_name="spaced")
        self._schema = schema.add_text_field("tags", stored=True, tokenizer_name="raw", fast=True).build()
        index = tantivy.Index(self._schema)
        spaced = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build()
        index.register_tokenizer("spaced", spaced)
        writer = index.writer(heap_size=200_000_000)
        for post in posts:
            writer.add_document(
                tantivy.Document(title=self._spaced(post.title), body=self._spaced(post.text), tags=list(post.tags))
            )
        writer.commit()
        writer.wait_merging_threads()
        index.reload()
        self._searcher = index.searcher()

    def search(self, query: str) -> int:
        """A page of ten with snippets and the counts of fifty tags; how many posts match."""
        asked = tantivy.Query.boolean_query([(tantivy.Occur.Must, self._anywhere(term)) for term in self._cut(query)])
        found = self._searcher.search(asked, 10)
        snippets = tantivy.SnippetGenerator.create(self._searcher, asked, self._schema, "body")
        for _, address in found.hits:
            snippets.snippet_from_doc(self._searcher.doc(address)).to_html()
        self._searcher.aggregate(asked, {"tags": {"terms": {"field": "tags", "size": 50}}})
        return int(found.count)

    def _anywhere(self, term: str) -> tantivy.Query:
        title, body = (tantivy.Query.term_query(self._schema, field, term) for field in ("title", "body"))
        return tantivy.Query.disjunction_max_query([tantivy.Query.boost_query(title, _TITLE_WEIGHT), body])

    def _spaced(self, text: str) -> str:
        return " ".join(self._cut(text))


def _cutter() -> Callable[[str], list[str]]:
    tagger = fugashi.GenericTagger(ipadic.MECAB_ARGS)

    def cut(text: str) -> list[str]:
        words = ((word.surface, word.feature_raw.split(",")) for word in tagger(text))
        return [
            surface if features[6] == "*" else features[6] for surface, features in words if features[0] not in _DROPPED
        ]

    return cut
