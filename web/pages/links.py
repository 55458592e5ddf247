"""Where the links of a results page lead: to the same search with one thing changed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from math import ceil

from msgspec import Struct

from index.language import Language
from search.answer import Facet
from search.fields import FIELDS, FacetField
from search.request import Sort
from web.request.address import MOST_SHOWN, PER_PAGE, Address
from web.texts import say

FACET_TOP = 10


class Link(Struct, frozen=True):
    text: str
    url: str
    current: bool = False
    label: str = ""  # what a screen reader says, where the text alone is not enough
    count: int = 0
    share: int = 0  # of the largest count, in percent


class Panel(Struct, frozen=True):
    """One facet: links for its first values and those that are chosen; `every` leads to all of its values."""

    field: FacetField
    first: tuple[Link, ...]
    total: int
    truncated: bool
    every: str

    @property
    def chooses(self) -> bool:
        """Whether there is more than one value, or one that is chosen."""
        return self.total > 1 or any(link.current for link in self.first)


def panels(
    facets: Mapping[FacetField, Facet], address: Address, language: Language, *, first: int = FACET_TOP
) -> tuple[Panel, ...]:
    """The facets that have a value to choose; the months of a year have a bar of their own, and one author alone is no choice."""
    every = (_panel(field, facet, address, language, first) for field, facet in facets.items() if field != "months")
    return tuple(panel for panel in every if panel.first and (panel.field != "authors" or panel.chooses))


def chips(address: Address, language: Language) -> tuple[Link, ...]:
    """Each filter as a link that takes it away."""
    request = address.request
    filters: list[tuple[str, str, Address]] = [
        (field.name, _value(field.facet, value, language), address.toggled(field.facet, value))
        for field in FIELDS
        for value in field.chosen_in(request)
    ]
    filters += _days(address, language)
    if request.mode != "auto":
        filters.append(("mode", say(language, f"mode_{request.mode}"), address.to(mode="auto")))
    if request.exact:
        filters.append(("spelling", say(language, "exact"), address.to(exact=False)))
    if request.duplicates == "show":
        filters.append(("duplicates", say(language, "show_copies"), address.to(duplicates="fold")))
    return tuple(_chip(name, value, without, language) for name, value, without in filters if value)


def sorts(address: Address, language: Language) -> tuple[Link, ...]:
    """The orders to choose from; without a query there is no relevance."""
    chosen = address.request.sort
    if address.request.query.strip():
        orders: tuple[Sort, ...] = ("relevance", "-date", "date")
    else:
        orders = ("-date", "date")
        chosen = "date" if chosen == "date" else "-date"
    return tuple(Link(say(language, order), address.to(sort=order).url, order == chosen) for order in orders)


def last_page(total: int, *, per_page: int = PER_PAGE) -> int:
    """The number of the last page that can be shown, at least 1. Pages of any size end at the same post."""
    return min(max(ceil(total / per_page), 1), MOST_SHOWN // per_page)


def page_links(address: Address, total: int, language: Language) -> tuple[Link | None, ...]:
    """The first page, the last, and those around the current one; None where some are left out. () where there is one page."""
    last = last_page(total)
    if last == 1:
        return ()
    around = range(address.request.page - 1, address.request.page + 2)
    shown = sorted({1, last, *(page for page in around if 1 <= page <= last)})
    links: list[Link | None] = []
    for before, page in zip([0, *shown], shown, strict=False):
        if page - before > 2:
            links.append(None)
        elif page - before == 2:
            links.append(_page_link(page - 1, address, language))
        links.append(_page_link(page, address, language))
    return tuple(links)


def _days(address: Address, language: Language) -> list[tuple[str, str, Address]]:
    """The filter by days: as a month where it is one, else its first and its last day."""
    request = address.request
    since, until = request.since, request.until
    if since and address.is_in_month(since):
        return [("month", month_of_year(since, language), address.toggled_month(since))]
    return [
        ("from", str(since or ""), address.to(since=None)),
        ("to", str(until or ""), address.to(until=None)),
    ]


def month_of_year(day: date, language: Language) -> str:
    """2024年5月, May 2024."""
    return f"{day.year}年{day.month}月" if language == "ja" else f"{day:%b} {day.year}"


def _chip(name: str, value: str, without: Address, language: Language) -> Link:
    text = f"{say(language, name)}: {value}"
    return Link(text, without.url, label=say(language, "remove", filter=text))


def _value(field: FacetField, value: str, language: Language) -> str:
    return say(language, "year_value", year=value) if field == "years" else value


def _page_link(page: int, address: Address, language: Language) -> Link:
    label = say(language, "page_number", n=page)
    return Link(f"{page:,}", address.at(page).url, page == address.request.page, label)


def _panel(field: FacetField, facet: Facet, address: Address, language: Language, first: int) -> Panel:
    values = [value for value in facet.values if value.count or value.selected]
    most = max((value.count for value in values), default=0) or 1
    narrowed = address.narrowing(field)
    shown = tuple(
        Link(
            text=_value(field, value.value, language),
            url=narrowed(value.value) or address.toggled(field, value.value).url,
            current=value.selected,
            label=say(language, "posts", n=value.count),
            count=value.count,
            share=round(100 * value.count / most),
        )
        for place, value in enumerate(values)
        if place < first or value.selected
    )
    return Panel(field, shown, facet.total_values, facet.truncated, address.values(field))
