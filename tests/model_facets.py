"""Filters and counts of values for the slow model: every post is asked."""

from __future__ import annotations

import unicodedata
from calendar import monthrange
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from model_queries import DAYS, Filter

from index.document import Document
from search.answer import Facet, FacetValue
from search.request import SearchRequest

_MOST_VALUES = 50
_FACET_OF = {"tag": "tags", "category": "categories", "year": "years", "author": "authors"}


@dataclass(frozen=True)
class Chosen:
    """The filters that hold for a whole answer: the values of each field, and days. A post has all of the tags, and one of the
    values of any other field."""

    values: dict[str, set[str]]
    since: date
    until: date

    @property
    def narrows(self) -> bool:
        """Whether there is any filter."""
        return bool(self.values) or (self.since, self.until) != (date.min, date.max)

    def passes(self, document: Document, *, but: str = "") -> bool:
        """Whether they let a post through, those on one field left out."""
        for name, chosen in self.values.items():
            having = values(name, document).keys()
            if name != but and not (chosen <= having if name == "tags" else chosen & having):
                return False
        return but == "months" or is_within(document, self.since, self.until)

    def facet(self, name: str, found: Iterable[Document], every: Sequence[Document]) -> Facet:
        """The values of a field among the posts that answer, in the spelling that most of all posts use. A second category,
        year, month or author would widen the answer, so the first does not narrow their counts; a second tag would."""
        but = "" if name == "tags" else name
        counts = Counter(key for post in found if self.passes(post, but=but) for key in values(name, post))
        spellings = Counter(pair for post in every for pair in values(name, post).items())
        best: dict[str, str] = {}
        for key, spelling in sorted(spellings, key=lambda pair: (-spellings[pair], pair[1])):
            best.setdefault(key, spelling)
        selected = self._whole_month() if name == "months" else self.values.get(name, set())
        facet = [FacetValue(best[key], counts[key], key in selected) for key in best if counts[key] or key in selected]
        if name in {"years", "months"}:
            facet.sort(key=lambda value: value.value, reverse=True)
        else:
            facet.sort(key=lambda value: (not value.selected, -value.count, value.value))
        return Facet(tuple(facet[:_MOST_VALUES]), len(facet) > _MOST_VALUES, len(facet))

    def _whole_month(self) -> set[str]:
        """The month that the days chosen are all of, if there is one."""
        first, last = self.since, self.until
        is_month = first.day == 1 and last == first.replace(day=monthrange(first.year, first.month)[1])
        return {first.isoformat()[:7]} if is_month else set()


def chosen(filters: Sequence[Filter], request: SearchRequest) -> Chosen:
    """The filters of a query with those beside it."""
    beside = {
        "tags": list(request.tags),
        "categories": list(request.categories),
        "years": list(map(str, request.years)),
        "authors": [request.author] if request.author else [],
    }
    for each in filters:
        if each.field != "date":
            beside[_FACET_OF[each.field]].append(each.value)
    days = [DAYS[each.value] for each in filters if each.field == "date"]
    days.append((request.since or date.min, request.until or date.max))
    return Chosen(
        {name: set(map(_folded, each)) for name, each in beside.items() if each},
        max(since for since, _ in days),
        min(until for _, until in days),
    )


def has(document: Document, filter: Filter) -> bool:
    """Whether a post has the value of one filter."""
    if filter.field == "date":
        return is_within(document, *DAYS[filter.value])
    return _folded(filter.value) in values(_FACET_OF[filter.field], document)


def is_within(document: Document, since: date, until: date) -> bool:
    if (since, until) == (date.min, date.max):
        return True
    return bool(document.date) and since <= date.fromisoformat(document.date[:10]) <= until


def values(name: str, document: Document) -> dict[str, str]:
    """The values that a post has of a field, as they compare and as it spells them."""
    spelled = {
        "tags": document.tags,
        "categories": document.categories,
        "years": ((document.date or "")[:4],),
        "months": ((document.date or "")[:7],),
        "authors": (document.author or "",),
    }[name]
    return {_folded(value): value for value in spelled if value}


def _folded(value: str) -> str:
    return unicodedata.normalize("NFKC", value).lower()
