"""`sakuin timeline`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from index.errors import NegativeResult
from index.terminal import format_option, index_option, one_line, pad, say
from search.reports.timeline import Timeline
from web.commands.reading import searcher_in, text_argument
from web.commands.report import FORMATS, print_report

_BAR = 24  # columns of the longest
_NOTHING = "·"


@click.command(
    help=say(
        "QUERY に一致する記事の数を、年と月ごとに出力します。", "Print how many posts match QUERY, by year and month."
    )
)
@click.argument("query", nargs=-1, required=True, callback=text_argument)
@index_option
@format_option(*FORMATS)
def timeline(query: str, index_dir: Path | None, form: str) -> None:
    report = searcher_in(index_dir).editor().timeline(query)
    print_report(report, report.months, form, _lines(report))
    if not report.total:
        raise NegativeResult(ja="一致する記事はありません。", en="No post matches.")


def _lines(report: Timeline) -> Iterator[str]:
    if report.first and report.last:
        span = f"{_day(report.first.date)} – {_day(report.last.date)}"
        yield say(f"{report.total:,}件  {span}", f"{report.total:,} posts  {span}")
        yield "      " + "".join(f"{month:>4}" for month in range(1, 13)) + say("    計", "   all")
    years = report.years
    most = max((sum(months.values()) for months in years.values()), default=0)
    for year, months in years.items():
        counts = "".join(f"{count or _NOTHING:>4}" for count in months.values())
        total = sum(months.values())
        yield f"{year:>5} {counts}{total:>6}  {'█' * round(_BAR * total / most)}".rstrip()
    if report.undated:
        yield say(f"日付のない記事: {report.undated:,}件", f"without a date: {report.undated:,}")
    for name, post in ((say("最初", "first"), report.first), (say("最後", "last"), report.last)):
        if post:
            yield f"{pad(name, 6)}{_day(post.date)}  {one_line(post.title)}"


def _day(date: str | None) -> str:
    return (date or "")[:10]
