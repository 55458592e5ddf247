"""A post for the slow model of `model.py`: all of it in memory, and looked at again for every question."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from itertools import pairwise

from blog import JANOME

from index.analysis.analyzer import as_written
from index.analysis.pieces import Pieces
from index.analyzed import Field, lay_out
from index.document import Document
from index.normalize import normalize


class Post:
    """One post, all of it in memory."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.text, regions = lay_out(document)
        self.regions: list[tuple[Field, str, str]] = []  # a field, its text, the same in its normal form
        self.tokens: list[tuple[str, Field, str]] = []  # a term, its field, and how it is written there
        self.words: list[str] = []  # the terms that stand one after the other, none within another
        done = 0
        for each in regions:
            text = self.text[each.start : each.end]
            normal = normalize(text)
            self.regions.append((each.field, text, normal.text))
            pieces = Pieces()
            (JANOME.add_code if each.field is Field.CODE else JANOME.add_prose)(pieces, normal.text)
            for token in as_written(pieces, normal, text, code=each.field is Field.CODE):
                start, end = token.start, token.start + token.length
                self.tokens.append((token.term, each.field, text[start:end]))
                self.words += [token.term] if each.start + start >= done else []
                done = max(done, each.start + end)
        self.lengths = Counter(field for _, field, _ in self.tokens)
        self.counts = Counter((term, field) for term, field, _ in self.tokens)
        lines = [line for *_, normal in self.regions for line in normal.split("\n")]
        self.bigrams = Counter(pair for line in lines for pair in pairs_of(line))

    def is_written(self, term: str, typed: str, fields: Iterable[Field]) -> bool:
        """Whether a term stands somewhere in the width and the case in which it was typed."""
        is_normal = typed == normalize(typed).text
        written = [text for other, field, text in self.tokens if other == term and field in fields]
        return any(text == normalize(text).text if is_normal else text == typed for text in written)

    def may_have(self, quoted: str) -> bool:
        """Whether it has every two characters of a quote, or the one."""
        if len(quoted) == 1:
            return any(quoted in normal for *_, normal in self.regions)
        return all(pair in self.bigrams for pair in pairs_of(quoted))

    @property
    def body(self) -> str:
        """All but its title and its tags."""
        return "\n".join(text for field, text, _ in self.regions if field > Field.TAGS)

    @property
    def moment(self) -> float:
        return datetime.fromisoformat(self.document.date).timestamp() if self.document.date else 0.0


def letters(text: str) -> str:
    return "".join(each for each in normalize(text).text if each.isalnum())


def pairs_of(text: str) -> list[str]:
    return list(map("".join, pairwise(text)))
