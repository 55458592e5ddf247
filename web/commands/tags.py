"""`sakuin tags`."""

from __future__ import annotations

from pathlib import Path

import click

from index.terminal import format_option, index_option
from web.commands.reading import searcher_in
from web.commands.report import FORMATS, print_report


@click.command()
@index_option
@format_option(*FORMATS)
def tags(index_dir: Path | None, form: str) -> None:
    report = searcher_in(index_dir).editor().tags()
    print_report(report, report.tags, form, [])
