"""The months of one year: how many hits each has, and the link that shows those alone."""

from __future__ import annotations

from datetime import date

from index.language import Language
from search.result import SearchResult
from web.links import Address, Link
from web.texts import say

MONTHS = range(1, 13)


def month_links(result: SearchResult, address: Address, language: Language) -> tuple[Link, ...]:
    """January to December of the one year that is chosen; nothing where none is, or several are."""
    year = address.one_year
    if year is None:
        return ()
    counts = {value.value: value for facet in result.facets if facet.field == "months" for value in facet.values}
    found = [counts.get(f"{year:04}-{month:02}") for month in MONTHS]
    most = max((value.count for value in found if value), default=0) or 1
    return tuple(
        Link(
            text=month_name(month, language),
            url=address.in_month(date(year, month, 1)).url,
            current=bool(value and value.selected),
            label=say(language, "month_label", year=str(year), month=month_name(month, language), n=count),
            count=count,
            share=round(100 * count / most),
        )
        for month, value in zip(MONTHS, found, strict=True)
        for count in (value.count if value else 0,)
    )


def month_name(month: int, language: Language) -> str:
    """5月, May; in English three letters."""
    return f"{month}月" if language == "ja" else f"{date(2000, month, 1):%b}"
