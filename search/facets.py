"""Which posts a filter lets through, and how many of the hits have each value of a field.

Values that are one label (see `index.labels`) are counted together and shown in their commonest spelling.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt

from index.days import is_month
from index.labels import label_key
from index.stored import Brief
from search.asking.query import Filters
from search.result import Facet, FacetField, FacetValue
from search.snapshot import Snapshot

Mask = npt.NDArray[np.bool_]

MOST_VALUES = 50  # of a facet
_NUMBER_BITS = 32

_VALUES: dict[FacetField, Callable[[Brief], Sequence[str]]] = {
    "tags": lambda stored: stored.tags,
    "categories": lambda stored: stored.categories,
    "years": lambda stored: [stored.date[:4]] if stored.date else [],
    "months": lambda stored: [stored.date[:7]] if stored.date else [],
    "authors": lambda stored: [stored.author] if stored.author else [],
}
# A second value of these widens the answer (2023 or 2024), so their counts ignore what is chosen of them. Of the months
# the days between `since` and `until` are chosen.
_WIDENING: tuple[FacetField, ...] = ("categories", "years", "months", "authors")
_IN_TIME: tuple[FacetField, ...] = ("years", "months")


@dataclass(frozen=True)
class _Column:
    """The values of one field, by their numbers in the order of their spellings; for each mention of one, its number and
    its document."""

    numbers: dict[str, int]
    spellings: tuple[str, ...]
    value: npt.NDArray[np.int64]
    document: npt.NDArray[np.int64]

    def counts(self, documents: Mask) -> npt.NDArray[np.int64]:
        """How many of the documents have each value."""
        return np.bincount(self.value[documents[self.document]], minlength=len(self.spellings))


class Facets:
    """The filters and the counts of one snapshot."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._size = len(snapshot)
        self._columns = {field: _column(snapshot.stored, values) for field, values in _VALUES.items()}
        self._days = np.array([_day(stored) for stored in snapshot.stored], np.int64)

    def masks(self, chosen: Filters, without: Sequence[Filters]) -> dict[FacetField | None, Mask]:
        """What each field's choice lets through; under None what all else does. Their product is the filter."""
        others = np.ones(self._size, bool)
        for each in without:
            for field, values in _chosen(each).items():
                for value in values:
                    others &= ~self._having(field, value)
            if each.since or each.until:
                others &= ~self._within(each)
        masks: dict[FacetField | None, Mask] = {None: others}
        for field, values in _chosen(chosen).items():
            having = [self._having(field, value) for value in values]
            if having:
                join = np.logical_or if field in _WIDENING else np.logical_and
                masks[field] = join.reduce(having)
        if chosen.since or chosen.until:
            masks["months"] = self._within(chosen)
        return masks

    def count(
        self, fields: Iterable[FacetField], matched: Mask, masks: dict[FacetField | None, Mask], chosen: Filters
    ) -> tuple[Facet, ...]:
        """The facets of the posts in `matched` (by query alone) that the filters let through."""
        selected = _selected(chosen)
        return tuple(self._facet(field, _counted(field, matched, masks), selected[field]) for field in fields)

    def every(self, field: FacetField) -> list[FacetValue]:
        """All values of a field, the commonest first."""
        column = self._columns[field]
        counts = column.counts(np.ones(self._size, bool)).tolist()
        values = map(FacetValue, column.spellings, counts)
        return sorted(values, key=lambda value: -value.count)

    def beginning(
        self,
        prefix: str,
        field: FacetField,
        matched: Mask,
        masks: dict[FacetField | None, Mask],
        chosen: Filters,
        *,
        limit: int,
    ) -> Facet:
        """The values of one field that begin with `prefix`, whether they are selected or not."""
        selected = _selected(chosen)[field]
        return self._facet(field, _counted(field, matched, masks), selected, prefix=label_key(prefix), limit=limit)

    def _facet(
        self, field: FacetField, documents: Mask, selected: set[str], *, prefix: str = "", limit: int = MOST_VALUES
    ) -> Facet:
        """Years and months the newest first, other values the commonest first; of those what is selected, always."""
        column = self._columns[field]
        counts = column.counts(documents)
        chosen = [column.numbers[value] for value in selected if value in column.numbers]
        present = counts > 0
        present[chosen] = True
        if prefix:
            present &= [value.startswith(prefix) for value in column.numbers]
        numbers = np.flatnonzero(present)
        if field in _IN_TIME:
            shown = numbers[: -limit - 1 : -1].tolist()
        else:
            counts_and_chosen = counts.copy()
            counts_and_chosen[chosen] += len(documents) + 1
            shown = _largest(counts_and_chosen, numbers, limit)
        values = tuple(
            FacetValue(column.spellings[number], count, number in chosen)
            for number, count in zip(shown, counts[shown].tolist(), strict=True)
        )
        return Facet(field, values, len(numbers))

    def _within(self, filters: Filters) -> Mask:
        """The posts of those days; none without a date."""
        since, until = filters.since or date.min, filters.until or date.max
        return np.asarray((self._days >= since.toordinal()) & (self._days <= until.toordinal()) & (self._days > 0))

    def _having(self, field: FacetField, value: str) -> Mask:
        column = self._columns[field]
        having = np.zeros(self._size, bool)
        number = column.numbers.get(label_key(value))
        if number is not None:
            having[column.document[column.value == number]] = True
        return having


