"""A filter whose field does not have its value, but another field has: tag:旅 where 旅 is a category."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial

from search.fields import FIELDS, Elsewhere
from search.query.tree import And, AnyLeaf, Filter, leaves, replaced, typed

HavingValue = Callable[[Filter], int]
"""How many posts have the value of a filter."""


def elsewhere(query: And, beside: Iterable[Filter], having: HavingValue) -> Iterator[Elsewhere]:
    """For each such filter, of the query or beside it, the fields that have its value."""
    in_query = [leaf for leaf in leaves(query, excluded=True) if isinstance(leaf, Filter)]
    for asked in dict.fromkeys((*in_query, *beside)):
        if asked.field not in _NAMED or having(asked):
            continue
        for field in sorted(_NAMED - {asked.field}):
            meant = Filter(field, asked.value)
            if posts := having(meant):
                other = replaced(query, partial(_changed, {asked: meant}))
                yield Elsewhere(asked.field, asked.value, field, posts, typed(other))


def _changed(others: Mapping[AnyLeaf, Filter], leaf: AnyLeaf) -> AnyLeaf:
    return others.get(leaf, leaf)


_NAMED = {field.name for field in FIELDS} - {"year"}
