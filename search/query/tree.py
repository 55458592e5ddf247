"""A query as a tree of words, quotes and filters.

`parse.py` makes a tree of `Word`, `Quote` and `Filter` of what was typed; `resolve.py` replaces each word by terms, and
each quote by the characters to be found. Brackets, OR and exclusions are nodes of both trees.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import TypeAlias, TypeGuard

from index.analyzed import Field
from search.fields import FilterField

EVERYWHERE = tuple(Field)
IN_TITLE, IN_TAGS = (Field.TITLE,), (Field.TAGS,)


@dataclass(frozen=True)
class And:
    """Matches where every part does; without parts, everywhere."""

    parts: tuple[Query, ...] = ()


@dataclass(frozen=True)
class Or:
    """Matches where any part does."""

    parts: tuple[Query, ...]


@dataclass(frozen=True)
class Not:
    """Matches where its part does not."""

    part: Query


@dataclass(frozen=True)
class Word:
    """A word as typed; `title`: in the title alone."""

    text: str
    title: bool = False


@dataclass(frozen=True)
class Quote:
    """Characters to be found as they stand; `title`: in the title alone."""

    text: str
    title: bool = False


@dataclass(frozen=True)
class Filter:
    """A value of a field that a post must have. The value of `date` is the first and the last day, 2024-01-01..2024-06-30,
    one of which may be missing."""

    field: FilterField
    value: str


@dataclass(frozen=True)
class Term:
    """One term of the index, in any of these fields. `written` is how it was typed: an `exact` one is found only so, others
    in other spellings, too. One that stands `alone` is found as part of a longer word, too; 鉄 of 撮り鉄 does not stand alone.
    `synonym_of` is the word that was typed, where this is a synonym of it."""

    text: str
    fields: tuple[Field, ...] = EVERYWHERE
    written: str = ""
    exact: bool = False
    alone: bool = True
    synonym_of: str = ""

    @property
    def typed(self) -> str:
        return self.written or self.text


@dataclass(frozen=True)
class Literal:
    """Characters to be found as they stand, in any of these fields: `text` is their normal form. An `exact` one is found only
    as it was `typed`, others in any width and case. A `word` begins and ends where words do: ねこかわいい."""

    text: str
    typed: str = field(compare=False)
    fields: tuple[Field, ...] = EVERYWHERE
    exact: bool = False
    word: bool = False
    synonym_of: str = ""


Clause: TypeAlias = Word | Quote
Leaf: TypeAlias = Term | Literal
AnyLeaf: TypeAlias = Filter | Clause | Leaf
Query: TypeAlias = And | Or | Not | AnyLeaf


def is_in_pieces(query: Query) -> TypeGuard[Literal]:
    """Whether a query is a word that the tokenizer may have cut."""
    return isinstance(query, Literal) and query.word


def simplified(query: Query) -> Query:
    """The query without needless brackets, (猫 犬) 鳥 as 猫 犬 鳥 and -(猫 OR 犬) as -猫 -犬, and with each part once."""
    match query:
        case And(parts):
            return _joined(And, tuple(each for part in parts for each in _excluded_one_by_one(part)))
        case Or(parts):
            return _joined(Or, parts)
        case Not(part):
            inner = simplified(part)
            return inner.part if isinstance(inner, Not) else Not(inner)
    return query


def conjunction(query: Query) -> And:
    """The query simplified, with an And at its root."""
    whole = simplified(And((query,)))
    return whole if isinstance(whole, And) else And((whole,))


def leaves(query: Query, *, excluded: bool = False) -> Iterator[AnyLeaf]:
    """The leaves that a post may match by, in the order typed; with `excluded` also those below a Not."""
    match query:
        case And(parts) | Or(parts):
            for part in parts:
                yield from leaves(part, excluded=excluded)
        case Not(part):
            if excluded:
                yield from leaves(part, excluded=True)
        case _:
            yield query


def alternatives(query: Query) -> Iterator[Or]:
    """Each Or in a query that a post may match by."""
    if isinstance(query, Or):
        yield query
    for part in query.parts if isinstance(query, And | Or) else ():
        yield from alternatives(part)


def replaced(query: Query, change: Callable[[AnyLeaf], Query]) -> Query:
    """The query with each leaf changed, simplified."""
    return simplified(_replaced(query, change))


def lookups(query: Query) -> tuple[Leaf, ...]:
    """The leaves that are looked up for a resolved query, each once; synonyms follow what was typed."""
    found: dict[Leaf, Leaf] = {}
    wanted = (leaf for leaf in leaves(query) if isinstance(leaf, Term | Literal))
    for leaf in sorted(wanted, key=lambda leaf: leaf.synonym_of != ""):
        found.setdefault(bare(leaf), leaf)
    return tuple(found.values())


def bare(leaf: Leaf) -> Leaf:
    """A leaf as if it had been typed itself."""
    return replace(leaf, synonym_of="") if leaf.synonym_of else leaf


def typed(query: Query) -> str:
    """The query as a person would type it. OR binds first: 猫 OR 犬 needs no brackets beside a word, 猫 犬 beside an OR does."""
    match query:
        case And(parts):
            return " ".join(map(typed, parts))
        case Or(parts):
            return " OR ".join(f"({typed(part)})" if isinstance(part, And) else typed(part) for part in parts)
        case Not(part):
            return f"-({typed(part)})" if isinstance(part, And | Or) else f"-{typed(part)}"
        case Filter(of, value):
            return f'{of}:"{value}"' if " " in value else f"{of}:{value}"
        case Quote(text, title):
            return f'title:"{text}"' if title else f'"{text}"'
        case Word(text, title):
            return f"title:{text}" if title else text
    return query.typed


def _excluded_one_by_one(part: Query) -> Iterator[Query]:
    part = simplified(part)
    if isinstance(part, Not) and isinstance(part.part, Or):
        yield from map(Not, part.part.parts)
    else:
        yield part


def _joined(kind: type[And] | type[Or], parts: tuple[Query, ...]) -> Query:
    flat: dict[Query, None] = {}
    for part in map(simplified, parts):
        flat |= dict.fromkeys(part.parts if isinstance(part, kind) else (part,))
    return next(iter(flat)) if len(flat) == 1 else kind(tuple(flat))


def _replaced(query: Query, change: Callable[[AnyLeaf], Query]) -> Query:
    match query:
        case And(parts):
            return And(tuple(_replaced(part, change) for part in parts))
        case Or(parts):
            return Or(tuple(_replaced(part, change) for part in parts))
        case Not(part):
            return Not(_replaced(part, change))
    return change(query)
