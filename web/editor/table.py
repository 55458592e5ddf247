"""A report as a table: its columns, and for each row what stands in them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from flask import Response
from msgspec import Struct

from web.api.json import json_answer
from web.editor.frame import never_kept
from web.spreadsheet import csv_text


@dataclass(frozen=True)
class Cell:
    """A text of the blog or a number, perhaps a link; `kind` is a class of the style sheet: number, date."""

    text: str
    url: str = ""
    kind: str = ""


@dataclass(frozen=True)
class Table:
    """`columns` are keys of `web.texts`."""

    columns: tuple[str, ...]
    rows: Sequence[tuple[Cell | Sequence[Cell], ...]]


def number(value: float, digits: int = 0) -> Cell:
    return Cell(f"{value:,.{digits}f}", kind="number")


def as_data(form: str, name: str, report: Struct, rows: Iterable[Struct]) -> Response:
    """A report as JSON, or its rows as CSV for a spreadsheet, which takes UTF-8 for what it is by its mark."""
    if form == "json":
        return never_kept(json_answer(report))
    text = "\ufeff" + csv_text(list(rows))
    response = Response(text.encode("utf-8", "replace"), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return never_kept(response)
