"""What a person typed, to a `Query`, by the forms of `syntax.py`; in any width, with | for OR, NOT for a minus, and brackets
round words joined by OR. Never fails: what is no syntax is searched as it stands, with a note.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date

from index.language import Message
from search.asking.pieces import MINUSES, Piece, is_or, narrow, pieces_of

LONGEST = 5_000  # characters that are read of a query: Janome takes 0.1 ms for each that it does not know


@dataclass(frozen=True)
class Clause:
    """A word, or a quote to be found literally; `title`: in the title alone."""

    text: str
    quoted: bool = False
    title: bool = False

    def __str__(self) -> str:
        text = f'"{self.text}"' if self.quoted else self.text
        return f"title:{text}" if self.title else text


@dataclass(frozen=True)
class Filters:
    """What a post must be, beside what it must say. Any of the years, of the categories, of the authors will do."""

    tags: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    since: date | None = None
    until: date | None = None

    def shown(self) -> Iterator[str]:
        """The filters as a query writes them."""
        yield from (f"tag:{_quoted(tag)}" for tag in self.tags)
        yield from (f"category:{_quoted(category)}" for category in self.categories)
        yield from (f"author:{_quoted(author)}" for author in self.authors)
        yield from (f"year:{year}" for year in self.years)
        if self.since or self.until:
            yield f"date:{_bound(self.since, date.min)}..{_bound(self.until, date.max)}"


@dataclass(frozen=True)
class Query:
    """Every group of `required` must match, by any of its clauses; none of `excluded` may, and no filter of `without`."""

    required: tuple[tuple[Clause, ...], ...] = ()
    excluded: tuple[Clause, ...] = ()
    filters: Filters = Filters()
    without: tuple[Filters, ...] = ()
    notes: tuple[Message, ...] = ()

    def __str__(self) -> str:
        """The query as a person would type it."""
        required = (" OR ".join(map(str, group)) for group in self.required)
        excluded = (f"-{clause}" for clause in self.excluded)
        without = (f"-{shown}" for filters in self.without for shown in filters.shown())
        return " ".join((*required, *excluded, *self.filters.shown(), *without))


@dataclass
class _Parts:
    required: list[tuple[Clause, ...]] = field(default_factory=list)
    excluded: list[Clause] = field(default_factory=list)
    filters: Filters = field(default_factory=Filters)
    without: list[Filters] = field(default_factory=list)
    notes: list[Message] = field(default_factory=list)
    word_before: bool = False  # a word stands last, that an OR may join with the next
    joining: bool = False  # an OR stands before the next word
    leading: str = ""  # an OR as the first word

    def require(self, clauses: tuple[Clause, ...]) -> None:
        if self.joining and self.required:
            clauses = self.required.pop() + clauses
        self.required.append(clauses)
        self.word_before, self.joining = True, False

    def end_words(self) -> None:
        """A filter or an exclusion comes: no OR joins it with a word."""
        if self.joining:
            self.note_or()
        self.word_before = self.joining = False

    def note_or(self) -> None:
        self.notes.append(
            Message(
                ja="OR は語と語のあいだでだけ使えるので、無視しました",
                en="OR joins two words only; it was ignored.",
            )
        )


def _quoted(value: str) -> str:
    return f'"{value}"' if " " in value else value


def _bound(day: date | None, none: date) -> str:
    return day.isoformat() if day and day != none else ""


def parse(text: str) -> Query:
    """A query as typed, in any width. The work is linear in its length, and at most `LONGEST` characters are read."""
    parts = _Parts()
    if len(text) > LONGEST:
        parts.notes.append(
            Message(
                ja=f"検索語が長いので、はじめの {LONGEST:,} 文字で検索しました",
                en=f"The query is long; its first {LONGEST:,} characters were searched.",
            )
        )
    for piece in pieces_of(text[:LONGEST], parts.notes):
        _take(piece, parts)
    query = _query(parts)
    if query != Query(notes=query.notes) or not text.strip():
        return query
    if parts.leading:
        return replace(query, required=((Clause(parts.leading),),))
    nothing = Message(
        ja="検索する語がないので、すべての記事を示します", en="There is no word to search for; these are all posts."
    )
    return replace(query, notes=(*query.notes, nothing))


def _query(parts: _Parts) -> Query:
    if parts.joining or (parts.leading and parts.required):
        parts.note_or()
    return Query(
        required=tuple(dict.fromkeys(parts.required)),
        excluded=tuple(dict.fromkeys(parts.excluded)),
        filters=parts.filters,
        without=tuple(parts.without),
        notes=tuple(parts.notes),
    )


def _clause(piece: Piece) -> Clause:
    return Clause(piece.text, piece.quoted, piece.field == "title")


def _take(piece: Piece, parts: _Parts) -> None:
    if is_or(piece):
        _join(piece, parts)
    elif piece.field and piece.field != "title":
        parts.end_words()
        _filter(piece, parts)
    elif piece.minus:
        parts.end_words()
        parts.excluded.append(_clause(piece))
    else:
        _require(piece, parts)


def _join(piece: Piece, parts: _Parts) -> None:
    """An OR after a word joins it with the next; a query of nothing else looks for it."""
    if parts.word_before and not parts.joining:
        parts.joining = True
    elif parts.required or parts.filters != Filters() or parts.without or parts.excluded:
        parts.note_or()
    else:
        parts.leading = piece.text


def _require(piece: Piece, parts: _Parts) -> None:
    """猫|犬 is two words, 猫| and |犬 join with what stands beside them, and ||| is a word."""
    if piece.quoted or not piece.text.strip("|"):
        parts.require((_clause(piece),))
        return
    words = [Clause(word, False, piece.field == "title") for word in piece.text.split("|") if word]
    if piece.text.startswith("|") and parts.word_before:
        parts.joining = True
    parts.require(tuple(words))
    parts.joining = piece.text.endswith("|")


def _filter(piece: Piece, parts: _Parts) -> None:
    filters = _narrowed(Filters() if piece.minus else parts.filters, piece)
    if filters is None:
        parts.notes.append(
            Message(
                ja=f"{piece.written} は読み取れないので、文字どおりに検索しました",
                en=f"{piece.written} could not be read; it was searched as it stands.",
            )
        )
        clause = Clause(piece.written.lstrip(MINUSES), quoted=True)
        if piece.minus:
            parts.excluded.append(clause)
        else:
            parts.required.append((clause,))
    elif piece.minus:
        parts.without.append(filters)
    else:
        parts.filters = filters


def _narrowed(filters: Filters, piece: Piece) -> Filters | None:
    """The filters with this one among them; None where its value is none."""
    value = narrow(piece.text)
    match piece.field:
        case "tag":
            return replace(filters, tags=(*filters.tags, value))
        case "category":
            return replace(filters, categories=(*filters.categories, value))
        case "author":
            return replace(filters, authors=(*filters.authors, value))
    low, dots, high = value.partition("..")
    if piece.field == "year" and not dots:
        return replace(filters, years=(*filters.years, int(low))) if re.fullmatch(r"[0-9]{4}", low) else None
    since = _day(low, last=False) if low else date.min
    until = _day(high if dots else low, last=True) if high or not dots else date.max
    if since is None or until is None or piece.text == "..":
        return None
    return replace(
        filters,
        since=max(since, filters.since or date.min),
        until=min(until, filters.until or date.max),
    )


def _day(text: str, *, last: bool) -> date | None:
    """The first or last day of 2024, 2024-06 or 2024-06-05."""
    match = re.fullmatch(r"([0-9]{4})(?:[-/]([0-9]{1,2}))?(?:[-/]([0-9]{1,2}))?", text)
    if not match:
        return None
    year, month, day = (int(part) if part else None for part in match.groups())
    try:
        month = month or (12 if last else 1)
        return date(year or 0, month, day or (monthrange(year or 0, month)[1] if last else 1))
    except ValueError:
        return None
