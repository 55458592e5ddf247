"""Where what is looked for stands in one document: the stretches that are marked in an answer.

The offsets of the tokens are in the snapshot: nothing is tokenized.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from search.asking.terms import Leaf, Literal
from search.literal import find_in_pieces, find_literal
from search.snapshot import Occurrences, Offsets, Snapshot
from search.spelling.variants import Variant

_Places = tuple[Offsets, Offsets]  # first characters, first characters after
_NOWHERE: Offsets = np.empty(0, np.int64)


@dataclass(frozen=True)
class Marks:
    """Number of the leaf, first character, first character after; in reading order."""

    leaf: Offsets
    start: Offsets
    end: Offsets

    def __len__(self) -> int:
        return len(self.start)

    def where(self, chosen: npt.NDArray[np.bool_]) -> Marks:
        return Marks(self.leaf[chosen], self.start[chosen], self.end[chosen])

    def between(self, start: int, end: int) -> Marks:
        """Those that begin there."""
        low, high = np.searchsorted(self.start, (start, end))
        return Marks(self.leaf[low:high], self.start[low:high], self.end[low:high])


@dataclass(frozen=True)
class Sought:
    """A leaf to be marked: how much it tells of the query (its idf), and the spellings of its term."""

    leaf: Leaf
    weight: float
    spellings: tuple[Variant, ...] = ()


@dataclass(frozen=True)
class AllSought:
    """The leaves of a query, with what is the same for each of its answers."""

    leaves: tuple[Sought, ...]

    @cached_property
    def weights(self) -> npt.NDArray[np.float64]:
        return np.array([each.weight for each in self.leaves])

    @cached_property
    def terms(self) -> tuple[str, ...]:
        """Every spelling that is a term of the index."""
        variants = (variant for each in self.leaves for variant in each.spellings)
        return tuple(dict.fromkeys(variant.term for variant in variants if not variant.in_pieces))

    @cached_property
    def numbers(self) -> dict[str, int]:
        return {term: number for number, term in enumerate(self.terms)}


def find_marks(snapshot: Snapshot, document: int, sought: AllSought) -> Marks:
    """Where the leaves stand in a document, in all their spellings."""
    standing = snapshot.occurrences(document, sought.terms)
    found = [_places(snapshot, document, each, standing, sought.numbers) for each in sought.leaves]
    leaf = np.repeat(np.arange(len(found)), [len(start) for start, _ in found])
    start = np.concatenate([_NOWHERE, *(start for start, _ in found)])
    end = np.concatenate([_NOWHERE, *(end for _, end in found)])
    order = np.lexsort((end, start))
    return Marks(leaf[order], start[order], end[order])


def _places(
    snapshot: Snapshot, document: int, sought: Sought, standing: Occurrences, numbers: dict[str, int]
) -> _Places:
    if isinstance(sought.leaf, Literal):
        return _literal_places(snapshot, document, sought.leaf)
    places = _spelled(sought.spellings, standing, numbers)
    pieces = [variant for variant in sought.spellings if variant.in_pieces]
    return _with_pieces(places, pieces, snapshot, document) if pieces else places


def _spelled(variants: Sequence[Variant], standing: Occurrences, numbers: dict[str, int]) -> _Places:
    """The places of a term in all its spellings; of a longer word only the part that is meant."""
    whole = [numbers[variant.term] for variant in variants if not variant.part and not variant.in_pieces]
    chosen = np.isin(standing.term, whole) if len(whole) > 1 else standing.term == whole[0]
    starts, lengths = [standing.start[chosen]], [standing.length[chosen]]
    for variant in variants:
        if variant.part:
            at = standing.term == numbers[variant.term]
            as_it_is = standing.length[at] == len(variant.term)
            starts.append(standing.start[at] + np.where(as_it_is, variant.term.find(variant.part), 0))
            lengths.append(np.where(as_it_is, len(variant.part), standing.length[at]))
    start, length = (np.concatenate(each) for each in (starts, lengths))
    return start, start + length


def _with_pieces(places: _Places, pieces: Iterable[Variant], snapshot: Snapshot, document: int) -> _Places:
    more = [
        place
        for variant in pieces
        for place in find_in_pieces(variant.term, snapshot, document, strictly=variant.is_guess)
    ]
    columns = np.array(more, np.int64).reshape(-1, 2)
    return np.concatenate((places[0], columns[:, 0])), np.concatenate((places[1], columns[:, 1]))


def _literal_places(snapshot: Snapshot, document: int, literal: Literal) -> _Places:
    places = np.array(list(find_literal(literal, snapshot, document)), np.int64).reshape(-1, 2)
    shown = np.isin(snapshot.fields_at(document, places[:, 0]), literal.fields)
    return places[shown, 0], places[shown, 1]
