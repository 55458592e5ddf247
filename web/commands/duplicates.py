"""`sakuin duplicates`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from urllib.parse import unquote

import click
from msgspec import UNSET, UnsetType

from index.document import Brief
from index.errors import NegativeResult
from index.terminal import LANGUAGE, format_option, index_option, one_line, say
from search.reports.duplicates import Change, Cluster, Duplicates, Member, Part, Shared, SharedField
from web.commands.reading import searcher_in
from web.commands.report import FORMATS, print_report
from web.reporttexts import KINDS, REASONS, SHARED_FIELDS

_MOST = 10  # values that posts share, and posts that share one
_LONGEST = 60  # characters of a value


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
    blocks = [
        *map(_cluster, report.clusters),
        *map(_part, report.parts),
        *(_sharing(field, list(found)) for field, found in groupby(report.shared, key=attrgetter("field"))),
    ]
    for number, block in enumerate(blocks):
        if number:
            yield ""
        yield from block


def _cluster(cluster: Cluster) -> Iterator[str]:
    kind, reason = KINDS[cluster.kind].to(LANGUAGE), REASONS[cluster.keep].to(LANGUAGE)
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
    yield from (f"    {_line(post)}" for post in (part.shorter, part.longer))
    yield from _diff(part.diff)


def _sharing(field: SharedField, groups: Sequence[Shared]) -> Iterator[str]:
    yield say(f"{SHARED_FIELDS[field].ja}: {len(groups):,}組", f"{SHARED_FIELDS[field].en}: {len(groups):,}")
    for group in groups[:_MOST]:
        value = one_line(unquote(group.value))
        yield f"  {value if len(value) <= _LONGEST else value[:_LONGEST] + '…'}"
        yield from (f"    {_line(post)}" for post in group.posts[:_MOST])
        yield from _more(len(group.posts), "件", " posts", indent=4)
    yield from _more(len(groups), "組", "", indent=2)


def _more(number: int, ja: str, en: str, *, indent: int) -> Iterator[str]:
    if number > _MOST:
        rest = number - _MOST
        yield " " * indent + say(f"ほかに {rest:,}{ja}（--format csv）", f"and {rest:,} more{en} (--format csv)")


def _line(post: Brief) -> str:
    return f"{(post.date or '')[:10]:10}  {one_line(post.title)}  {one_line(post.path)}"


def _diff(changes: Iterable[Change] | UnsetType) -> Iterator[str]:
    if changes is not UNSET:
        yield from (f"        {change.sign} {one_line(change.text)}".rstrip() for change in changes)
