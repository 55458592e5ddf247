"""tantivy, its text cut by Janome or into bigrams. A word of several terms is a phrase, as its own parser has it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from engine import NEAREST, Page, excluded_words, package_versions, required_words
from search.query.tree import And
from terms import bigrams, janome_terms


@dataclass(frozen=True)
class Tantivy:
    name: str
    packages: tuple[str, ...]
    terms: Callable[[str], tuple[str, ...]]

    @property
    def install(self) -> str:
        return f"pip install {' '.join(self.packages)}"

    def version(self) -> str:
        return package_versions(*self.packages)

    def strict(self, pages: Sequence[Page], queries: Sequence[And]) -> Iterator[list[str]]:
        index = self._index(pages)
        return (_ids(index, self._written(query, index.schema), limit=len(pages)) for query in queries)

    def nearest(self, pages: Sequence[Page], sentences: Sequence[str]) -> Iterator[list[str]]:
        from tantivy import Query as Written

        index = self._index(pages)
        for sentence in sentences:
            words = (Written.term_query(index.schema, "text", term) for term in self.terms(sentence))
            yield _ids(index, _any(words), limit=NEAREST)

    def _index(self, pages: Sequence[Page]) -> Any:
        import tantivy

        builder = tantivy.SchemaBuilder().add_text_field("id", stored=True, tokenizer_name="raw")
        index = tantivy.Index(builder.add_text_field("text", tokenizer_name="one a line").build())
        one_a_line = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.regex(r"[^\n]+")).build()
        index.register_tokenizer("one a line", one_a_line)
        writer = index.writer()
        for page in pages:
            writer.add_document(tantivy.Document(id=page.id, text="\n".join(self.terms(page.text))))
        writer.commit()
        index.reload()
        return index

    def _written(self, query: And, schema: Any) -> Any:
        from tantivy import Occur
        from tantivy import Query as Written

        groups = [[self._phrase(clause.text, schema) for clause in group] for group in required_words(query)]
        excluded = [self._phrase(clause.text, schema) for clause in excluded_words(query)]
        required = [(Occur.Must, _any(filter(None, group))) for group in groups if any(group)]
        return Written.boolean_query(required + [(Occur.MustNot, each) for each in excluded if each])

    def _phrase(self, text: str, schema: Any) -> Any:
        """The terms of a text side by side; None where it has none."""
        from tantivy import Query as Written

        terms = list(self.terms(text))
        if len(terms) < 2:
            return Written.term_query(schema, "text", terms[0]) if terms else None
        return Written.phrase_query(schema, "text", terms)


def _any(queries: Iterable[Any]) -> Any:
    from tantivy import Occur
    from tantivy import Query as Written

    return Written.boolean_query([(Occur.Should, query) for query in queries])


def _ids(index: Any, query: Any, *, limit: int) -> list[str]:
    searcher = index.searcher()
    return [searcher.doc(address)["id"][0] for _, address in searcher.search(query, limit).hits]


ENGINES = (
    Tantivy("tantivy, bigrams", ("tantivy",), bigrams),
    Tantivy("tantivy, Janome base forms without particles", ("tantivy", "janome"), janome_terms),
)
