"""`sakuin duplicates`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import click
from msgspec import UNSET, UnsetType

from index.document import Brief
from index.errors import NegativeResult
from index.language import Message
from index.terminal import LANGUAGE, format_option, index_option, one_line, say
from search.reports.duplicates import Change, Cluster, Duplicates, Member, Part, Shared
from web.commands.reading import searcher_in
from web.commands.report import FORMATS, print_report

_MOST = 10  # posts that share a value
_LONGEST = 60  # characters of a value

_KINDS = {
    "same": Message(ja="同じ", en="same"),
    "nearly the same": Message(ja="ほぼ同一", en="nearly the same"),
    "alike": Message(ja="よく似ている", en="alike"),
}
_REASONS = {
    "linked": Message(ja="ほかの記事からリンクされている", en="other posts link to it"),
    "oldest": Message(ja="いちばん古い", en="it is the oldest"),
    "longest": Message(ja="いちばん長い", en="it is the longest"),
    "first": Message(ja="ほかに違いがない", en="nothing else tells them apart"),
}
_FIELDS = {
    "title": Message(ja="題名が同じ", en="same title"),
    "url": Message(ja="アドレスが同じ（公開されるのは1件だけ）", en="same address, so that one alone is published"),
    "description": Message(ja="説明文が同じ", en="same description"),
}


@click.command(
    help=say(
        "同じ記事、ほぼ同じ記事、一部が同じ記事と、残すとよい記事を出力します。題名、アドレス、説明文が同じ記事も。",
        "Print the posts that say the same, wholly, nearly or in part, and which of them to keep; also those with one title, one address "
        "or one description.",
    ),
    short_help=say("同じ記事、ほぼ同じ記事", "Print the posts that say the same."),
)
@index_option
@click.option(
    "--at-least",
    type=click.IntRange(30, 100),
    default=80,
    show_default=True,
    metavar="%",
    help=say("似ている記事とする類似度", "How alike posts are that are listed together"),
)
@click.option("--diff", is_flag=True, help=say("違う文も出力", "Print the sentences that differ"))
@format_option(*FORMATS)
def duplicates(index_dir: Path | None, at_least: int, diff: bool, form: str) -> None:
    report = searcher_in(index_dir).editor().duplicates(at_least=at_least / 100, diff=diff)
    print_report(report, report.rows, form, _lines(report))
    if not report.findings:
        raise NegativeResult(ja="同じ記事はありません。", en="No posts say the same.")


def _lines(report: Duplicates) -> Iterator[str]:
    for number, each in enumerate(report.findings):
        if number:
            yield ""
        match each:
            case Cluster():
                yield from _cluster(each)
            case Part():
                yield from _part(each)
            case Shared():
                yield from _shared(each)


def _cluster(cluster: Cluster) -> Iterator[str]:
    kind, reason = _KINDS[cluster.kind].to(LANGUAGE), _REASONS[cluster.keep].to(LANGUAGE)
    number = len(cluster.posts)
    yield say(f"{kind}: {number:,}件  残すなら✓（{reason}）", f"{kind}: {number:,} posts; keep ✓ ({reason})")
    for place, post in enumerate(cluster.posts):
        yield f"  {' ' if place else '✓'} {100 * post.similarity:>3.0f}%  {_line(post)}  {_facts(post)}"
        yield from _diff(post.diff)


def _facts(post: Member) -> str:
    links = say(f"、リンク元 {post.linked_from:,}件", f", linked from {post.linked_from:,}") if post.linked_from else ""
    return say(f"（{post.length:,}字{links}）", f"({post.length:,} characters{links})")


def _part(part: Part) -> Iterator[str]:
    share = f"{100 * part.contained:.0f}%"
    yield say(
        f"一部が同じ: 上の記事の {share} が下の記事にもある", f"in part: {share} of the first stands in the second"
    )
    for post in (part.shorter, part.longer):
        yield f"          {_line(post)}"
    yield from _diff(part.diff)


def _shared(shared: Shared) -> Iterator[str]:
    value = one_line(shared.value)
    value = value if len(value) <= _LONGEST else value[:_LONGEST] + "…"
    yield f"{_FIELDS[shared.field].to(LANGUAGE)}: {value}"
    yield from (f"          {_line(post)}" for post in shared.posts[:_MOST])
    if (more := len(shared.posts) - _MOST) > 0:
        yield say(f"          ほかに {more:,}件", f"          and {more:,} more")


def _line(post: Brief) -> str:
    return f"{(post.date or '')[:10]:10}  {one_line(post.title)}  {one_line(post.path)}"


def _diff(changes: Iterable[Change] | UnsetType) -> Iterator[str]:
    if changes is not UNSET:
        yield from (f"          {change.sign} {one_line(change.text)}".rstrip() for change in changes)
