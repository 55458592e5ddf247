"""When the blog wrote of something, as a page: a table of years and months, and a drawing that leads into the search."""

from __future__ import annotations

from datetime import date
from typing import Any

from search.reports.timeline import Timeline
from web.editor.report import Part, ReportPage
from web.editor.table import Cell, Row, Table, number
from web.editor.visit import Visit
from web.pages.links import Link
from web.request.address import Address


def _table(report: Timeline, visit: Visit) -> Table:
    search = visit.address.to(query=report.query)
    rows = []
    for year, months in report.years.items():
        cells = [_month(search, date(year, month, 1), posts) for month, posts in months.items()]
        year_link = Cell(str(year), search.toggled("years", str(year)).url, "date")
        rows.append(Row((year_link, *cells, number(sum(months.values())))))
    names = [str(month) if visit.language == "ja" else f"{date(2000, month, 1):%b}" for month in range(1, 13)]
    return Table((visit.say("year"), *names, visit.say("posts_all")), rows)


def _month(search: Address, first: date, posts: int) -> Cell:
    return Cell(f"{posts:,}", search.toggled_month(first).url, "number") if posts else number(0)


def _bars(report: Timeline, visit: Visit) -> dict[str, Any]:
    search = visit.address.to(query=report.query)
    years = {year: sum(months.values()) for year, months in report.years.items()}
    most = max(years.values(), default=1)
    bars = [
        Link(
            str(year),
            search.toggled("years", str(year)).url,
            label=visit.say("month_label", month=str(year), n=posts),
            count=posts,
            share=round(100 * posts / most),
        )
        for year, posts in years.items()
    ]
    return {"bars": bars, "links": search}


TIMELINE = ReportPage(
    "timeline",
    make=lambda editor, asked: editor.timeline(asked.query),
    parts=(Part("timeline", rows=lambda report: report.months, table=_table),),
    asks=True,
    template="editor/timeline.html",
    also=_bars,
)
