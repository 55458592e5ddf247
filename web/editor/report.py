"""One report of the editor's, declared once: its address, its page, its JSON and its CSV come from here."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from flask import Response, request
from msgspec import Struct, field

from index.language import Language
from search.reports.editor import Editor
from search.request import Query
from web.blog import this_blog
from web.editor.frame import editor_page
from web.editor.table import Table, as_data
from web.request.address import Address
from web.request.language import reader_language
from web.request.page import blank_address
from web.request.read import arguments, read
from web.request.requests import Lang


class ReportRequest(Struct, frozen=True, kw_only=True):
    """What a page for editors is asked: of some reports for a query; as HTML, or as data."""

    query: Query = field(default="", name="q")
    format: Literal["html", "json", "csv"] = "html"
    lang: Lang = None


@dataclass(frozen=True)
class ReportPage:
    """`name` ends the address, and is part of the keys of its texts in `web.texts`: editor_NAME, and about_NAME for what it is. `asks` says whether
    it wants a query."""

    name: str
    make: Callable[[Editor, ReportRequest], Any]
    rows: Callable[[Any], Sequence[Struct]]
    table: Callable[[Any, Address, Language], Table]
    asks: bool = False
    template: str = "editor/report.html"
    also: Callable[[Any, Address, Language], dict[str, Any]] = lambda *_: {}

    def view(self) -> Response:
        asked, _ = read(arguments(), ReportRequest)
        report = self.make(this_blog().searcher.editor(), asked) if asked.query or not self.asks else None
        if report is not None and asked.format != "html":
            return as_data(asked.format, self.name, report, self.rows(report))
        address, language = blank_address(), reader_language()
        shown = {} if report is None else self.also(report, address, language)
        return editor_page(
            self.template,
            page=self,
            report=report,
            table=None if report is None else self.table(report, address, language),
            query=asked.query,
            path=request.path,
            **shown,
        )
