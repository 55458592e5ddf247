"""The commands that write an index or look into one: `index`, `doctor`, and `analyze` from a file of its own."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click
import msgspec

from index.analysis.tokenizers import TokenizerName
from index.analyze import analyze, tokenizer_option
from index.document import Problem
from index.errors import NegativeResult, SakuinError, SomeFilesFailed
from index.terminal import LANGUAGE, duration, format_option, harmless, index_option, one_line, say

if TYPE_CHECKING:
    from index.blogsettings import BlogSettings
    from index.build import BuildReport
    from index.steps import Progress


_TELLING = 10_000  # characters: with fewer, most of the time is not that of reading
# What is left out, by reason.
SKIPPED = {
    "draft": ("下書き", "drafts"),
    "future": ("未来の日付", "dated in the future"),
    "expired": ("期限切れ", "expired"),
    "unpublished": ("非公開", "unpublished"),
    "no front matter": ("front matter なし", "without front matter"),
    "kept out": ("検索に出さない指定", "kept out of the search"),
    "name": ("名前や場所により記事ではないもの", "no posts by their name or place"),
    "not Markdown": ("Markdown ではない", "not Markdown"),
    "excluded": ("サイトの設定で除外", "excluded by the site"),
    "link": ("フォルダーの外などへのリンク", "links that lead out, nowhere or back"),
    "no regular file": ("通常のファイルではない", "no regular files"),
}


SettingsFor = Callable[[Path], "BlogSettings"]  # what the command line hands to `index` as Click's `obj`


@click.command(
    help=say(
        "PATH の記事を索引します。変わった記事だけを読み、途中で止めても次回は続きからです。",
        "Index the posts in PATH. Only what changed is read, and a run that was stopped goes on where it was.",
    )
)
@click.argument("path", type=click.Path(path_type=Path))
@index_option
@tokenizer_option
@click.option("--full", is_flag=True, help=say("はじめから作り直す", "Build all anew"))
@click.option("--watch", is_flag=True, help=say("終わっても記事の変更を待ち続ける", "Go on and wait for changes"))
@click.option("--jobs", type=click.IntRange(min=1), metavar="N", help=say("使うプロセスの数", "Processes to use"))
@click.option("--drafts", is_flag=True, help=say("下書きも索引する", "Index drafts too"))
@click.option("--future", is_flag=True, help=say("未来の日付の記事も索引する", "Index posts dated in the future too"))
@click.option("-v", "--verbose", is_flag=True, help=say("読み飛ばしたファイルも挙げる", "List the files passed over"))
@format_option("table", "json")
@click.pass_obj
def index(
    settings_for: SettingsFor,
    path: Path,
    index_dir: Path | None,
    tokenizer: TokenizerName | None,
    full: bool,
    watch: bool,
    jobs: int | None,
    drafts: bool,
    future: bool,
    verbose: bool,
    form: str,
) -> None:
    from index.watch import signature, wait_for_change

    show = print_json if form == "json" else partial(print_report, verbose=verbose)
    place = settings_for(path).index.index_dir_for(path, index_dir)
    run = partial(index_posts, path, place, tokenizer=tokenizer, drafts=drafts, future=future, jobs=jobs)
    look = partial(signature, path, lambda: settings_for(path).site)
    seen = look() if watch else None
    with going_on_with(f"sakuin index {path}"):
        report = run(settings_for(path), full=full)
        show(report)
        while watch:
            seen = wait_for_change(look, seen)
            try:
                report = run(settings_for(path))
                show(report)
            except SakuinError as error:  # a folder renamed, settings half written: it may be well again in a moment
                tell(error.message.to(LANGUAGE))
    raise_failures(report.problems)


def index_posts(
    path: Path,
    index_dir: Path,
    settings: BlogSettings,
    *,
    tokenizer: TokenizerName | None = None,
    full: bool = False,
    drafts: bool = False,
    future: bool = False,
    jobs: int | None = None,
    searchable: Callable[[], None] = lambda: None,
) -> BuildReport:
    """Bring an index up to date, showing how far it is. `searchable` is called when the titles are in it, if bodies are still to come.
    Errors: those of `index.build.build`."""
    from index.build import build
    from index.progress import ProgressLine
    from index.words import read_synonyms, read_words

    own = settings.index
    with closing(ProgressLine(sys.stderr)) as line:

        def show(step: Progress) -> None:
            if step.phase == "bodies" and not step.done:
                line.close()
                searchable()
            line(step)

        return build(
            path,
            index_dir,
            tokenizer=tokenizer or own.tokenizer,
            dictionary=read_words(own.dictionary) if own.dictionary else (),
            synonyms=read_synonyms(own.synonyms) if own.synonyms else (),
            kept_out=own.exclude,
            token_file=settings.token_file,
            publication=settings.site,
            recency=own.recency,
            full=full,
            drafts=drafts,
            future=future,
            jobs=jobs,
            progress=show,
        )


@contextmanager
def going_on_with(command: str) -> Iterator[None]:
    """A run that Ctrl-C ends says how to go on."""
    try:
        yield
    except KeyboardInterrupt:
        tell(
            say(
                f"中断しました。ここまでの分は検索できます。続きは: {command}",
                f"Interrupted. What was done so far can be searched. Go on with: {command}",
            )
        )
        raise


def print_report(report: BuildReport, *, verbose: bool = False) -> None:
    """What a run did, on stdout; what was amiss, on stderr."""
    if report.rebuilt:
        tell(report.rebuilt.to(LANGUAGE))
    if report.unplaced:
        tell(report.unplaced.to(LANGUAGE))
    for remark in report.remarks:
        tell(remark.to(LANGUAGE))
    for problem in report.problems:
        tell(f"{harmless(problem.path)}:{problem.line}  {problem.code} {one_line(problem.message.to(LANGUAGE))}")
    for reason, paths in report.skipped.items():
        tell(f"{say('読み飛ばし', 'Passed over')}: {say(*SKIPPED[reason])} {len(paths):,}")
        for path in paths if verbose else ():
            tell(f"  {harmless(path)}")
    click.echo(_summary(report))


def print_json(report: BuildReport) -> None:
    """What a run did, as one line of JSON on stdout."""
    click.echo(msgspec.json.encode(report).decode())


def raise_failures(problems: Sequence[Problem]) -> None:
    """Raise `SomeFilesFailed` where a problem is fatal. All files with problems are counted, as all were told of."""
    files = len({problem.path for problem in problems})
    if any(problem.fatal for problem in problems):
        raise SomeFilesFailed(
            ja=f"{files} 個のファイルに問題がありました（上を見てください）。読めたものはすべて索引しました",
            en=f"{f'{files} files have' if files > 1 else '1 file has'} problems (see above). All that could be read was indexed.",
        )


@click.command(help=say("動く環境と索引の様子を確かめます。", "Check what Sakuin runs on, and the index."))
@index_option
def doctor(index_dir: Path | None) -> None:
    from index.doctor import examine

    failures = 0
    for well, line in examine(index_dir or Path(".sakuin")):
        click.echo(line)
        failures += not well
    if failures:
        raise NegativeResult(ja=f"{failures} 件の問題があります", en=f"Problems found: {failures}")


commands = [index, analyze, doctor]


def _summary(report: BuildReport) -> str:
    seconds = (
        duration(report.seconds) if report.seconds >= 10 else say(f"{report.seconds:.1f}秒", f"{report.seconds:.1f} s")
    )
    if not (report.added or report.updated or report.deleted):
        return say(
            f"変更なし（{report.documents:,}件を{seconds}で確認）",
            f"No changes ({report.documents:,} posts, {seconds})",
        )
    rate = report.characters / max(report.seconds, 0.001) / 1000
    known = report.characters >= _TELLING
    ja, en = (f"、{rate:.1f}k字/秒", f", {rate:.1f}k characters/s") if known else ("", "")
    return say(
        f"{report.documents:,}件の記事（追加 {report.added:,}、更新 {report.updated:,}、削除 {report.deleted:,}、"
        f"変更なし {report.unchanged:,}）  {seconds}{ja}",
        f"{report.documents:,} posts ({report.added:,} added, {report.updated:,} updated, {report.deleted:,} deleted, "
        f"{report.unchanged:,} unchanged)  {seconds}{en}",
    )


def tell(text: str) -> None:
    """Say something on stderr."""
    click.echo(text, err=True)
