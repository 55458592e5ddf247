"""The commands that write an index or look into one: `index`, `analyze`, `doctor`."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import click
import msgspec
from click.core import ParameterSource

from index.analysis.token import Rule, Token
from index.analysis.tokenizers import TOKENIZERS, TokenizerName
from index.document import Problem
from index.errors import IndexMissing, NegativeResult, SakuinError, SomeFilesFailed
from index.extras import to_install
from index.terminal import LANGUAGE, duration, format_option, harmless, index_option, one_line, pad, say, width

if TYPE_CHECKING:
    from index.analysis.analyzer import Analyzer
    from index.build import BuildReport


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

_HEADINGS = (
    say("位置", "at"),
    say("文字", "text"),
    say("記事の語", "in a post"),
    say("検索する語", "asked for"),
    say("理由", "because"),
)
_BECAUSE = {
    Rule.WORD: say("語", "word"),
    Rule.BASE_FORM: say("基本形", "base form"),
    Rule.PREFIX: say("次の語と一語", "one word with the next"),
    Rule.SUFFIX: say("前の語と一語", "one word with the one before"),
    Rule.WHOLE: say("前後の語を合わせた語", "a word with its affixes"),
    Rule.TECHNICAL: say("技術用語", "technical term"),
    Rule.JOINED: say("つないで一語", "joined to one word"),
    Rule.PIECE: say("つないだ語の一部", "piece of a joined word"),
    Rule.PART: say("技術用語の一部", "part of a technical term"),
    Rule.COMPOUND: say("複合語の一部", "part of a compound"),
    Rule.AS_WRITTEN: say("書かれたまま", "as written"),
}


class PostSettings(Protocol):
    """The settings of a folder of posts that indexing needs; `web.settings` reads them."""

    @property
    def tokenizer(self) -> TokenizerName | None: ...

    @property
    def dictionary(self) -> Path | None: ...

    @property
    def synonyms(self) -> Path | None: ...

    @property
    def exclude(self) -> tuple[str, ...]: ...

    @property
    def recency(self) -> float: ...

    def index_dir_for(self, posts: Path | None = None, flag: Path | None = None) -> Path: ...


SettingsFor = Callable[[Path], PostSettings]  # what the command line hands to `index` as Click's `obj`

tokenizer_option = click.option(
    "--tokenizer",
    type=click.Choice(TOKENIZERS),
    help=say(
        f"語の切り分け方。mecab は速く、入れるには、{to_install('mecab').ja}",
        f"What cuts words; mecab is faster and is installed with {to_install('mecab').en}",
    ),
)


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
    settings = settings_for(path)
    place = settings.index_dir_for(path, index_dir)
    run = partial(index_posts, path, place, settings, tokenizer=tokenizer, drafts=drafts, future=future, jobs=jobs)
    seen = signature(path) if watch else None
    report = run(full=full)
    show(report)
    while watch:
        seen = wait_for_change(path, seen)
        try:
            report = run()
            show(report)
        except SakuinError as error:  # a folder renamed, settings half written: it may be well again in a moment
            _tell(error.message.to(LANGUAGE))
    raise_failures(report.problems)


def index_posts(
    path: Path,
    index_dir: Path,
    settings: PostSettings,
    *,
    tokenizer: TokenizerName | None = None,
    full: bool = False,
    drafts: bool = False,
    future: bool = False,
    jobs: int | None = None,
) -> BuildReport:
    """Bring an index up to date, showing how far it is; Ctrl-C says how to go on. Errors: those of `index.build.build`."""
    from index.build import build
    from index.progress import ProgressLine
    from index.words import read_synonyms, read_words

    try:
        with closing(ProgressLine(sys.stderr)) as line:
            return build(
                path,
                index_dir,
                tokenizer=tokenizer or settings.tokenizer,
                dictionary=read_words(settings.dictionary) if settings.dictionary else (),
                synonyms=read_synonyms(settings.synonyms) if settings.synonyms else (),
                kept_out=settings.exclude,
                recency=settings.recency,
                full=full,
                drafts=drafts,
                future=future,
                jobs=jobs,
                progress=line,
            )
    except KeyboardInterrupt:
        _tell(
            say(
                f"中断しました。ここまでの分は検索できます。続きは: sakuin index {path}",
                f"Interrupted. What was done so far can be searched. Go on with: sakuin index {path}",
            )
        )
        raise


def print_report(report: BuildReport, *, verbose: bool = False) -> None:
    """What a run did, on stdout; what was amiss, on stderr."""
    if report.rebuilt:
        _tell(report.rebuilt.to(LANGUAGE))
    for problem in report.problems:
        _tell(f"{harmless(problem.path)}:{problem.line}  {problem.code} {one_line(problem.message.to(LANGUAGE))}")
    for reason, paths in report.skipped.items():
        _tell(f"{say('読み飛ばし', 'Passed over')}: {say(*SKIPPED[reason])} {len(paths):,}")
        for path in paths if verbose else ():
            _tell(f"  {harmless(path)}")
    click.echo(_summary(report))


def print_json(report: BuildReport) -> None:
    """What a run did, as one line of JSON on stdout."""
    click.echo(msgspec.json.encode(report).decode())


def raise_failures(problems: Sequence[Problem]) -> None:
    """Raise `SomeFilesFailed` where a problem is fatal."""
    failed = {problem.path for problem in problems if problem.fatal}
    if failed:
        raise SomeFilesFailed(
            ja=f"{len(failed)} 個のファイルに問題がありました（上を見てください）。ほかの記事は索引しました",
            en=f"{len(failed)} files had problems (see above). All other posts were indexed.",
        )


@click.command(
    help=say(
        "TEXT がどんな語に分けられるかを出力します。検索できるのはこの語です。索引があれば、そのブログの語も使います。",
        "Print the terms that TEXT is cut into. These are what a search finds. An index adds the words of its blog.",
    )
)
@click.argument("text")
@index_option
@tokenizer_option
@format_option("table", "json")
def analyze(text: str, index_dir: Path | None, tokenizer: TokenizerName | None, form: str) -> None:
    named = click.get_current_context().get_parameter_source("index_dir") is ParameterSource.COMMANDLINE
    tokens = _analyzer(index_dir, tokenizer, must_be=named).tokens(text)
    if form == "json":
        rows = [{**token._asdict(), "surface": text[token.start : token.end]} for token in tokens]
        click.echo(msgspec.json.encode(rows).decode())
        return
    for line in _columns([_HEADINGS, *(_row(token, text) for token in tokens)]):
        click.echo(line)


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


def _analyzer(index_dir: Path | None, tokenizer: TokenizerName | None, *, must_be: bool) -> Analyzer:
    """The analyzer with that tokenizer; without one, the analyzer of the index, which knows the words of its blog; without an
    index, Janome's. `IndexMissing` where the index `must_be` there."""
    from index.analysis.analyzer import analyzer
    from index.recorded import analyzer_of

    if tokenizer:
        return analyzer(tokenizer)
    try:
        return analyzer_of(index_dir or Path(".sakuin"))
    except IndexMissing:
        if must_be:
            raise
        return analyzer("janome")


def _row(token: Token, text: str) -> tuple[str, ...]:
    asked = token.term if token.rule.asked_for else ""
    return str(token.start), one_line(text[token.start : token.end]), token.term, asked, _BECAUSE[token.rule]


def _columns(rows: Sequence[tuple[str, ...]]) -> Iterator[str]:
    """The rows as lines, each column as wide as its widest entry."""
    widths = [max(map(width, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        yield "  ".join(pad(entry, size) for entry, size in zip(row, widths, strict=True)).rstrip()


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
    return say(
        f"{report.documents:,}件の記事（追加 {report.added:,}、更新 {report.updated:,}、削除 {report.deleted:,}、"
        f"変更なし {report.unchanged:,}）  {seconds}、{rate:.1f}k字/秒",
        f"{report.documents:,} posts ({report.added:,} added, {report.updated:,} updated, {report.deleted:,} deleted, "
        f"{report.unchanged:,} unchanged)  {seconds}, {rate:.1f}k characters/s",
    )


def _tell(text: str) -> None:
    click.echo(text, err=True)
