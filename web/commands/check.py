"""`sakuin check`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path, PurePath

import click

from index.errors import NegativeResult
from index.terminal import LANGUAGE, format_option, harmless, index_option, one_line, pad, say
from search.reports.check import CheckReport, CodeCount, Finding, Level
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


def _list(context: click.Context, _: click.Parameter, wanted: bool) -> None:
    """Print every code with what it stands for, and nothing else."""
    if wanted:
        from search.editing.checks.every import CHECKS

        for each in sorted(CHECKS, key=lambda each: each.code):
            only = say("（--select のときだけ）", " (only with --select)") if each.asked_for else ""
            click.echo(f"{each.code}  {_level(each.level)}  {each.about.to(LANGUAGE)}{only}")
        context.exit()


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
@click.option(
    "--list",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_list,
    help=say("コードの一覧", "List the codes"),
)
@format_option(*FORMATS, "github")
def check(
    index_dir: Path | None, select: tuple[str, ...], ignore: tuple[str, ...], built: Path | None, form: str
) -> None:
    report = searcher_in(index_dir).editor().check(select=select, ignore=ignore, built=built)
    if form == "github":
        folder = _folder(index_dir)
        for finding in report.findings:
            click.echo(_annotation(finding, folder))
    else:
        print_report(report, report.findings, form, _lines(report, shown=None if select else _SHOWN))
    for sentence in _sentences(report):
        click.echo(sentence, err=True)
    if report.findings:
        count, files = len(report.findings), len({each.path for each in report.findings})
        raise NegativeResult(
            ja=f"{files:,}個のファイルに{count:,}件あります。", en=f"Found: {count:,} in {files:,} files."
        )


def _sentences(report: CheckReport) -> Iterator[str]:
    """What was not looked at."""
    if report.waiting:
        yield say(
            f"索引を作っている途中なので、{report.waiting:,}件の記事はまだ確かめていません。",
            f"The index is still being built: {report.waiting:,} posts were not looked at.",
        )
    if not report.files_read:
        yield say(
            "記事のファイルがここにないので、front matter の書き方は確かめず、行番号もありません。",
            "The files of the posts are not here, so the writing of front matter is not checked and no line is known.",
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
        yield f"{count.code}  {_level(count.level)}{count.findings:>7,}  {count.about.to(LANGUAGE)}"


def _of_code(findings: list[Finding], code: str, shown: int | None) -> Iterable[str]:
    for each in findings[:shown]:
        yield f"  {harmless(each.path)}:{each.line}  {one_line(each.message.to(LANGUAGE))}"
    if shown is not None and len(findings) > shown:
        more = len(findings) - shown
        yield say(f"  ほか{more:,}件: sakuin check --select {code}", f"  {more:,} more: sakuin check --select {code}")


def _level(level: Level) -> str:
    return pad(LEVELS[level].to(LANGUAGE), 8)


def _many(count: CodeCount) -> str:
    return say(f"{count.findings:,}件", f"({count.findings:,})")


def _folder(index_dir: Path | None) -> PurePath:
    """The folder of the posts as seen from here: a workflow runs in the folder of its repository, and names files from there."""
    from index.store.storage import current_folder

    root = Path(current_folder(index_dir or Path(".sakuin")).manifest().root)
    return root.relative_to(Path.cwd()) if root.is_relative_to(Path.cwd()) else PurePath()


def _annotation(finding: Finding, folder: PurePath) -> str:
    """A command of GitHub's workflows, which shows the finding beside its line."""
    path = _property((folder / finding.path).as_posix())
    message = _data(f"{finding.code} {finding.message.to(LANGUAGE)}")
    return f"::{finding.level} file={path},line={finding.line}::{message}"


def _data(text: str) -> str:
    return one_line(text).replace("%", "%25")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
