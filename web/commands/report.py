"""A report on stdout: for a person as lines, for a program as JSON, for a spreadsheet as CSV."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import click
from msgspec import Struct

from web.encode import to_json
from web.spreadsheet import csv_text

FORMATS = ("table", "json", "ndjson", "csv")
JEKYLL, HUGO = "jekyll-data", "hugo-data"
EXPORTS = (JEKYLL, HUGO, "markdown", "csv", "json")
"""The files that related posts are exported as: see `web.commands.relatedfiles`."""


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
