"""Where what is looked for stands in one document: the stretches that are marked in an answer.

The offsets of the tokens are in the snapshot: nothing is tokenized. Of a document a query marks a handful of places, more
often than not: plain lists are faster than arrays.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from search.asking.terms import Leaf, Literal
from search.literal import find_in_pieces, find_literal
from search.snapshot import Snapshot
from search.spelling.variants import Variant


class Mark(NamedTuple):
    """First character, first character after, and the number of the leaf; marks sort in reading order."""

    start: int
    end: int
    leaf: int


@dataclass(frozen=True)
class Sought:
    """A leaf to be marked: how much it tells of the query (its idf), and the spellings of its term."""

    leaf: Leaf
    weight: float
    spellings: tuple[Variant, ...] = ()


class _Place(NamedTuple):
    """What a term of the index marks: for which leaf, and of a longer word, `length` characters of it, which part."""

    leaf: int
    length: int = 0
    part: slice = slice(0)


@dataclass(frozen=True)
class AllSought:
    """The leaves of a query, with what is the same for each of its answers."""

    leaves: tuple[Sought, ...]

    @cached_property
    def weights(self) -> list[float]:
        return [each.weight for each in self.leaves]

    @cached_property
    def terms(self) -> tuple[str, ...]:
        """Every spelling that is a term of the index."""
        return tuple(self._places)

    @cached_property
    def places(self) -> list[list[_Place]]:
        """What each of the terms marks."""
        return list(self._places.values())

    @cached_property
    def alone(self) -> list[int]:
        """The number of the leaf that each of the terms marks all of, -1 where it marks several or a part: most marks are
        made by this alone."""
        return [each[0].leaf if len(each) == 1 and not each[0].length else -1 for each in self.places]

    @cached_property
    def read(self) -> list[tuple[int, Literal | Variant]]:
        """What only reading the text finds, with the number of its leaf."""
        found: list[tuple[int, Literal | Variant]] = []
        for number, sought in enumerate(self.leaves):
            if isinstance(sought.leaf, Literal):
                found.append((number, sought.leaf))
            found += [(number, variant) for variant in sought.spellings if variant.in_pieces]
        return found

    @cached_property
    def _places(self) -> dict[str, list[_Place]]:
        places: dict[str, list[_Place]] = {}
        for number, sought in enumerate(self.leaves):
            for variant in sought.spellings:
                if not variant.in_pieces:
                    places.setdefault(variant.term, []).append(_place(number, variant))
        return places


def find_marks(snapshot: Snapshot, document: int, sought: AllSought) -> list[Mark]:
    """Where the leaves stand in a document, in all their spellings, in reading order."""
    marks = list(_of_terms(snapshot, document, sought)) if sought.terms else []
    for number, what in sought.read:
        marks += [Mark(start, end, number) for start, end in _read(snapshot, document, what)]
    marks.sort()
    return marks


def _place(leaf: int, variant: Variant) -> _Place:
    if not variant.part:
        return _Place(leaf)
    at = variant.term.find(variant.part)
    return _Place(leaf, len(variant.term), slice(at, at + len(variant.part)))


def _of_terms(snapshot: Snapshot, document: int, sought: AllSought) -> Iterator[Mark]:
    places, alone = sought.places, sought.alone
    for term, start, length in snapshot.occurrences(document, sought.terms):
        if alone[term] >= 0:
            yield Mark(start, start + length, alone[term])
            continue
        for leaf, whole, part in places[term]:
            if whole == length:  # of ㌔ for キロ all is marked
                yield Mark(start + part.start, start + part.stop, leaf)
            else:
                yield Mark(start, start + length, leaf)


def _read(snapshot: Snapshot, document: int, what: Literal | Variant) -> Iterator[tuple[int, int]]:
    if isinstance(what, Variant):
        return find_in_pieces(what.term, snapshot, document, strictly=what.is_guess)
    return _in_fields(what, snapshot, document)


def _in_fields(literal: Literal, snapshot: Snapshot, document: int) -> Iterator[tuple[int, int]]:
    found = list(find_literal(literal, snapshot, document))
    fields = snapshot.fields_at(document, [start for start, _ in found]).tolist()
    return (place for place, field in zip(found, fields, strict=True) if field in literal.fields)
