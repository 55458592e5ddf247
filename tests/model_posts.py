"""Posts for the slow model: every post as plain lists of what stands in it.

Borrowed are the layout of a post and its analysis, which have tests of their own: `lay_out`, `normalize` and its way back
to the author's characters, the pieces that the analyzer cuts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from blog import JANOME

from index.analysis.analyzer import as_written, code_pieces, lead_back
from index.analysis.token import Rule
from index.analysis.token import Token as Piece
from index.analyzed import Field, lay_out
from index.document import Document
from index.normalize import Normalized, joins, normalize

_MOST_COUNTED = 255  # of a bigram in a post, at the end of a token or within one


class Token(NamedTuple):
    term: str
    start: int
    end: int
    field: Field


class Stretch(NamedTuple):
    """A region of a post with its text, as it is and in its normal form."""

    field: Field
    start: int
    end: int
    text: str
    normalized: Normalized


class Post:
    """One post, all of it in memory."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.text, regions = lay_out(document)
        self.stretches: list[Stretch] = []
        self.tokens: list[Token] = []
        self.edges: set[tuple[str, str]] = set()
        pairs: Counter[tuple[str, str, bool]] = Counter()
        for region in regions:
            text = self.text[region.start : region.end]
            stretch = Stretch(region.field, region.start, region.end, text, normalize(text))
            pieces = _pieces(stretch)
            self.stretches.append(stretch)
            self.tokens += _tokens(stretch, pieces)
            pairs.update(_pairs(stretch.normalized.text, pieces))
        self.counts = Counter((token.term, token.field) for token in self.tokens)
        self.lengths = Counter(token.field for token in self.tokens)
        self.bigrams: Counter[str] = Counter()
        for (before, after, is_edge), count in pairs.items():
            self.bigrams[before + after] += min(count, _MOST_COUNTED)
            if is_edge:
                self.edges.add((before, after))

    def field_at(self, offset: int) -> Field:
        return next(stretch.field for stretch in self.stretches if stretch.start <= offset <= stretch.end)

    def may_contain(self, normal: str) -> bool:
        """Whether every two neighbours of a text are neighbours somewhere in the post."""
        texts = [stretch.normalized.text for stretch in self.stretches]
        pairs = {normal[at : at + 2] for at in range(max(1, len(normal) - 1))}
        return all(any(pair in text for text in texts) for pair in pairs)

    def places(self, typed: str, normal: str) -> list[tuple[int, int]]:
        """Where characters stand, without overlaps: as typed or with letters in another width or case; where they do so
        nowhere, in the normal form of the text."""
        return [place for place in _in_any_width(self.text, typed, normal) if self._is_whole(*place)] or [
            place for stretch in self.stretches for place in _in_normal_form(stretch, normal)
        ]

    def exact_places(self, typed: str) -> list[tuple[int, int]]:
        places = _scanned(self.text, lambda at: len(typed) if self.text.startswith(typed, at) else 0)
        return [place for place in places if self._is_whole(*place)]

    def _is_whole(self, start: int, end: int) -> bool:
        """Whether no mark of its own joins with the first or the last character of a place: か゛ is が."""
        return not joins(self.text[start]) and not (end < len(self.text) and joins(self.text[end]))

    def words(self) -> list[str]:
        """The terms that stand one after the other: no part of a word, nor anything else that begins within one."""
        words, done = [], 0
        for place, token in enumerate(self.tokens):
            if not place or token.start >= done:
                words.append(token.term)
            done = max(done, token.end)
        return words


def _pieces(stretch: Stretch) -> list[Piece]:
    find = code_pieces if stretch.field is Field.CODE else JANOME.pieces
    return list(find(stretch.normalized.text))


def _tokens(stretch: Stretch, pieces: list[Piece]) -> Iterator[Token]:
    for term, start, length, _ in as_written(
        pieces, stretch.normalized, stretch.text, code=stretch.field is Field.CODE
    ):
        yield Token(term, stretch.start + start, stretch.start + start + length, stretch.field)


def _pairs(text: str, pieces: list[Piece]) -> Iterator[tuple[str, str, bool]]:
    """Two characters side by side, in one line, and whether a token begins with the second."""
    begins = {piece.start for piece in pieces if piece.rule is not Rule.PART}
    for at in range(len(text) - 1):
        if "\n" not in text[at : at + 2]:
            yield text[at], text[at + 1], at + 1 in begins


def _in_any_width(text: str, typed: str, normal: str) -> Iterator[tuple[int, int]]:
    narrow = "".join(map(_narrow, text))

    def length_at(at: int) -> int:
        if text.startswith(typed, at):
            return len(typed)
        same = all(
            shown == letter or (letter.isascii() and folded == letter)
            for shown, folded, letter in zip(text[at:], narrow[at:], normal, strict=False)
        )
        return len(normal) if same and at + len(normal) <= len(text) else 0

    return _scanned(text, length_at)


def _narrow(character: str) -> str:
    """ASCII in its own width and in small letters; anything else as it is."""
    if character == "\u3000":
        return " "
    code = ord(character)
    narrow = chr(code - 0xFEE0) if 0xFF01 <= code <= 0xFF5E else character
    return narrow.lower() if narrow.isascii() else character


def _in_normal_form(stretch: Stretch, normal: str) -> Iterator[tuple[int, int]]:
    text = stretch.normalized.text
    for start, end in _scanned(text, lambda at: len(normal) if text.startswith(normal, at) else 0):
        found = lead_back(Piece("", start, end - start), stretch.normalized)
        yield stretch.start + found.start, stretch.start + found.end


def _scanned(text, length_at) -> Iterator[tuple[int, int]]:
    at = 0
    while at < len(text):
        length = length_at(at)
        if length:
            yield at, at + length
        at += length or 1
