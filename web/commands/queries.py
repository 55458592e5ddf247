"""`sakuin queries`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import click

from index.errors import NegativeResult
from index.terminal import format_option, harmless, index_option, one_line, pad, say, width
from search.reports.queries import Queries, SoughtQuery
from web.commands.reading import searcher_in
from web.commands.report import FORMATS, print_report
from web.settings import LogSettings, read_settings

_SHOWN = 10  # of each list in the table
_QUERY_COLUMNS = 32


@click.command(
    help=say(
        "読者が何を検索したかを出力します。よく検索された語、見つからなかった語、増えている語、遅かった語。記録は log.queries = true で始まります。",
        "Print what readers searched for: the most frequent queries, those that found nothing, those that rise, those that were slow. "
        "log.queries = true begins the log.",
    ),
    short_help=say("読者が何を検索したか", "Print what readers searched for."),
)
@index_option
@click.option(
    "--days",
    type=click.IntRange(min=1),
    default=28,
    show_default=True,
    metavar="N",
    help=say("今日までの何日分か", "Of how many days, up to today"),
)
@format_option(*FORMATS)
def queries(index_dir: Path | None, days: int, form: str) -> None:
    place = index_dir or Path(".sakuin")
    settings = read_settings(index_dir=index_dir).log
    sought = settings.beside(place).sought(days)
    if sought is None:
        raise _no_log(settings, place)
    report = searcher_in(index_dir).editor().queries(sought)
    print_report(report, report.queries, form, _lines(report))
    if not report.queries:
        raise NegativeResult(
            ja=f"この期間に{report.min_count}回以上検索された語はありません（検索は全部で{report.searches:,}回）。",
            en=f"No query was asked {report.min_count} times or more in these days (searches in all: {report.searches:,}).",
        )


def _no_log(settings: LogSettings, place: Path) -> NegativeResult:
    if settings.queries:
        return NegativeResult(
            ja=f"{place} に検索語の記録はまだありません。sakuin serve で誰かが検索すると始まります。",
            en=f"There is no log of queries in {place} yet. It begins with the first search on sakuin serve.",
        )
    return NegativeResult(
        ja=f"{place} に検索語の記録はありません。始めるには、sakuin.toml の [log] に queries = true と書いて sakuin serve を起動し直してください。",
        en=f"There is no log of queries in {place}. To begin one, write queries = true below [log] in sakuin.toml, and start sakuin serve "
        "again.",
    )


def _lines(report: Queries) -> Iterator[str]:
    span = f"{report.first} – {report.last}"
    shown = len(report.queries)
    yield say(
        f"{span}  検索 {report.searches:,}回、{report.min_count}回以上の検索語 {shown:,}種類",
        f"{span}  searches {report.searches:,}; queries asked {report.min_count} times or more: {shown:,}",
    )
    yield from _list(
        say("よく検索された語", "Most frequent"),
        (say("回数", "times"), say("0件", "0 hits")),
        (((f"{each.times:,}", f"{each.without_hits or '·'}"), each.query) for each in report.queries),
    )
    room = min(max((width(each.query) for each in report.gaps[:_SHOWN]), default=0), _QUERY_COLUMNS)
    yield from _list(
        say("見つからなかった語（今も0件）", "Found nothing, nor would today"),
        (say("0件", "0 hits"),),
        (((f"{each.without_hits:,}",), _gap(each, room)) for each in report.gaps),
    )
    yield from _synonyms(report.gaps[:_SHOWN])
    yield from _list(
        say("増えている語", "Rising"),
        (say("7日間", "7 days"), say("それまでの7日平均", "before, in 7 days")),
        (((f"{each.week:,}", f"{each.before:,.1f}"), each.query) for each in report.rising),
    )
    yield from _list(
        say("時間のかかった語", "Slow"),
        (say("最長", "longest"),),
        (((f"{each.slowest_ms / 1000:.1f} s",), each.query) for each in report.slow),
    )


def _list(heading: str, names: tuple[str, ...], rows: Iterable[tuple[tuple[str, ...], str]]) -> Iterator[str]:
    """Rows of numbers, right-aligned below their names, and a text; nothing without a row."""
    shown = list(rows)
    if not shown:
        return
    yield f"\n{heading}"
    columns = [max(6, width(name)) for name in names]
    yield " ".join(_right(name, room) for name, room in zip(names, columns, strict=True))
    for numbers, text in shown[:_SHOWN]:
        cells = " ".join(_right(number, room) for number, room in zip(numbers, columns, strict=True))
        yield f"{cells}  {harmless(text)}"
    if len(shown) > _SHOWN:
        more = len(shown) - _SHOWN
        yield say(f"ほか{more:,}（すべては --format csv）", f"and {more:,} more (all of them: --format csv)")


def _gap(asked: SoughtQuery, room: int) -> str:
    """A query that finds nothing, with the words that no post has, unless that is the query itself, and those that are like these."""
    lacking = say("どの記事にもない語: ", "no post has: ") + ", ".join(asked.lacking)
    if not asked.lacking:
        lacking = say("語はそれぞれあるが、そろう記事がない", "posts have each of the words, none has all")
    elif asked.lacking == (asked.query,):
        lacking = ""
    near = say("近い語: ", "near: ") + ", ".join(asked.nearest) if asked.nearest else ""
    return "  ".join(filter(None, (pad(asked.query, room), lacking, near))).rstrip()


def _synonyms(gaps: Iterable[SoughtQuery]) -> Iterator[str]:
    lines = dict.fromkeys(line for each in gaps for line in each.synonyms)
    if lines:
        yield say(
            "\nindex.synonyms のファイル（synonyms.txt）に加えられる行。同じ意味かどうか確かめて、次の sakuin index から有効です:",
            "\nLines for the file of index.synonyms (synonyms.txt), if they mean the same; they count from the next sakuin index on:",
        )
        yield from map(one_line, lines)


def _right(text: str, room: int) -> str:
    return " " * (room - width(text)) + text
