"""One report of the editor's, declared once: its address, its page, its JSON and its CSV come from here."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, NamedTuple

from flask import Response, request
from msgspec import Struct
from msgspec.structs import replace

from search.reports.editor import Editor
from web.blog import this_blog
from web.editor import waiting
from web.editor.frame import editor_page
from web.editor.table import Row, Table, as_data
from web.editor.visit import ReportRequest, Visit
from web.patience import within
from web.request.language import reader_language
from web.request.page import blank_address
from web.request.read import arguments, read

MOST_ROWS = 500  # of a table on a page; its data have all


@dataclass(frozen=True)
class Part:
    """One table of a report. `name` names it in addresses and is the key of its heading in `web.texts`: table_NAME."""

    name: str
    rows: Callable[[Any], Sequence[Struct]]
    table: Callable[[Any, Visit], Table]


@dataclass(frozen=True)
class ReportPage:
    """`name` ends the address, and is part of the keys of its texts in `web.texts`: editor_NAME, and about_NAME for what it is. `make` makes the
    report, None where there is none to show. `asks` says whether it wants a query; `also` is what its template needs beside the tables."""

    name: str
    make: Callable[[Editor, ReportRequest], Any]
    parts: tuple[Part, ...]
    asks: bool = False
    template: str = "editor/report.html"
    also: Callable[[Any, Visit], dict[str, Any]] = lambda *_: {}

    def view(self, **named: str) -> Response:
        """Errors: `Problem`, `StillMade`."""
        asked, _ = read(arguments(), ReportRequest)
        asked = replace(asked, **named)
        editor = this_blog().searcher.editor()
        report = within(waiting.PATIENCE, partial(self.make, editor, asked)) if asked.query or not self.asks else None
        if report is not None and asked.format != "html":
            part = next((part for part in self.parts if part.name == asked.table), self.parts[0])
            return as_data(asked.format, part.name, report, part.rows(report))
        visit = Visit(asked, blank_address(), reader_language(), editor.by_path)
        tables = [] if report is None else [self._shown(part, report, visit) for part in self.parts]
        return editor_page(
            self.template,
            page=self,
            report=report,
            tables=[each for each in tables if each.rows],
            visit=visit,
            path=request.path,
            **({} if report is None else self.also(report, visit)),
        )

    def _shown(self, part: Part, report: Any, visit: Visit) -> Shown:
        heading = visit.say(f"table_{part.name}" if len(self.parts) > 1 else f"editor_{self.name}")
        return shown(part.name, heading, part.table(report, visit))


class Shown(NamedTuple):
    """A table on a page: the first of its rows, and how many more there are."""

    name: str
    heading: str
    table: Table
    rows: Sequence[Row]
    more: int


def shown(name: str, heading: str, table: Table) -> Shown:
    return Shown(name, heading, table, table.rows[:MOST_ROWS], max(len(table.rows) - MOST_ROWS, 0))
