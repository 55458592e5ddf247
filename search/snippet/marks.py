"""Where the words of a query stand in one post: what is marked in an answer.

The offsets of the tokens are in the index: nothing is tokenized. Of a post a query marks a handful of places, more
often than not: plain lists are faster than arrays.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from search.match.literal import fields_at, literal_places, places_in_pieces
from search.match.matcher import Matcher
from search.postings import PostText
from search.query.tree import Leaf, Literal, Term, bare
from search.spelling.variant import Variant


class Mark(NamedTuple):
    """First character, first character after, and the number of the leaf; marks sort in reading order."""

    start: int
    end: int
    leaf: int


@dataclass(frozen=True)
class Target:
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
class Targets:
    """The leaves of a query to be marked, with what is the same for each of its hits."""

    leaves: tuple[Target, ...]

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
        for number, target in enumerate(self.leaves):
            if isinstance(target.leaf, Literal):
                found.append((number, target.leaf))
            found += [(number, variant) for variant in target.spellings if variant.in_pieces]
        return found

    @cached_property
    def _places(self) -> dict[str, list[_Place]]:
        places: dict[str, list[_Place]] = {}
        for number, target in enumerate(self.leaves):
            for variant in target.spellings:
                if not variant.in_pieces:
                    places.setdefault(variant.term, []).append(_place(number, variant))
        return places


def targets(matcher: Matcher, leaves: Iterable[Leaf]) -> Targets:
    """The leaves with what is looked for in each hit."""
    return Targets(tuple(_target(matcher, bare(leaf)) for leaf in leaves))


def find_marks(post: PostText, targets: Targets) -> list[Mark]:
    """Where the leaves stand in a post, in all their spellings, in reading order."""
    marks = list(_of_terms(post, targets)) if targets.terms else []
    for number, what in targets.read:
        marks += [Mark(start, end, number) for start, end in _read(post, what)]
    marks.sort()
    return marks


def _target(matcher: Matcher, leaf: Leaf) -> Target:
    return Target(leaf, matcher.idf(leaf), matcher.spellings.of(leaf) if isinstance(leaf, Term) else ())


def _place(leaf: int, variant: Variant) -> _Place:
    if not variant.part:
        return _Place(leaf)
    at = variant.term.find(variant.part)
    return _Place(leaf, len(variant.term), slice(at, at + len(variant.part)))


def _of_terms(post: PostText, targets: Targets) -> Iterator[Mark]:
    places, alone = targets.places, targets.alone
    for term, start, length in post.occurrences(targets.terms):
        if alone[term] >= 0:
            yield Mark(start, start + length, alone[term])
            continue
        for leaf, whole, part in places[term]:
            if whole == length:  # of ㌔ for キロ all is marked
                yield Mark(start + part.start, start + part.stop, leaf)
            else:
                yield Mark(start, start + length, leaf)


def _read(post: PostText, what: Literal | Variant) -> Iterator[tuple[int, int]]:
    if isinstance(what, Variant):
        return places_in_pieces(what.term, post, strictly=what.is_guess)
    return _in_fields(what, post)


def _in_fields(literal: Literal, post: PostText) -> Iterator[tuple[int, int]]:
    places = list(literal_places(literal, post))
    fields = fields_at(post, [start for start, _ in places])
    return (place for place, field in zip(places, fields, strict=True) if field in literal.fields)
