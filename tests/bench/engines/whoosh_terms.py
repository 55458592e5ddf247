"""Whoosh, its text cut by Janome, by Sudachi or into bigrams."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from whoosh import fields
from whoosh.analysis import RegexTokenizer
from whoosh.filedb.filestore import RamStorage
from whoosh.query import And, AndNot, Or, Phrase, Term

from engine import NEAREST, Page, excluded_words, package_versions, required_words
from search.query.tree import And as Every
from search.query.tree import Clause, Quote
from terms import bigrams, janome_terms, sudachi_terms


@dataclass(frozen=True)
class Whoosh:
    name: str
    packages: tuple[str, ...]
    terms: Callable[[str], tuple[str, ...]]

    @property
    def install(self) -> str:
        return f"pip install {' '.join(self.packages)}"

    def version(self) -> str:
        return package_versions(*self.packages)

    def strict(self, pages: Sequence[Page], queries: Sequence[Every]) -> Iterator[list[str]]:
        index = self._index(pages)
        return (_ids(index, self._written(query), limit=None) for query in queries)

    def nearest(self, pages: Sequence[Page], sentences: Sequence[str]) -> Iterator[list[str]]:
        index = self._index(pages)
        return (_ids(index, Or(self._all(sentence)), limit=NEAREST) for sentence in sentences)

    def _index(self, pages: Sequence[Page]) -> Any:
        one_a_line = RegexTokenizer(r"[^\n]+")
        index = RamStorage().create_index(fields.Schema(id=fields.ID(stored=True), text=fields.TEXT(one_a_line)))
        writer = index.writer()
        for page in pages:
            writer.add_document(id=page.id, text="\n".join(self.terms(page.text)))
        writer.commit()
        return index.searcher()

    def _written(self, query: Every) -> Any:
        """All groups, any clause of each; words whose analysis leaves nothing are passed over, as parsers do."""
        required = And([Or([self._clause(clause) for clause in group]) for group in required_words(query)])
        excluded = Or([self._clause(clause) for clause in excluded_words(query)])
        return AndNot(required, excluded) if excluded_words(query) else required

    def _clause(self, clause: Clause) -> Any:
        return (
            Phrase("text", list(self.terms(clause.text))) if isinstance(clause, Quote) else And(self._all(clause.text))
        )

    def _all(self, text: str) -> list[Any]:
        return [Term("text", term) for term in self.terms(text)]


def _ids(searcher: Any, query: Any, *, limit: int | None) -> list[str]:
    return [hit["id"] for hit in searcher.search(query.normalize(), limit=limit)]


ENGINES = (
    Whoosh("Whoosh, Janome base forms without particles", ("whoosh3", "janome"), janome_terms),
    Whoosh("Whoosh, bigrams", ("whoosh3",), bigrams),
    Whoosh("Whoosh, Sudachi mode A normalized forms", ("whoosh3", "sudachipy", "sudachidict_core"), sudachi_terms),
)
