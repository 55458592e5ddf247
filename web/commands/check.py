"""`sakuin check`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path

import click

from index.errors import NegativeResult
from index.terminal import LANGUAGE, format_option, harmless, index_option, one_line, pad, say
from search.reports.check import CheckReport, CodeCount, Finding
from web.commands.reading import searcher_in
from web.commands.report import FORMATS, print_report
from web.reporttexts import LEVELS

_SHOWN = 10  # findings of a code, where nobody asks for that code


def _codes(_: click.Context, __: click.Parameter, values: tuple[str, ...]) -> tuple[str, ...]:
    """Codes, or the letters that codes begin with, as they are typed: --select T,L002."""
    from search.editing.checks.every import CODES

    codes = tuple(code.strip().upper() for value in values for code in value.split(",") if code.strip())
    for code in codes:
        if not any(known.startswith(code) for known in CODES):
            known = " ".join(sorted(CODES))
            raise click.BadParameter(
                say(f"{code} というコードはありません。あるのは {known}", f"there is no code {code}. There are {known}")
            )
    return codes


@click.command(
    help=say(
        "記事の問題を探します: front matter、日付、題名、タグ、リンク切れ、下書きの貼り重ねなど。見つかれば終了コード 1。"
        "記事ごとに外すには front matter に sakuin_ignore: [T002]",
        "Look for what is amiss with the posts: front matter, dates, titles, tags, dead links, pasted drafts. Exit code 1 when something is "
        "found. A post leaves codes out by sakuin_ignore: [T002] in its front matter.",
    ),
    short_help=say("記事の問題を探す", "Look for what is amiss with the posts."),
)
@index_option
@click.option(
    "--select",
    multiple=True,
    callback=_codes,
    metavar="CODES",
    help=say("このコードだけ（T,L002 など）", "These codes alone, such as T,L002"),
)
@click.option(
    "--ignore", multiple=True, callback=_codes, metavar="CODES", help=say("このコードを除く", "Leave these codes out")
)
@click.option(
    "--site",
    "built",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    metavar="DIR",
    help=say("作ったサイト（_site など）と照らし合わせる", "Compare with the built site, such as _site"),
)
@format_option(*FORMATS, "github")
def check(
    index_dir: Path | None, select: tuple[str, ...], ignore: tuple[str, ...], built: Path | None, form: str
) -> None:
    report = searcher_in(index_dir).editor().check(select=select, ignore=ignore, built=built)
    if form == "github":
        for finding in report.findings:
            click.echo(_annotation(finding))
    else:
        print_report(report, report.findings, form, _lines(report, shown=None if select else _SHOWN))
    if not report.files_read:
        ja = "記事のファイルがここにないので、front matter の書き方は確かめず、行番号もありません。"
        en = "The files of the posts are not here, so the writing of front matter is not checked and no line is known."
        click.echo(say(ja, en), err=True)
    if report.findings:
        count, files = len(report.findings), len({each.path for each in report.findings})
        raise NegativeResult(
            ja=f"{files:,}個のファイルに{count:,}件あります。", en=f"Found: {count:,} in {files:,} files."
        )


def _lines(report: CheckReport, *, shown: int | None) -> Iterator[str]:
    """The findings below the sentence for their code, and how many there are of each code."""
    counts = {each.code: each for each in report.counts}
    for code, findings in groupby(report.findings, key=lambda each: each.code):
        count = counts[code]
        yield f"{code}  {count.about.to(LANGUAGE)}  {_many(count)}"
        yield from _of_code(list(findings), code, shown)
        yield ""
    if not report.findings:
        yield say(f"{report.posts:,}件の記事に問題はありません。", f"Nothing is amiss with {report.posts:,} posts.")
    for count in report.counts:
        level = LEVELS[count.level].to(LANGUAGE)
        yield f"{count.code}  {pad(level, 8)}{count.findings:>7,}  {count.about.to(LANGUAGE)}"


def _of_code(findings: list[Finding], code: str, shown: int | None) -> Iterable[str]:
    for each in findings[:shown]:
        yield f"  {harmless(each.path)}:{each.line}  {one_line(each.message.to(LANGUAGE))}"
    if shown is not None and len(findings) > shown:
        more = len(findings) - shown
        yield say(f"  ほか{more:,}件: sakuin check --select {code}", f"  {more:,} more: sakuin check --select {code}")


def _many(count: CodeCount) -> str:
    return say(f"{count.findings:,}件", f"({count.findings:,})")


def _annotation(finding: Finding) -> str:
    """A command of GitHub's workflows, which shows the finding beside its line."""
    place = f"file={_property(finding.path)},line={finding.line},title={finding.code}"
    return f"::{finding.level} {place}::{_data(finding.message.to(LANGUAGE))}"


def _data(text: str) -> str:
    return harmless(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
