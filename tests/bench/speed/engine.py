"""What the measurements ask of an engine. Each runs in a process of its own: see worker.py."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Literal, Protocol

from corpus import Post

Part = Literal["search", "ranking", "facets", "snippets"]
"""What is timed of a query: the whole page, one that has been given before, or one part of it with all else done."""

SHOWN = 10  # hits of a page, each with a snippet
COUNTED = 50  # tags
TITLE_WEIGHT = 5.0

Task = Callable[[], int]


class Opened(Protocol):
    """An index that answers."""

    def task(self, part: Part, query: str) -> Task:
        """What is to be timed. It returns how many posts, tags or snippets it found."""


class Engine(Protocol):
    name: str

    def open(self, place: Path) -> Opened: ...


class Peer(Engine, Protocol):
    """An engine that is fed cleaned posts."""

    def build(self, posts: Iterable[Post], place: Path) -> None:
        """Write an index into a new folder."""


NEEDED: dict[str, tuple[str, ...]] = {
    "sakuin": (),
    "tantivy_mecab": ("tantivy", "fugashi", "ipadic"),
    "tantivy_bigrams": ("tantivy",),
    "sqlite_trigrams": (),
    "tutorial": (),
}
"""Every engine, by the name of its file, with the packages that it needs beside those of Sakuin."""

NAMES = {
    "sakuin": "Sakuin",
    "tantivy_mecab": "tantivy on MeCab terms",
    "tantivy_bigrams": "tantivy on bigrams",
    "sqlite_trigrams": "SQLite FTS5 trigrams",
    "tutorial": "Whoosh as tutorials have it",
}
STRONGEST = "tantivy_mecab"


def load(name: str) -> Engine:
    engine: Engine = import_module(name).ENGINE
    return engine


def missing(name: str) -> list[str]:
    """The packages that an engine needs and that are not installed."""
    return [package for package in NEEDED[name] if find_spec(package) is None]
