"""The years of a blog: how many posts each has, and the link that shows those alone."""

from __future__ import annotations

from index.language import Language
from search.answer import Answer
from web.pages.links import Link
from web.request.address import Address
from web.texts import say

LONGEST = 60  # years in a row, those without a post too; where a date is wrong, there may be a thousand


def year_links(answer: Answer, address: Address, language: Language) -> tuple[Link, ...]:
    """From the first year to the last; () where there is but one."""
    counts = {int(value.value): value.count for value in answer.facets["years"].values}
    if len(counts) < 2:
        return ()
    first, last, most = min(counts), max(counts), max(counts.values())
    years = range(first, last + 1) if last - first < LONGEST else sorted(counts)
    return tuple(_link(year, counts.get(year, 0), most, address, language) for year in years)


def _link(year: int, count: int, most: int, address: Address, language: Language) -> Link:
    name = say(language, "year_value", year=str(year))
    return Link(
        text=name,
        url=address.toggled("years", str(year)).url,
        label=say(language, "month_label", month=name, n=count),
        count=count,
        share=round(100 * count / most),
    )
