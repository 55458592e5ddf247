"""The months of one year: how many hits each has, and the link that shows those alone."""

from __future__ import annotations

from datetime import date

from index.language import Language
from search.answer import Answer
from web.pages.links import Link, month_of_year
from web.request.address import Address
from web.texts import say


def month_links(answer: Answer, address: Address, language: Language) -> tuple[Link, ...]:
    """January to December of the year that is chosen; () where none is, or more than one."""
    year = address.one_year
    if year is None:
        return ()
    counts = {value.value: value.count for value in answer.facets["months"].values}
    most = max(counts.values(), default=0) or 1
    firsts = [date(year, month, 1) for month in range(1, 13)]
    return tuple(_link(first, counts.get(first.isoformat()[:7], 0), most, address, language) for first in firsts)


def _link(first: date, count: int, most: int, address: Address, language: Language) -> Link:
    name = f"{first.month}月" if language == "ja" else f"{first:%b}"
    return Link(
        text=name,
        url=address.toggled_month(first).url,
        current=address.is_in_month(first),
        label=say(language, "month_label", month=month_of_year(first, language), n=count),
        count=count,
        share=round(100 * count / most),
    )
