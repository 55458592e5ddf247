"""What a person typed, to a tree, by the forms of `syntax.py`; in any width, with | for OR, NOT for a minus, and brackets. Never
fails: what is no syntax is searched as it stands, with a note.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from index.days import read_days
from index.language import Message
from search.fields import FIELDS
from search.query.lexer import MINUSES, Lexeme, lexemes, narrow
from search.query.tree import And, Filter, Not, Or, Query, Quote, Word, conjunction, leaves

LONGEST_QUERY = 5_000  # characters that are read of a query: Janome takes 0.1 ms for each that it does not know
_DEEPEST = 20  # brackets within brackets; nobody means more, and whoever walks a tree calls himself for each


@dataclass(frozen=True)
class Parsed:
    """A query as it was understood: all of `query`, and what should be said of it."""

    query: And
    notes: tuple[Message, ...] = ()

    @property
    def filters(self) -> tuple[Filter, ...]:
        """Those that hold for the whole query. A second year, category or author among them widens the answer."""
        return tuple(part for part in self.query.parts if isinstance(part, Filter))

    @property
    def words(self) -> And:
        """The rest of the query."""
        return And(tuple(part for part in self.query.parts if not isinstance(part, Filter)))


def parse(text: str) -> Parsed:
    """A query as typed, in any width. The work is linear in its length, and at most `LONGEST_QUERY` characters are read."""
    notes: list[Message] = []
    if len(text) > LONGEST_QUERY:
        notes.append(
            Message(
                ja=f"検索語が長いので、はじめの {LONGEST_QUERY:,} 文字で検索しました",
                en=f"The query is long; its first {LONGEST_QUERY:,} characters were searched.",
            )
        )
    reader = _Reader(notes)
    for lexeme in lexemes(text[:LONGEST_QUERY], notes):
        reader.take(lexeme)
    query = reader.end()
    if not query.parts and text.strip():
        notes.append(
            Message(
                ja="検索する語がないので、すべての記事を示します",
                en="There is no word to search for; these are all posts.",
            )
        )
    return Parsed(query, tuple(dict.fromkeys(notes)))


def is_wanted(part: Query) -> bool:
    """Whether a part of a query asks for words, of which a post may lack some; the others exclude, or filter."""
    return any(isinstance(leaf, Word | Quote) for leaf in leaves(part))


class _Group:
    """What stands within a pair of brackets. `field` and `minus` stand before them."""

    def __init__(self, field: str = "", *, minus: bool = False) -> None:
        self.field, self.minus = field, minus
        self.parts: list[list[Query]] = []  # each by its alternatives
        self.joining = False  # an OR stands before the next part

    def add(self, part: Query) -> None:
        if not self.joining:
            self.parts.append([])
        self.parts[-1].append(part)
        self.joining = False

    @property
    def query(self) -> Query:
        whole = And(tuple(Or(tuple(alternatives)) for alternatives in self.parts))
        return Not(whole) if self.minus else whole


class _Reader:
    """Puts lexemes together, the open brackets on a stack."""

    def __init__(self, notes: list[Message]) -> None:
        self._notes = notes
        self._groups = [_Group()]
        self._leading = ""  # an OR as the first word
        self._ignored = 0  # brackets that open too deep

    def take(self, lexeme: Lexeme) -> None:
        group = self._groups[-1]
        match lexeme.kind:
            case "open" if len(self._groups) > _DEEPEST:
                self._ignored += 1
            case "open":
                self._groups.append(_Group(lexeme.field or group.field, minus=lexeme.minus))
            case "close" if self._ignored:
                self._ignored -= 1
            case "close":
                self._close()
            case "or":
                self._join(lexeme, group)
            case _:
                part = self._part(lexeme, lexeme.field or group.field)
                group.add(Not(part) if lexeme.minus else part)

    def end(self) -> And:
        """The whole query; brackets that are still open close here."""
        while len(self._groups) > 1:
            self._close()
        (group,) = self._groups
        if not group.parts and self._leading:
            return And((Word(self._leading),))
        if group.joining or self._leading:
            self._note_or()
        return And(tuple(sorted(conjunction(group.query).parts, key=_place)))

    def _close(self) -> None:
        if len(self._groups) == 1:
            return
        group = self._groups.pop()
        if group.joining:
            self._note_or()
        if group.parts:
            self._groups[-1].add(group.query)

    def _join(self, lexeme: Lexeme, group: _Group) -> None:
        """An OR joins what stands before it with what comes; a query of nothing else looks for it."""
        if group.parts and not group.joining:
            group.joining = True
        elif len(self._groups) == 1 and not group.parts:
            self._leading = self._leading or lexeme.text
        else:
            self._note_or()

    def _part(self, lexeme: Lexeme, field: str) -> Query:
        quoted = lexeme.kind == "quote"
        if field in {"", "title"}:
            return (Quote if quoted else Word)(lexeme.text, title=field == "title")
        found = _filter(field, narrow(lexeme.text))
        if found:
            return found
        self._notes.append(
            Message(
                ja=f"{lexeme.written} は読み取れないので、文字どおりに検索しました",
                en=f"{lexeme.written} could not be read; it was searched as it stands.",
            )
        )
        return Quote(lexeme.written.lstrip(MINUSES))

    def _note_or(self) -> None:
        self._notes.append(
            Message(
                ja="OR は語と語のあいだでだけ使えるので、無視しました",
                en="OR joins two words only; it was ignored.",
            )
        )


def _place(part: Query) -> int:
    """Words stand first, then what is excluded, then the filters: 猫 -犬 tag:旅."""
    return 0 if is_wanted(part) else 2 if isinstance(part, Filter) else 1


def _filter(field: str, value: str) -> Filter | None:
    """The filter; None where its value is none."""
    if field == "year" and ".." not in value:
        return Filter("year", value) if re.fullmatch("[0-9]{4}", value) else None
    if field not in {"year", "date"}:
        return next(Filter(each.name, value) for each in FIELDS if each.name == field)
    low, dots, high = value.partition("..")
    begin, end = read_days(low), read_days(high if dots else low)
    if (low and not begin) or (high and not end) or not (begin or end):
        return None
    return Filter("date", f"{begin.first if begin else ''}..{end.last if end else ''}")
