"""Where the words of a query stand in one post: what is marked in an answer.

The offsets of the tokens are in the index: nothing is tokenized. A query marks a handful of places of a post, more
often than not: plain lists are faster than arrays.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from search.match.literal import fields_at, literal_places, places_in_pieces
from search.match.matcher import Matcher
from search.postings import PostText
from search.query.resolved import Resolved
from search.query.tree import Literal, bare
from search.spelling.variant import Variant


class Mark(NamedTuple):
    """First character, first character after, and the number of the leaf; marks sort in reading order."""

    start: int
    end: int
    leaf: int


class _Place(NamedTuple):
    """What a token with a term of the index marks: for which leaf, and, where the term is a longer word of `length` characters,
    which part of it."""

    leaf: int
    length: int = 0
    part: slice = slice(0)


@dataclass(frozen=True)
class Targets:
    """What is marked in each hit of a query. Leaves are numbered as `weights` is."""

    weights: list[float]
    """How much each leaf tells, its idf."""
    terms: tuple[str, ...]
    """Every spelling of a leaf that is a term of the index."""
    places: list[list[_Place]]
    """What each of the terms marks."""
    alone: list[int]
    """The leaf that each of the terms marks all of, -1 where it marks several or a part: most marks are made by this alone."""
    read: list[tuple[int, Literal | Variant, frozenset[int]]]
    """What only reading the text finds, with its leaf, and the leaves that it stands instead of: it is not looked for in a post
    that has all of these."""


def targets(matcher: Matcher, query: Resolved) -> Targets:
    """What is marked for a query, in all spellings."""
    leaves, instead = query.leaves, query.instead
    numbers = {bare(leaf): number for number, leaf in enumerate(leaves)}
    places: dict[str, list[_Place]] = {}
    read: list[tuple[int, Literal | Variant, frozenset[int]]] = []
    for number, leaf in enumerate(map(bare, leaves)):
        if isinstance(leaf, Literal):
            read.append((number, leaf, frozenset(numbers[bare(each)] for each in instead.get(leaf, ()))))
            continue
        for variant in matcher.spellings.of(leaf):
            if not variant.in_pieces:
                places.setdefault(variant.term, []).append(_place(number, variant))
            elif matcher.is_anywhere(variant, leaf):
                read.append((number, variant, frozenset([number])))
    alone = [each[0].leaf if len(each) == 1 and not each[0].length else -1 for each in places.values()]
    return Targets(list(map(matcher.idf, leaves)), tuple(places), list(places.values()), alone, read)


def find_marks(post: PostText, targets: Targets) -> list[Mark]:
    """Where the leaves stand in a post, in all their spellings, in reading order."""
    marks = list(_of_terms(post, targets)) if targets.terms else []
    found = {mark.leaf for mark in marks}
    for number, what, instead in targets.read:
        if instead and instead <= found:
            continue
        marks += [Mark(start, end, number) for start, end in _read(post, what)]
    marks.sort()
    return marks


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
    places = list(literal_places(what, post))
    fields = fields_at(post, [start for start, _ in places])
    return (place for place, field in zip(places, fields, strict=True) if field in what.fields)
