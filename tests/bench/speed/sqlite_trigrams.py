"""SQLite's own full text search over trigrams, with `snippet()`, and tags counted in a table beside it.

Trigrams cannot find a word of one or two characters, half of the words of Japanese: those are looked for in the text of
every post. (LIKE would be as slow, and finds nothing in some versions of SQLite.)
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from functools import partial
from pathlib import Path

from corpus import Post
from engine import COUNTED, NAMES, SHOWN, TITLE_WEIGHT, Part, Task

_FILE = "posts.db"
_SNIPPET = "snippet(posts, 1, '<b>', '</b>', '…', 60)"


class OpenedSqlite:
    def __init__(self, place: Path) -> None:
        self._table = sqlite3.connect(place / _FILE)

    def task(self, part: Part, query: str) -> Task:
        where, values, snippet = _condition(query)
        if part == "search":
            return partial(self._search, where, values, snippet)
        if part == "ranking":
            return partial(self._rows, f"select rowid from posts where {where} order by rank limit {SHOWN}", values)
        if part == "facets":
            return partial(self._rows, _counts(where), values)
        best = self._table.execute(f"select rowid from posts where {where} order by rank limit {SHOWN}", values)
        numbers = ", ".join(str(number) for (number,) in best)
        return partial(self._rows, f"select {snippet} from posts where {where} and posts.rowid in ({numbers})", values)

    def _search(self, where: str, values: list[str], snippet: str) -> int:
        self._rows(f"select rowid, title, {snippet} from posts where {where} order by rank limit {SHOWN}", values)
        self._rows(_counts(where), values)
        (found,) = self._table.execute(f"select count(*) from posts where {where}", values).fetchone()
        return int(found)

    def _rows(self, statement: str, values: list[str]) -> int:
        return len(self._table.execute(statement, values).fetchall())


class Sqlite:
    name = NAMES["sqlite_trigrams"]

    def build(self, posts: Iterable[Post], place: Path) -> None:
        table = sqlite3.connect(place / _FILE)
        table.execute("create virtual table posts using fts5(title, body, tokenize = 'trigram')")
        table.execute(f"insert into posts(posts, rank) values('rank', 'bm25({TITLE_WEIGHT}, 1.0)')")
        table.execute("create table tags(tag text, post integer)")
        for number, post in enumerate(posts, 1):
            table.execute("insert into posts(rowid, title, body) values (?, ?, ?)", (number, post.title, post.text))
            table.executemany("insert into tags values (?, ?)", [(tag, number) for tag in post.tags])
        table.execute("create index tags_of on tags(post, tag)")
        table.execute("insert into posts(posts) values('optimize')")
        table.commit()
        table.close()

    def open(self, place: Path) -> OpenedSqlite:
        return OpenedSqlite(place)


def _condition(query: str) -> tuple[str, list[str], str]:
    """All words of a query: the condition, its values, and the snippet that can be had."""
    words = query.split()
    long = [word for word in words if len(word) > 2]
    short = [word for word in words if len(word) < 3]
    conditions = ["posts match ?"] * bool(long) + ["instr(body, ?)"] * len(short)
    values = [" AND ".join(f'"{word}"' for word in long)] * bool(long) + short
    around = f"substr(body, max(1, instr(body, '{words[0]}') - 30), 120)"
    return " and ".join(conditions), values, _SNIPPET if long else around


def _counts(where: str) -> str:
    matching = f"select rowid from posts where {where}"
    return f"select tag, count(*) from tags where post in ({matching}) group by tag order by 2 desc limit {COUNTED}"


ENGINE = Sqlite()
