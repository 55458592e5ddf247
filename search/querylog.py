"""The log of queries: how often each was asked on each day, and nothing of whoever asked. One file of SQLite beside the index:

    .sakuin/queries.db     day, query, source (page, widget, api), times, without_hits, slowest_ms

A rebuild of the index leaves it. Any number of processes and threads may write at once.
"""

from __future__ import annotations

import os
import re
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

from index.errors import InputUnusable
from index.normalize import normalize
from search.query.lexer import narrow
from search.reports.queries import Queries, SoughtQuery, Source

NAME = "queries.db"
LONGEST = 100  # characters of a query that is counted: what is longer was pasted, and nobody asks it twice

_OURS, _VERSION = 0x53414B55, 1  # "SAKU": how SQLite tells our files from those of others
_PATIENCE = 0.02  # seconds to wait for another process that writes, which takes it a thousandth of one
_MOST_A_DAY = 10_000  # rows: whoever floods a server with queries fills no disk
_OPERATOR = re.compile("((?<![0-9A-Za-z])(?:OR|NOT|AND)(?![0-9A-Za-z]))")  # which small letters would make a word of

_TABLE = """
CREATE TABLE IF NOT EXISTS queries (
    day TEXT, query TEXT, source TEXT, times INTEGER NOT NULL, without_hits INTEGER NOT NULL, slowest_ms REAL NOT NULL,
    PRIMARY KEY (day, query, source)
) WITHOUT ROWID
"""
_ADD = f"""
INSERT INTO queries SELECT :day, :query, :source, :times, :without_hits, :slowest_ms
WHERE (SELECT count(*) FROM queries WHERE day = :day) < {_MOST_A_DAY}
    OR EXISTS (SELECT 1 FROM queries WHERE (day, query, source) = (:day, :query, :source))
ON CONFLICT DO UPDATE SET times = times + excluded.times, without_hits = without_hits + excluded.without_hits,
    slowest_ms = max(slowest_ms, excluded.slowest_ms)
"""
_SOUGHT = """
SELECT query, sum(times) AS times, sum(without_hits) AS without_hits, max(slowest_ms) AS slowest_ms,
    sum(times * (source = 'page')) AS page, sum(times * (source = 'widget')) AS widget, sum(times * (source = 'api')) AS api,
    sum(times * (day >= :week)) AS week
FROM queries WHERE day BETWEEN :first AND :last GROUP BY query HAVING sum(times) >= :least ORDER BY times DESC, query
"""


class Asked(NamedTuple):
    """What is counted together."""

    day: date
    query: str
    source: Source


class Tally(NamedTuple):
    """How often something was asked, how often nothing was found, and the longest that an answer took."""

    times: int
    without_hits: int
    slowest_ms: float

    def plus(self, other: Tally) -> Tally:
        return Tally(
            self.times + other.times,
            self.without_hits + other.without_hits,
            max(self.slowest_ms, other.slowest_ms),
        )


def counted_as(query: str) -> str:
    """A query in the spelling in which it is counted: one width, one case, one space between words. It finds what it found; "" for one
    that is too long, or empty."""
    parts = () if len(query) > LONGEST else _OPERATOR.split(narrow(query))
    spelled = (part if _OPERATOR.fullmatch(part) else normalize(part).text for part in parts)
    counted = " ".join("".join(spelled).split())
    return counted if len(counted) <= LONGEST else ""


