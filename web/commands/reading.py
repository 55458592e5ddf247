"""The commands that only read: `search`, `show`, `stats`, `evaluate`."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, get_args

import click
from msgspec import Struct

from index.errors import NegativeResult
from index.terminal import LANGUAGE, format_option, index_option, say
from search.answer import Part, Searcher
from search.declaration import Declaration, declarations
from search.request import Mode, SearchRequest
from web.commands.tables import hit_lines, note_lines, post_lines, stats_lines
from web.encode import WHAT_THERE_IS, OwnersStatistics, in_language, to_json

if TYPE_CHECKING:
    from search.evaluation.judged import JudgedSet

_PARTS: tuple[Part, ...] = ("body", "headings", "links", "removed")

Command = TypeVar("Command", bound=Callable[..., object])


def searcher_in(index_dir: Path | None) -> Searcher:
    """What searches this index. Imported late: `--help` needs no arrays."""
    from search.searcher import open_searcher

    return open_searcher(index_dir or Path(".sakuin"))


def left_out(index_dir: Path | None) -> dict[str, int]:
    """How many files the last run left out, by reason."""
    from index.store.storage import current_folder

    return current_folder(index_dir or Path(".sakuin")).manifest().skipped


def request_option(
    flag: str, name: str, request: type[Struct] = SearchRequest, **shown: Any
) -> Callable[[Command], Command]:
    """An option for a parameter of a request, with the range, the choices and the default that are declared there."""
    this = declarations(request)[name]
    if this.kind is bool:
        return click.option(flag, this.field, is_flag=True, **shown)
    return click.option(flag, this.field, type=_type(this), multiple=this.many, default=this.default, **shown)


def _type(this: Declaration) -> Any:
    if this.choices:
        return click.Choice(this.choices)
    return click.IntRange(this.minimum, this.maximum) if this.kind is int else _text


def _text(argument: str) -> str:
    """An argument of the command line; bytes that are not text become U+FFFD."""
    return argument.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def text_argument(_: click.Context, __: click.Parameter, words: tuple[str, ...]) -> str:
    """The words of an argument as one text."""
    return _text(" ".join(words))


def _refusing_options(context: click.Context, _: click.Parameter, words: tuple[str, ...]) -> tuple[str, ...]:
    """-広告 is a word to leave out, and --tga a mistake."""
    for word in words:
        if word.startswith("--"):
            raise click.NoSuchOption(word, ctx=context)
    return words


mode_option = request_option(
    "--mode", "mode", help=say("すべての語か、どれかの語か", "All of the words, or any of them")
)


@click.command(
    help=say(
        "QUERY に一致する記事を、よく合うものから順に出力します。QUERY がなければ新しい順の一覧です。1行に順位、点数、日付、題名、タグを並べます。",
        "Print the posts that match QUERY, best first; without QUERY, all posts, newest first. A line has the rank, the score, the date, the "
        "title and the tags.",
    ),
    short_help=say("QUERY に一致する記事を、よく合うものから", "Print the posts that match QUERY, best first."),
    context_settings={"ignore_unknown_options": True},
)
@click.argument("query", nargs=-1, callback=_refusing_options)
@index_option
@request_option("--tag", "tag", metavar="T", help=say("このタグの記事だけ", "Only posts with this tag"))
@request_option("--category", "category", metavar="C", help=say("このカテゴリーの記事だけ", "Only this category"))
@request_option("--year", "year", metavar="Y", help=say("この年の記事だけ", "Only this year"))
@request_option("--sort", "sort", help=say("並べ方", "The order"))
@mode_option
@request_option("-n", "limit", show_default=True, help=say("件数", "How many posts"))
@request_option("--offset", "offset", help=say("読み飛ばす件数", "How many to leave out first"))
@request_option("--exact", "exact", help=say("打った表記だけ", "Only in the spelling typed"))
@request_option("--duplicates", "duplicates", help=say("ほぼ同じ記事", "Posts that say nearly the same"))
@request_option("--explain", "explain", help=say("点数の内訳も出力", "Print what made the score"))
@format_option("table", "json", "ndjson")
@click.pass_context
def search(
    context: click.Context, /, query: tuple[str, ...], index_dir: Path | None, form: str, **options: Any
) -> None:
    request = SearchRequest(_text(" ".join(query)), **options)
    answer = searcher_in(index_dir).search(request)
    if form == "table":
        _print(note_lines(answer), err=True)
        _print(hit_lines(answer, bold=_bold(context)))
    else:
        _print_json(*([in_language(answer, LANGUAGE)] if form == "json" else answer.hits))
    if answer.match == "none":
        raise NegativeResult(ja="一致する記事はありません。", en="No post matches.")


@click.command(
    help=say(
        "索引にある記事を出力します。題名と日付など、本文、取り除いた部分。POST は ID、アドレス、ファイル（名前だけでも、拡張子がなくても）。",
        "Print a post as indexed: metadata, clean text, what was removed. POST is an id, an address or a file; its bare name will do, with "
        "its ending or without.",
    ),
    short_help=say("索引にある記事を出力", "Print a post as indexed."),
)
@click.argument("post")
@index_option
@format_option("table", "json")
def show(post: str, index_dir: Path | None, form: str) -> None:
    parts = _PARTS if form == "json" else (*_PARTS, "code")
    found = searcher_in(index_dir).post(post, include=parts)
    if found is None:
        raise no_such_post(post)
    if form == "json":
        _print_json(found)
    else:
        _print(post_lines(found))


@click.command(
    help=say("索引の大きさ、タグ、年ごとの件数を出力します。", "Print the size of the index, its tags and years.")
)
@index_option
@format_option("table", "json")
def stats(index_dir: Path | None, form: str) -> None:
    answer = searcher_in(index_dir).search(WHAT_THERE_IS)
    skipped = left_out(index_dir)
    if form == "json":
        _print_json(OwnersStatistics(answer.index, answer.facets, skipped))
    else:
        _print(stats_lines(answer, skipped))


@click.command(
    help=say(
        "FILE の判定つきの問いで検索し、答えのよさを測ります。FILE に文書があればその文書を、なければ索引を検索します。",
        "Ask the judged queries of FILE and measure the answers: from the documents in FILE, or else from the index.",
    ),
    short_help=say("判定つきの問いで、答えのよさを測る", "Measure the answers to judged queries."),
)
@click.argument("file", type=click.Path(path_type=Path))
@index_option
@click.option(
    "--qrels",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help=say("FILE が TREC の topics のときの正解", "The relevance judgements, where FILE holds TREC topics"),
)
@mode_option
@click.option(
    "--against-index",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help=say("この索引と比べる", "Compare with this index"),
)
@click.option(
    "--against-mode", type=click.Choice(get_args(Mode)), help=say("この --mode と比べる", "Compare with this --mode")
)
@format_option("table", "json")
def evaluate(
    file: Path,
    index_dir: Path | None,
    qrels: Path | None,
    mode: Mode,
    against_index: Path | None,
    against_mode: Mode | None,
    form: str,
) -> None:
    from search.evaluation.evaluate import evaluate as judge
    from search.evaluation.evaluate import summary
    from search.evaluation.judged import read_judged
    from search.evaluation.report import evaluation_lines, missing_lines

    judged = read_judged(file, qrels=qrels)
    with searcher_over(judged, index_dir) as searcher:
        unknown = [name for name in judged.names if searcher.post(name) is None]
        _print(missing_lines(judged, unknown), err=True)
        found = judge(searcher, judged.queries, settings=SearchRequest(mode=mode))
        before = []
        if against_index or against_mode:
            other = searcher_in(against_index) if against_index else searcher
            before = judge(other, judged.queries, settings=SearchRequest(mode=against_mode or mode))
    evaluation = summary(found, before)
    if form == "json":
        _print_json(evaluation)
    else:
        _print(evaluation_lines(evaluation))


@contextmanager
def searcher_over(judged: JudgedSet, index_dir: Path | None) -> Iterator[Searcher]:
    """What searches the documents of a judged set, in an index that is made for it; else the index named."""
    if not judged.documents:
        yield searcher_in(index_dir)
        return
    from tempfile import TemporaryDirectory

    from index.corpus import index_documents

    with TemporaryDirectory(prefix="sakuin-evaluate-") as folder:
        place = Path(folder) / ".sakuin"
        index_documents(place, judged.documents)
        yield searcher_in(place)


commands = [search, show, stats, evaluate]


def _print(lines: Iterable[str], *, err: bool = False) -> None:
    for line in lines:
        click.echo(line, err=err)


def _bold(context: click.Context) -> bool:
    return context.color is not False and sys.stdout.isatty()


def _print_json(*values: Struct) -> None:
    """The objects of the API, one on each line."""
    for value in values:
        click.echo(to_json(value).decode())


def no_such_post(name: str) -> NegativeResult:
    return NegativeResult(ja=f"索引に {name} はありません。", en=f"The index has no post {name}.")