def _counted(field: FacetField, matched: Mask, masks: dict[FacetField | None, Mask]) -> Mask:
    others = [mask for name, mask in masks.items() if name != field or field not in _WIDENING]
    return np.asarray(np.logical_and.reduce([matched, *others]))


def _chosen(filters: Filters) -> dict[FacetField, tuple[str, ...]]:
    return {
        "tags": filters.tags,
        "categories": filters.categories,
        "years": tuple(f"{year:04}" for year in filters.years),
        "authors": filters.authors,
    }


def _selected(filters: Filters) -> dict[FacetField, set[str]]:
    """The values of each field that are chosen, by their keys."""
    chosen: dict[FacetField, set[str]] = {
        field: set(map(label_key, values)) for field, values in _chosen(filters).items()
    }
    return {**chosen, "months": _whole_month(filters)}


def _whole_month(filters: Filters) -> set[str]:
    """The month that the days of the filters are."""
    return {str(filters.since)[:7]} if is_month(filters.since, filters.until) else set()


def _column(stored: Sequence[Brief], values: Callable[[Brief], Sequence[str]]) -> _Column:
    spellings: defaultdict[str, Counter[str]] = defaultdict(Counter)
    mentions = []
    for document, post in enumerate(stored):
        written = {label_key(value): value for value in values(post)}
        for key, value in written.items():
            spellings[key][value] += 1
            mentions.append((key, document))
    commonest = {key: min(counter, key=lambda each: (-counter[each], each)) for key, counter in spellings.items()}
    numbers = {key: number for number, key in enumerate(sorted(commonest, key=commonest.__getitem__))}
    return _Column(
        numbers,
        tuple(commonest[key] for key in numbers),
        np.array([numbers[key] for key, _ in mentions], np.int64),
        np.array([document for _, document in mentions], np.int64),
    )


def _day(stored: Brief) -> int:
    return date.fromisoformat(stored.date[:10]).toordinal() if stored.date else 0


def _largest(counts: npt.NDArray[np.int64], numbers: npt.NDArray[np.int64], most: int) -> list[int]:
    """The numbers with the largest counts, the smallest number first where they are equal. One sort of integers: a sort of
    pairs takes ten times as long."""
    packed = np.sort((-counts[numbers] << _NUMBER_BITS) + numbers)[:most]
    found: list[int] = (packed & ((1 << _NUMBER_BITS) - 1)).tolist()
    return found
