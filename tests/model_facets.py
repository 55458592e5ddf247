"""Filters and counts of values for the slow model: every post is asked."""

from __future__ import annotations

from calendar import monthrange
from collections import Counter
from collections.abc import Sequence
from datetime import date

from model_posts import Post

from index.normalize import normalize
from search.asking.query import Filters
from search.result import Facet, FacetField, FacetValue, SearchRequest

_MOST_VALUES = 50
_FIELDS: tuple[FacetField, ...] = ("tags", "categories", "years", "authors")


def joined(typed: Filters, request: SearchRequest) -> Filters:
    """The filters that were typed with those beside the query."""
    return Filters(
        tags=typed.tags + request.tags,
        categories=typed.categories + request.categories,
        authors=typed.authors + ((request.author,) if request.author else ()),
        years=typed.years + request.years,
        since=max(typed.since or date.min, request.since or date.min),
        until=min(typed.until or date.max, request.until or date.max),
    )


def passes(post: Post, chosen: Filters, without: Sequence[Filters], *, but: FacetField | None = None) -> bool:
    """Whether the filters let a post through, those on one field left out."""
    fields = [field for field in _FIELDS if field != but]
    return (
        all(_has_chosen(post, field, chosen) for field in fields)
        and (but == "months" or _is_within(post, chosen))
        and not any(_has_any(post, each) for each in without)
    )


def facet(field: FacetField, found: Sequence[Post], every: Sequence[Post], chosen: Filters) -> Facet:
    """The values of a field among the posts found, in the spelling that most of all posts use."""
    selected = [_folded(value) for value in _chosen(field, chosen)]
    counts = Counter(key for post in found for key in _values(field, post))
    spellings = Counter(pair for post in every for pair in _values(field, post).items())
    best: dict[str, str] = {}
    for key, spelling in sorted(spellings, key=lambda pair: (-spellings[pair], pair[1])):
        best.setdefault(key, spelling)
    values = [
        FacetValue(spelling, counts[key], key in selected)
        for key, spelling in best.items()
        if counts[key] or key in selected
    ]
    if field in {"years", "months"}:
        values.sort(key=lambda value: value.value, reverse=True)
    else:
        values.sort(key=lambda value: (not value.selected, -value.count, value.value))
    return Facet(field, tuple(values[:_MOST_VALUES]), len(values))


def counted(field: FacetField, found: Sequence[Post], chosen: Filters, without: Sequence[Filters]) -> list[Post]:
    """The posts whose values count: a second category, year, month or author would widen the answer, so the first does
    not narrow their counts; a second tag would narrow it further."""
    but = None if field == "tags" else field
    return [post for post in found if passes(post, chosen, without, but=but)]


def _has_chosen(post: Post, field: FacetField, chosen: Filters) -> bool:
    having = [_folded(value) in _values(field, post) for value in _chosen(field, chosen)]
    return all(having) if field == "tags" else not having or any(having)


def _has_any(post: Post, filters: Filters) -> bool:
    """Whether a post is of one of the values, or of those days."""
    values = any(_folded(value) in _values(field, post) for field in _FIELDS for value in _chosen(field, filters))
    return values or (bool(filters.since or filters.until) and _is_within(post, filters))


def _is_within(post: Post, filters: Filters) -> bool:
    since, until = filters.since or date.min, filters.until or date.max
    if (since, until) == (date.min, date.max):
        return True
    day = post.document.date[:10]
    return bool(day) and since <= date.fromisoformat(day) <= until


def _chosen(field: FacetField, filters: Filters) -> tuple[str, ...]:
    return {
        "tags": filters.tags,
        "categories": filters.categories,
        "years": tuple(f"{year:04}" for year in filters.years),
        "months": _whole_months(filters),
        "authors": filters.authors,
    }[field]


def _whole_months(filters: Filters) -> tuple[str, ...]:
    """The month that the days chosen are all of, if there is one."""
    since, until = filters.since or date.min, filters.until or date.max
    months = (date(since.year, month, 1) for month in range(1, 13))
    return tuple(
        first.isoformat()[:7]
        for first in months
        if first == since and until == date(first.year, first.month, monthrange(first.year, first.month)[1])
    )


def _values(field: FacetField, post: Post) -> dict[str, str]:
    """The values that a post has, as they compare and as it spells them."""
    document = post.document
    values = {
        "tags": document.tags,
        "categories": document.categories,
        "years": (document.date[:4],) if document.date else (),
        "months": (document.date[:7],) if document.date else (),
        "authors": (document.author,) if document.author else (),
    }[field]
    return {_folded(value): value for value in values}


def _folded(value: str) -> str:
    return normalize(value.strip()).text
