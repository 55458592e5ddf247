"""A report on stdout: for a person as lines, for a program as JSON, for a spreadsheet as CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Any

import click
from msgspec import Struct, to_builtins

from index.terminal import harmless
from web.encode import to_json

FORMATS = ("table", "json", "ndjson", "csv")
JEKYLL, HUGO = "jekyll-data", "hugo-data"
EXPORTS = (JEKYLL, HUGO, "markdown", "csv", "json")
"""The files that related posts are exported as: see `web.commands.relatedfiles`."""

_BETWEEN = "; "  # several values in one cell


def print_report(report: Struct, rows: Sequence[Struct], form: str, lines: Iterable[str]) -> None:
    """A report in one of `FORMATS`: `lines` are its table, `rows` are the lines of NDJSON and CSV."""
    if form == "table":
        for line in lines:
            click.echo(line)
    elif form == "csv":
        click.echo(csv_text(rows), nl=False)
    else:
        for value in [report] if form == "json" else rows:
            click.echo(to_json(value).decode())


def csv_text(rows: Sequence[Struct]) -> str:
    """The rows as CSV with a line of names; "" without rows."""
    written = io.StringIO()
    for number, row in enumerate(rows):
        cells = _cells(to_builtins(row))
        writer = csv.writer(written, lineterminator="\n")
        if not number:
            writer.writerow(cells)
        writer.writerow(cells.values())
    return written.getvalue()


def _cells(row: dict[str, Any], before: str = "") -> dict[str, str]:
    """The values by their names; those of a value within as post.url."""
    cells: dict[str, str] = {}
    for name, value in row.items():
        if isinstance(value, dict):
            cells |= _cells(value, f"{before}{name}.")
        else:
            cells[before + name] = _cell(value)
    return cells


def _cell(value: object) -> str:
    if isinstance(value, list | tuple):
        return _BETWEEN.join(map(_cell, value))
    if isinstance(value, dict):
        return " ".join(map(_cell, value.values()))
    text = "" if value is None else harmless(str(value))
    # A spreadsheet takes these for the beginning of a formula.
    return f"'{text}" if text[:1] in "=+@\t\r" and isinstance(value, str) else text
