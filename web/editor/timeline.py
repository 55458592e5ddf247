"""When the blog wrote of something, as a page: a table of years and months, and a drawing that leads into the search."""

from __future__ import annotations

from datetime import date
from typing import Any

from index.language import Language
from search.reports.timeline import Timeline
from web.editor.report import ReportPage
from web.editor.table import Cell, Table, number
from web.pages.links import Link
from web.request.address import Address
from web.texts import say

_NONE = Cell("·", kind="number")


def _table(report: Timeline, address: Address, language: Language) -> Table:
    search = address.to(query=report.query)
    rows = []
    for year, months in report.years.items():
        cells = [_month(search, date(year, month, 1), posts) for month, posts in months.items()]
        rows.append(
            (Cell(str(year), search.toggled("years", str(year)).url, "date"), *cells, number(sum(months.values())))
        )
    names = tuple(str(month) if language == "ja" else f"{date(2000, month, 1):%b}" for month in range(1, 13))
    return Table((say(language, "year"), *names, say(language, "posts_all")), rows)


def _month(search: Address, first: date, posts: int) -> Cell:
    return Cell(f"{posts:,}", search.toggled_month(first).url, "number") if posts else _NONE


def _bars(report: Timeline, address: Address, language: Language) -> dict[str, Any]:
    search = address.to(query=report.query)
    years = {year: sum(months.values()) for year, months in report.years.items()}
    most = max(years.values(), default=1)
    bars = [
        Link(
            str(year),
            search.toggled("years", str(year)).url,
            label=say(language, "month_label", month=str(year), n=posts),
            count=posts,
            share=round(100 * posts / most),
        )
        for year, posts in years.items()
    ]
    return {"bars": bars, "links": search}


TIMELINE = ReportPage(
    "timeline",
    make=lambda editor, asked: editor.timeline(asked.query),
    rows=lambda report: report.months,
    table=_table,
    asks=True,
    template="editor/timeline.html",
    also=_bars,
)
