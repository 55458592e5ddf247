"""SQLite's own full text search, FTS5."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from engine import NEAREST, Page, excluded_words, required_words
from search.query.tree import And, Clause


@dataclass(frozen=True)
class Fts5:
    name: str
    tokenizer: str
    pieces: Callable[[str], list[str]]  # of a sentence, to ask for any of them
    install: str = ""  # it comes with Python

    def version(self) -> str:
        return f"SQLite {sqlite3.sqlite_version}"

    def strict(self, pages: Sequence[Page], queries: Sequence[And]) -> Iterator[list[str]]:
        table = self._table(pages)
        return (_ids(table, _written(query), limit=len(pages)) for query in queries)

    def nearest(self, pages: Sequence[Page], sentences: Sequence[str]) -> Iterator[list[str]]:
        table = self._table(pages)
        return (_ids(table, " OR ".join(map(_quoted, self.pieces(each))), limit=NEAREST) for each in sentences)

    def _table(self, pages: Sequence[Page]) -> sqlite3.Connection:
        table = sqlite3.connect(":memory:")
        table.execute(f"create virtual table pages using fts5(id unindexed, text, tokenize = '{self.tokenizer}')")
        table.executemany("insert into pages values (?, ?)", [(page.id, page.text) for page in pages])
        return table


def words(text: str) -> list[str]:
    """What stands between blanks and punctuation."""
    return re.findall(r"\w+", text)


def trigrams(text: str) -> list[str]:
    return [text[at : at + 3] for at in range(len(text) - 2)]


def _written(query: And) -> str:
    required = " AND ".join(_any(group) for group in required_words(query))
    return f"({required}) NOT {_any(excluded_words(query))}" if excluded_words(query) else required


def _any(clauses: Sequence[Clause]) -> str:
    return f"({' OR '.join(_quoted(clause.text) for clause in clauses)})"


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


def _ids(table: sqlite3.Connection, expression: str, *, limit: int) -> list[str]:
    rows = table.execute("select id from pages where pages match ? order by rank limit ?", (expression, limit))
    return [id for (id,) in rows]


ENGINES = (
    Fts5("SQLite FTS5 trigram", "trigram", trigrams),
    Fts5("SQLite FTS5 default (unicode61)", "unicode61", words),
)
