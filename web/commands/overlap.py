"""`sakuin overlap`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from index.errors import NegativeResult
from index.terminal import LANGUAGE, format_option, index_option, one_line, say
from search.reports.overlap import Contest, Overlap
from web.commands.reading import searcher_in
from web.commands.report import FORMATS, print_report
from web.reporttexts import HINTS, LINKING


@click.command(
    help=say(
        "一つの検索語を奪い合っている記事を、影響の大きいものから出力します。検索語は記事の題名から作ります。サーチコンソールの CSV があれば --queries で渡します。",
        "Print the posts that compete for one query, those that matter most first. The queries are made of the posts' titles; those of a search "
        "console's CSV are read with --queries.",
    ),
    short_help=say("一つの検索語を奪い合っている記事", "Print the posts that compete for one query."),
)
@index_option
@click.option(
    "--queries",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help=say("サーチコンソールの CSV", "The queries of a search console, as CSV"),
)
@click.option(
    "-n", "most", type=click.IntRange(1), default=20, show_default=True, help=say("件数", "How many contests")
)
@format_option(*FORMATS)
def overlap(index_dir: Path | None, queries: Path | None, most: int, form: str) -> None:
    from search.editing.console import read_console

    sought = read_console(queries) if queries else None
    report = searcher_in(index_dir).editor().overlap(sought, most=most)
    print_report(report, report.rows, form, _lines(report))
    if not report.contests:
        raise NegativeResult(
            ja=f"検索語 {report.asked:,}件を調べました。奪い合っている記事はありません。",
            en=f"{report.asked:,} queries were looked at; no posts compete for one.",
        )


def _lines(report: Overlap) -> Iterator[str]:
    for contest in report.contests:
        yield from _contest(contest)
        yield ""
    if (more := report.total - len(report.contests)) > 0:
        yield say(f"ほかに {more:,}件（-n で増やす）", f"and {more:,} more (-n shows more)")


def _contest(contest: Contest) -> Iterator[str]:
    times = say(f"（{contest.times:,}回）", f" ({contest.times:,} times)") if contest.times else ""
    yield f"{one_line(contest.query)}{times}  → {HINTS[contest.hint].to(LANGUAGE)}"
    for post in contest.rivals:
        links = say(f"（リンク元 {post.linked_from:,}件）", f"(linked from {post.linked_from:,})")
        yield (
            f"  {post.rank:>2}  {100 * post.share:>3.0f}%  {(post.date or '')[:10]:10}  {one_line(post.title)}  "
            f"{one_line(post.path)}  {links if post.linked_from else ''}"
        ).rstrip()
    words = one_line(say("、", ", ").join(contest.words))
    alike, linking = f"{100 * contest.alike:.0f}%", LINKING[contest.linking].to(LANGUAGE)
    yield say(
        f"      題名に共通: {words}   内容の近さ {alike}   {linking}",
        f"      in all titles: {words}   alike {alike}   {linking}",
    )
