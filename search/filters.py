"""The filters of a search: those that stand in its query, and those that are parameters beside it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from index.days import Days
from index.language import Message
from search.fields import FIELDS
from search.query.tree import Filter
from search.request import Filters


def filters_of(chosen: Filters) -> tuple[Filter, ...]:
    """The filters that are parameters beside a query."""
    found = [Filter(field.name, value) for field in FIELDS for value in field.chosen_in(chosen)]
    days = [Filter("date", f"{chosen.since or ''}..{chosen.until or ''}")] if chosen.since or chosen.until else []
    return (*found, *days)


def days_of(filters: Iterable[Filter]) -> Days:
    """The days that all of these filters let through."""
    ends = [each.value.split("..") for each in filters if each.field == "date"]
    first = max((date.fromisoformat(low) for low, _ in ends if low), default=date.min)
    return Days(first, min((date.fromisoformat(high) for _, high in ends if high), default=date.max))


def named(filters: Iterable[Filter]) -> dict[str, tuple[str, ...]]:
    """The values of filters by the names of their parameters; all days together are `from` and `to`."""
    values: dict[str, tuple[str, ...]] = {}
    filters = tuple(filters)
    for each in filters:
        if each.field != "date":
            values[each.field] = (*values.get(each.field, ()), each.value)
    first, last = days_of(filters)
    days = {"from": (str(first),) if first > date.min else (), "to": (str(last),) if last < date.max else ()}
    return {name: chosen for name, chosen in (values | days).items() if chosen}


def notes(filters: Iterable[Filter]) -> Iterator[Message]:
    """The warnings that filters call for."""
    first, last = days_of(filters)
    if first > last:
        yield Message(
            ja="期間の始まりが終わりより後なので、記事はありません",
            en="The days begin after they end, so no post can be found.",
        )
