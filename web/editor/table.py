"""A report as a table: its columns, and for each row what stands in them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from flask import Response
from msgspec import Struct

from search.reports.duplicates import Change
from web.api.json import json_answer
from web.editor.frame import never_kept
from web.spreadsheet import csv_text


@dataclass(frozen=True)
class Cell:
    """A text of the blog, or as its `kind` says, which is a class of the style sheet: a word of the blog, a number, a date, or what is said in the
    reader's language. Perhaps a link; one to `copy` stands in a field from which it is copied."""

    text: str
    url: str = ""
    kind: str = ""


Cells = tuple[Cell | Sequence[Cell], ...]


@dataclass(frozen=True)
class Row:
    """Several cells in one stand below each other. A row `begins` those that belong together; the sentences that differ are folded below it."""

    cells: Cells
    begins: bool = False
    changes: Sequence[Change] = ()

    @property
    def columns(self) -> list[Sequence[Cell]]:
        """The cells that stand in each column."""
        return [(cell,) if isinstance(cell, Cell) else cell for cell in self.cells]


@dataclass(frozen=True)
class Table:
    """`columns` are what stands above them, `note` what must be known of it."""

    columns: tuple[str, ...]
    rows: Sequence[Row]
    note: str = ""


def number(value: float, digits: int = 0) -> Cell:
    """A number; what is none does not catch the eye."""
    return Cell(f"{value:,.{digits}f}" if value else "·", kind="number")


def percent(share: float) -> Cell:
    return Cell(f"{100 * share:.0f}%", kind="number")


def as_data(form: str, name: str, report: Struct, rows: Iterable[Struct]) -> Response:
    """A report as JSON, or its rows as CSV for a spreadsheet, which takes UTF-8 for what it is by its mark."""
    if form == "json":
        return never_kept(json_answer(report))
    text = "\ufeff" + csv_text(list(rows))
    response = Response(text.encode("utf-8", "replace"), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return never_kept(response)
