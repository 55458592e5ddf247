"""The recipe of every tutorial: Janome inside Whoosh's analyzer, stored text, `highlights()`, and `groupedby` for tags."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from janome.tokenizer import Tokenizer as Janome
from whoosh import sorting
from whoosh.analysis import Token, Tokenizer
from whoosh.fields import KEYWORD, TEXT, Schema
from whoosh.index import create_in, open_dir
from whoosh.qparser import MultifieldParser

from corpus import Post
from engine import NAMES, SHOWN, Part, Task


class JanomeTokenizer(Tokenizer):  # type: ignore[misc]
    """Text to Whoosh's tokens."""

    def __init__(self) -> None:
        self._janome = Janome()

    def __call__(self, value: str, **asked: Any) -> Iterator[Token]:
        at = 0
        for number, word in enumerate(self._janome.tokenize(value)):
            at = value.find(word.surface, at)
            token = Token(**{**asked, "positions": True, "chars": True})
            token.text = token.original = word.base_form
            token.boost, token.stopped = 1.0, False
            token.pos = asked.get("start_pos", 0) + number
            token.startchar, token.endchar = at, at + len(word.surface)
            yield token
            at = token.endchar

    def __getstate__(self) -> dict[str, Any]:
        """Nothing: the dictionary is not to be pickled with the schema."""
        return {}


def _schema() -> Schema:
    analyzer = JanomeTokenizer()
    text = TEXT(stored=True, analyzer=analyzer)
    return Schema(title=text, body=text, tags=KEYWORD(stored=True, commas=True))


class OpenedWhoosh:
    def __init__(self, place: Path) -> None:
        schema = _schema()
        self._searcher = open_dir(place, schema=schema).searcher()
        self._parser = MultifieldParser(["title", "body"], schema)

    def task(self, part: Part, query: str) -> Task:
        """The whole page: the recipe has no parts."""
        if part != "search":
            raise ValueError(f"{part} of the recipe cannot be measured apart")
        return lambda: self._search(query)

    def _search(self, query: str) -> int:
        tags = sorting.FieldFacet("tags", allow_overlap=True)
        found = self._searcher.search(self._parser.parse(query), limit=SHOWN, groupedby={"tags": tags})
        for hit in found[:SHOWN]:  # there are more where tags are counted, whatever the limit
            hit.highlights("body")
        found.groups("tags")
        return len(found)


class Tutorial:
    name = NAMES["tutorial"]

    def build(self, posts: Iterable[Post], place: Path) -> None:
        writer = create_in(place, _schema()).writer()
        for post in posts:
            writer.add_document(title=post.title, body=post.text, tags=",".join(post.tags))
        writer.commit()

    def open(self, place: Path) -> OpenedWhoosh:
        return OpenedWhoosh(place)


ENGINE = Tutorial()
