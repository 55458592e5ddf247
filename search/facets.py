"""Which posts a filter lets through, and how many of the hits have each value of a field. Values that are one label (see
`index.labels`) are counted together and shown in their commonest spelling."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain

import numpy as np
import numpy.typing as npt
from msgspec import UNSET

from index.days import Days, is_month
from index.document import Brief
from index.labels import label_key, label_reading, name_order
from index.spelling.folds import hiragana
from search.answer import Facet, FacetValue
from search.fields import FIELDS, FacetField
from search.filters import days_of, filters_of
from search.postings import Mask, Numbers, mask_of
from search.query.tree import Filter
from search.request import MOST_VALUES, FacetOrder, Filters

_NUMBER_BITS = 32

# Days have no facet of their own: they are those of months.
_VALUES: dict[FacetField, Callable[[Brief], Sequence[str]]] = {field.facet: field.values for field in FIELDS} | {
    "months": lambda post: [post.date[:7]] if post.date else []
}
_OF_FILTER = {field.name: field.facet for field in FIELDS}
# What is chosen of these does not narrow their own counts: a second value would widen the answer.
_WIDENING = {field.facet for field in FIELDS if field.widening} | {"months"}
_IN_PART = {field.facet for field in FIELDS if field.in_part}
_IN_TIME: tuple[FacetField, ...] = ("years", "months")


@dataclass(frozen=True)
class Shown:
    """Which values of a field are listed, in which order, and how many at most. Those that begin with `prefix` in any width and case;
    those that contain `contains`, or are read so: たび lists 旅."""

    prefix: str = ""
    contains: str = ""
    order: FacetOrder = "count"
    limit: int = MOST_VALUES

    def lists(self, value: str) -> bool:
        """Whether a value is listed, by its key."""
        part = label_key(self.contains)
        return value.startswith(label_key(self.prefix)) and (part in value or hiragana(part) in label_reading(value))


@dataclass(frozen=True)
class _Column:
    """The values of one field. `numbers` gives the number of a value by its label, in the order of spellings; each post that has a
    value is a place in both arrays, with the number of the value and of the document."""

    numbers: dict[str, int]
    spellings: tuple[str, ...]
    value: npt.NDArray[np.int64]
    document: Numbers
    in_part: bool

    def named(self, name: str) -> list[int]:
        """The numbers of the values that a filter with this value lets through."""
        key = label_key(name)
        if key in self.numbers:
            return [self.numbers[key]]
        part = _unspaced(key) if self.in_part else ""
        return [number for value, number in self.numbers.items() if part and part in _unspaced(value)]

    def counts(self, documents: Mask) -> npt.NDArray[np.int64]:
        """How many of the documents have each value, by its number."""
        return np.bincount(self.value[documents[self.document]], minlength=len(self.spellings))


class Facets:
    """The filters and the counts of one index."""

    def __init__(self, briefs: Sequence[Brief]) -> None:
        self._size = len(briefs)
        self._columns = {field: _column(briefs, values, in_part=field in _IN_PART) for field, values in _VALUES.items()}
        categories = self._columns["categories"]
        self._categories = dict(zip(map(_unspaced, categories.numbers), categories.spellings, strict=True))
        self._days = np.array([_day(brief) for brief in briefs], np.int64)

    def chosen(self, parameters: Filters) -> tuple[Filter, ...]:
        """The filters that are parameters beside a query. A value with commas that no post has is taken for several: most libraries
        percent-encode a comma, also one that separates."""
        return tuple(Filter(each.field, value) for each in filters_of(parameters) for value in self._apart(each))

    def _apart(self, wanted: Filter) -> Sequence[str]:
        if wanted.field == "date" or label_key(wanted.value) in self._columns[_OF_FILTER[wanted.field]].numbers:
            return (wanted.value,)
        return [part.strip() for part in wanted.value.split(",") if part.strip()] or (wanted.value,)

    def having(self, wanted: Filter) -> Mask:
        """The posts that a filter lets through."""
        if wanted.field == "date":
            return self._within(days_of((wanted,)))
        column = self._columns[_OF_FILTER[wanted.field]]
        named = mask_of(column.named(wanted.value), len(column.spellings))
        return mask_of(column.document[named[column.value]], self._size)

    def called(self, name: str) -> Iterator[Filter]:
        """The filters that somebody may mean who types a name alone: a category of just that name, spaces aside, and authors by the whole
        name, a word of it, or what a name in Japanese begins with."""
        key = label_key(name)
        if category := self._categories.get(_unspaced(key)):
            yield Filter("category", category)
        if any(_is_called(author, key) for author in self._columns["authors"].numbers):
            yield Filter("author", name)

    def posts_having(self, wanted: Filter) -> int:
        """How many posts a filter lets through."""
        return int(np.count_nonzero(self.having(wanted)))

    def allowed(self, chosen: Iterable[Filter]) -> Mask:
        """The posts that all filters let through; of two categories, years, months or authors a post needs one."""
        masks = self._masks(_by_field(chosen))
        return np.asarray(np.logical_and.reduce([np.ones(self._size, bool), *masks.values()]))

    def count(
        self,
        fields: Iterable[FacetField],
        matched: Mask,
        chosen: Iterable[Filter],
        shown: Shown = Shown(),
    ) -> dict[FacetField, Facet]:
        """The facets of the posts in `matched`, which the query alone lets through, less those that the filters do not."""
        filters = _by_field(chosen)
        masks = self._masks(filters)
        return {
            field: self._facet(
                field,
                _counted(field, matched, masks),
                self._selected(field, filters.get(field, ())),
                shown,
            )
            for field in fields
        }

    def _masks(self, chosen: Mapping[FacetField, Sequence[Filter]]) -> dict[FacetField, Mask]:
        """What the filters of each field let through."""
        masks: dict[FacetField, Mask] = {}
        for field, filters in chosen.items():
            if field == "months":
                masks[field] = self._within(days_of(filters))
            else:
                join = np.logical_or if field in _WIDENING else np.logical_and
                masks[field] = join.reduce([self.having(each) for each in filters])
        return masks

    def _facet(self, field: FacetField, documents: Mask, chosen: Sequence[int], shown: Shown) -> Facet:
        """The facet of these documents. Years and months the newest first; other values selected ones first, the commonest
        first, or by name. A selected value is listed even if no document has it."""
        column = self._columns[field]
        counts = column.counts(documents)
        present = counts > 0
        present[list(chosen)] = True
        if shown.prefix or shown.contains:
            present &= [shown.lists(value) for value in column.numbers]
        numbers = np.flatnonzero(present)
        by_name = shown.order == "name" and field not in _IN_TIME
        if field in _IN_TIME:
            listed = numbers[: -shown.limit - 1 : -1].tolist()
        elif by_name:
            listed = sorted(numbers.tolist(), key=lambda number: name_order(column.spellings[number]))[: shown.limit]
        else:
            counts_and_chosen = counts.copy()
            counts_and_chosen[list(chosen)] += len(documents) + 1
            listed = _largest(counts_and_chosen, numbers, shown.limit)
        values = tuple(
            FacetValue(name, count, number in chosen, label_reading(name) if by_name else UNSET)
            for number, count in zip(listed, counts[listed].tolist(), strict=True)
            for name in (column.spellings[number],)
        )
        return Facet(values, truncated=len(numbers) > len(values), total_values=len(numbers))

    def _selected(self, field: FacetField, filters: Sequence[Filter]) -> list[int]:
        """The numbers of the values that the filters of a field choose. Days choose a month where they are all of its days."""
        column = self._columns[field]
        if field != "months":
            return [number for each in filters for number in column.named(each.value)]
        days = days_of(filters)
        return column.named(str(days.first)[:7]) if is_month(*days) else []

    def _within(self, days: Days) -> Mask:
        """The posts of those days; none without a date."""
        first, last = days
        return np.asarray((self._days >= first.toordinal()) & (self._days <= last.toordinal()) & (self._days > 0))


def _counted(field: FacetField, matched: Mask, masks: dict[FacetField, Mask]) -> Mask:
    """The posts whose values of a field are counted: filters on a widening field do not hold for its own values."""
    others = [mask for name, mask in masks.items() if name != field or field not in _WIDENING]
    return np.asarray(np.logical_and.reduce([matched, *others]))


def _by_field(chosen: Iterable[Filter]) -> dict[FacetField, list[Filter]]:
    """The filters by the facet that shows them as selected: days by that of months."""
    found: dict[FacetField, list[Filter]] = {}
    for each in chosen:
        found.setdefault(_OF_FILTER.get(each.field, "months"), []).append(each)
    return found


def _unspaced(name: str) -> str:
    """A name as it is compared in part: 山田 太郎 is 山田太郎."""
    return name.replace(" ", "")


def _is_called(author: str, name: str) -> bool:
    begins = len(name) > 1 and not name.isascii() and _unspaced(author).startswith(name)
    return begins or name in author.split() or _unspaced(name) == _unspaced(author)


def _column(briefs: Sequence[Brief], values: Callable[[Brief], Sequence[str]], *, in_part: bool) -> _Column:
    having: defaultdict[str, list[int]] = defaultdict(list)  # documents, by a value as it is written
    for document, post in enumerate(briefs):
        for written in {label_key(value): value for value in values(post)}.values():
            having[written].append(document)
    spellings: defaultdict[str, list[str]] = defaultdict(list)
    for written in having:
        spellings[label_key(written)].append(written)
    commonest = {key: min(each, key=lambda one: (-len(having[one]), one)) for key, each in spellings.items()}
    numbers = {key: number for number, key in enumerate(sorted(commonest, key=commonest.__getitem__))}
    documents = [[document for each in spellings[key] for document in having[each]] for key in numbers]
    return _Column(
        numbers,
        tuple(commonest[key] for key in numbers),
        np.repeat(np.arange(len(numbers)), np.array(list(map(len, documents)), np.int64)),
        np.array(list(chain.from_iterable(documents)), np.int32),
        in_part,
    )


def _day(post: Brief) -> int:
    return date.fromisoformat(post.date[:10]).toordinal() if post.date else 0


def _largest(counts: npt.NDArray[np.int64], numbers: npt.NDArray[np.int64], most: int) -> list[int]:
    """The `most` numbers with the largest counts, among equal ones the smallest first. Count and number are packed into one integer:
    sorting pairs takes ten times as long."""
    packed = np.sort((-counts[numbers] << _NUMBER_BITS) + numbers)[:most]
    found: list[int] = (packed & ((1 << _NUMBER_BITS) - 1)).tolist()
    return found