class QueryLog:
    """The log in one file, which the first query that is added makes. What is older than `retention_days` goes with the next that is
    added, and is not read; what was asked fewer than `min_count` times in the days that are read never leaves the file. Errors of all
    methods: `InputUnusable` where the file cannot be used. It is then left as it is."""

    def __init__(
        self, path: Path, *, retention_days: int, min_count: int, today: Callable[[], date] = date.today
    ) -> None:
        self.path, self._retention_days, self._min_count, self.today = path, retention_days, min_count, today
        self._connection: sqlite3.Connection | None = None
        self._file: tuple[int, int] | None = None

    def add(self, tallies: Mapping[Asked, Tally]) -> None:
        """Add to what is counted: all of it, or where there is an error nothing. One thread at a time may call it."""
        try:
            with self._naming_faults(), _transaction(self._writable()) as connection:
                connection.execute(
                    "DELETE FROM queries WHERE day < ?", (self._first(self._retention_days).isoformat(),)
                )
                connection.executemany(_ADD, [_row(asked, tally) for asked, tally in tallies.items()])
        except InputUnusable:
            self.close()
            raise

    def sought(self, days: int) -> Queries | None:
        """What was sought in the last so many days, of today and before; None where there is no log."""
        with self._naming_faults():
            if not self.path.exists():
                return None
            with closing(self._readable()) as connection:
                return self._read(connection, days) if _is_begun(connection, self.path) else None

    def times(self, days: int) -> tuple[tuple[str, int], ...]:
        """Each query of the last so many days with how often it was asked, the most frequent first."""
        found = self.sought(days)
        return tuple((each.query, each.times) for each in found.queries) if found else ()

    def close(self) -> None:
        """Let go of the file; the next query that is added opens it again."""
        if self._connection:
            with suppress(sqlite3.Error):
                self._connection.close()
            self._connection = None

    def _read(self, connection: sqlite3.Connection, days: int) -> Queries:
        last = self.today()
        first, week = self._first(min(days, self._retention_days)), self._first(7)
        span = {"first": first.isoformat(), "last": last.isoformat()}
        begin, searches = connection.execute(
            "SELECT min(day), coalesce(sum(times), 0) FROM queries WHERE day BETWEEN :first AND :last", span
        ).fetchone()
        begin = date.fromisoformat(begin) if begin else last
        before = max((week - begin).days, 0)
        connection.row_factory = sqlite3.Row
        rows = connection.execute(_SOUGHT, {**span, "week": week.isoformat(), "least": self._min_count})
        return Queries(
            first=begin.isoformat(),
            last=last.isoformat(),
            searches=searches,
            min_count=self._min_count,
            days_before=before,
            queries=tuple(_sought(row, before) for row in rows),
        )

    def _first(self, days: int) -> date:
        """The first of the last so many days."""
        return self.today() - timedelta(days=days - 1)

    def _writable(self) -> sqlite3.Connection:
        """The file, open; made where there is none, and opened anew where another one has taken its place."""
        if self._connection is None or self._file != _identity(self.path):
            self.close()
            os.close(os.open(self.path, os.O_CREAT | os.O_RDWR, 0o600))
            self._file = _identity(self.path)
            self._connection = connection = self._open("mode=rw")
            _is_begun(connection, self.path)
            with suppress(sqlite3.OperationalError):  # another process is at it; without, it is right as well
                connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = NORMAL")
            connection.execute("PRAGMA secure_delete = ON")  # of old days no byte stays
            with _transaction(connection):
                connection.execute(_TABLE)
                connection.execute(f"PRAGMA application_id = {_OURS}")
                connection.execute(f"PRAGMA user_version = {_VERSION}")
        return self._connection

    def _readable(self) -> sqlite3.Connection:
        """The file, opened anew. SQLite would write beside it; on a disk where nobody can, nothing changes either."""
        return self._open("mode=rw" if os.access(self.path.parent, os.W_OK) else "mode=ro&immutable=1")

    def _open(self, how: str) -> sqlite3.Connection:
        return sqlite3.connect(
            f"{self.path.absolute().as_uri()}?{how}",
            uri=True,
            timeout=_PATIENCE,
            isolation_level=None,
            check_same_thread=False,
        )

    @contextmanager
    def _naming_faults(self) -> Iterator[None]:
        try:
            yield
        except (sqlite3.Error, OSError) as error:
            raise InputUnusable(
                ja=f"検索語の記録 {self.path} を使えません（{error}）。ほかのプログラムが開いていないか、権限と空き容量を確かめてください。"
                "壊れているなら、別の場所へ移せば新しい記録が始まります。",
                en=f"The log of queries {self.path} cannot be used ({error}). Check that no other program holds it, its permissions and "
                "the free space. If it is damaged, move it away, and a new one begins.",
            ) from error


@contextmanager
def _transaction(connection: sqlite3.Connection) -> Iterator[sqlite3.Connection]:
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield connection
        connection.execute("COMMIT")
    except BaseException:
        with suppress(sqlite3.Error):  # where the disk is full, SQLite has done it already
            connection.execute("ROLLBACK")
        raise


def _is_begun(connection: sqlite3.Connection, path: Path) -> bool:
    """Whether the file is a log; False where it is empty. Errors: `InputUnusable` where it is somebody else's, or that of a newer Sakuin."""
    # In this order: another process may make the table between two of them, and signs it as it does.
    (tables,), (version,), (owner,) = (
        connection.execute(question).fetchone()
        for question in ("SELECT count(*) FROM sqlite_master", "PRAGMA user_version", "PRAGMA application_id")
    )
    if owner != _OURS and (owner or version or tables):
        raise InputUnusable(
            ja=f"{path} は検索語の記録ではないので、手を付けません。別の場所へ移せば、新しい記録が始まります。",
            en=f"{path} is not a log of queries, so it is left alone. Move it away, and a new one begins.",
        )
    if version > _VERSION:
        raise InputUnusable(
            ja=f"{path} は新しい版の Sakuin の記録です（形式 {version}、この版は {_VERSION}）。Sakuin を新しくするか、別の場所へ移してください。",
            en=f"{path} is the log of a newer Sakuin (format {version}, this one has {_VERSION}). Update Sakuin, or move the file away.",
        )
    return bool(owner)


def _identity(path: Path) -> tuple[int, int] | None:
    """What tells a file from another that has taken its name; None where there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _row(asked: Asked, tally: Tally) -> dict[str, object]:
    return {**asked._asdict(), "day": asked.day.isoformat(), **tally._asdict()}


def _sought(row: sqlite3.Row, days_before: int) -> SoughtQuery:
    before = 7 * (row["times"] - row["week"]) / days_before if days_before else 0.0
    return SoughtQuery(**dict(row), before=round(before, 1))
