"""What a person typed, to a tree, by the forms of `syntax.py`; in any width, with | for OR, NOT for a minus, and brackets.
What is no syntax is searched as it stands, with a note: no query is an error.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate

from index.days import read_days
from index.language import Message
from search.fields import FIELDS
from search.query.lexer import MINUSES, Lexeme, lexemes, narrow
from search.query.tree import And, Filter, Not, Or, Query, Quote, Word, conjunction, leaves

LONGEST_QUERY = 5_000  # characters that are read of a query: Janome takes 0.1 ms for each that it does not know
_BETWEEN_SIDES = re.compile(r"[|｜]+|\s[-–—]\s")
_DEEPEST = 20  # brackets within brackets: nobody means more, and each takes a call within a call


@dataclass(frozen=True)
class Parsed:
    """A query as it was understood, and what a person should be told of it."""

    query: And
    notes: tuple[Message, ...] = ()
    sides: tuple[
        str, ...
    ] = ()  # of a | or a hyphen between spaces: one may be the title of a post, and the other the name of its blog

    @property
    def filters(self) -> tuple[Filter, ...]:
        """The filters that hold for the whole query. A second year, category or author among them widens the answer."""
        return tuple(part for part in self.query.parts if isinstance(part, Filter))

    @property
    def words(self) -> And:
        """The query without these filters."""
        return And(tuple(part for part in self.query.parts if not isinstance(part, Filter)))


def parse(text: str) -> Parsed:
    """The tree of a query as typed, in any width. The work is linear in its length, and at most `LONGEST_QUERY` characters are
    read."""
    notes: list[Message] = []
    whole, text = text, _shortened(text)
    if text != whole:
        notes.append(
            Message(
                ja=f"検索語が長いので、はじめの {LONGEST_QUERY:,} 文字で検索しました",
                en=f"The query is long; its first {LONGEST_QUERY:,} characters were searched.",
            )
        )
    query = _Reader(lexemes(text, notes), notes).read()
    if not query.parts and text.strip():
        notes.append(
            Message(
                ja="検索する語がないので、すべての記事を示します",
                en="There is no word to search for; these are all posts.",
            )
        )
    sides = _BETWEEN_SIDES.split(text)
    return Parsed(query, tuple(dict.fromkeys(notes)), tuple(sides) if len(sides) > 1 else ())


def _shortened(text: str) -> str:
    """As much of a text as is read of a query. Normalizing makes up to 18 characters of one: ﷺ."""
    text = text[:LONGEST_QUERY]
    if text.isascii() or len(unicodedata.normalize("NFKC", text)) <= LONGEST_QUERY:
        return text
    ends = accumulate(len(unicodedata.normalize("NFKC", character)) for character in text)
    return text[: sum(end <= LONGEST_QUERY for end in ends)]


def is_wanted(part: Query) -> bool:
    """Whether a part of a query asks for words, of which a post may lack some; every other part excludes posts, or filters
    them."""
    return any(isinstance(leaf, Word | Quote) for leaf in leaves(part))


# As a word, signs of the syntax itself would mean something else beside another bracket; they are found as they stand.
_SIGNS = re.compile(f"[()（）|{MINUSES}]+")


class _Reader:
    """Puts lexemes together to a query."""

    def __init__(self, lexemes: Iterable[Lexeme], notes: list[Message]) -> None:
        self._lexemes, self._notes = iter(lexemes), notes
        self._leading = ""  # an OR as the first word
        self._ignored = 0  # brackets that opened too deep and have not closed

    def read(self) -> And:
        """The whole query. Brackets that are still open at its end close there."""
        query = self._group("", 0)
        if self._leading and not query.parts:
            return And((Word(self._leading),))
        if self._leading:
            self._note_or()
        return And(tuple(sorted(conjunction(query).parts, key=_place)))

    def _group(self, field: str, depth: int) -> And:
        """What stands within a pair of brackets. `field` stands before them or others around them; `depth` counts all of
        these."""
        parts: list[list[Query]] = []  # each by its alternatives
        joining = False  # an OR stands before the next part
        for lexeme in self._lexemes:
            match lexeme.kind:
                case "close" if self._ignored:
                    self._ignored -= 1
                case "close" if depth:
                    break
                case "open" if depth == _DEEPEST:
                    self._ignored += 1
                case "or" if parts and not joining:
                    joining = True
                case "or" if parts or depth:
                    self._note_or()
                case "or":
                    self._leading = self._leading or lexeme.text
                case "open" | "word" | "quote":
                    if (part := self._part(lexeme, lexeme.field or field, depth)) == And():
                        continue  # () says nothing
                    if not joining:
                        parts.append([])
                    parts[-1].append(Not(part) if lexeme.minus else part)
                    joining = False
        if joining:
            self._note_or()
        return And(tuple(Or(tuple(alternatives)) for alternatives in parts))

    def _part(self, lexeme: Lexeme, field: str, depth: int) -> Query:
        if lexeme.kind == "open":
            return self._group(field, depth + 1)
        if field in {"", "title"}:
            is_quote = lexeme.kind == "quote" or _SIGNS.fullmatch(lexeme.text)
            return (Quote if is_quote else Word)(lexeme.text, title=field == "title")
        if found := _filter(field, narrow(lexeme.text)):
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
                ja="OR は二つの語や条件のあいだでだけ使えるので、無視しました",
                en="OR joins what stands on both its sides; one without was ignored.",
            )
        )


def _place(part: Query) -> int:
    """Words stand first, then what is excluded, then the filters: 猫 -犬 tag:旅."""
    return 0 if is_wanted(part) else 2 if isinstance(part, Filter) else 1


def _filter(field: str, value: str) -> Filter | None:
    """The filter `field:value`; None where no such value can be."""
    if field == "year" and ".." not in value:
        return Filter("year", value) if re.fullmatch("[0-9]{4}", value) else None
    if field not in {"year", "date"}:
        return next(Filter(each.name, value) for each in FIELDS if each.name == field)
    low, dots, high = value.partition("..")
    begin, end = read_days(low), read_days(high if dots else low)
    if (low and not begin) or (high and not end) or not (begin or end):
        return None
    return Filter("date", f"{begin.first if begin else ''}..{end.last if end else ''}")
