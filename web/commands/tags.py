"""`sakuin tags`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from index.errors import NegativeResult, SomeFilesFailed
from index.language import Message
from index.terminal import LANGUAGE, format_option, harmless, index_option, one_line, pad, say, width
from search.reports.tags import Spellings, TagReport
from web.commands.reading import searcher_in
from web.commands.report import FORMATS, print_report
from web.reporttexts import DIFFERENCES
from web.settings import read_settings

_COMMONEST = 20
_SHOWN = 10  # of a kind of untidiness
_LINE = 100  # columns


@click.command(
    help=say(
        "タグの数、表記ゆれ、付け忘れ、いつも一緒のタグ、1件だけのタグを出力します。--fix は sakuin.toml のそば（なければ記事のフォルダー）の "
        "tags.toml にある別名だけを、記事の front matter で書き換えます。",
        "Print how often each tag is used, which are spellings of one, which posts lack, which are always together and which are used once. "
        "--fix replaces the aliases of tags.toml, beside sakuin.toml or else in the folder of the posts, in the front matter of the posts, and "
        "nothing else.",
    ),
    short_help=say("タグの数と乱れを出力", "Print the tags, and what is untidy about them."),
)
@index_option
@click.option("--fix", is_flag=True, help=say("tags.toml の別名を書き換える", "Replace the aliases of tags.toml"))
@click.option("--dry-run", is_flag=True, help=say("書き換えずに差分を出力", "Show what --fix would change"))
@format_option(*FORMATS)
def tags(index_dir: Path | None, fix: bool, dry_run: bool, form: str) -> None:
    if fix or dry_run:
        _fix(index_dir, dry_run=dry_run)
        return
    report = searcher_in(index_dir).editor().tags()
    print_report(report, report.tags, form, _lines(report))
    if not report.tags:
        raise NegativeResult(ja="タグのある記事はありません。", en="No post has a tag.")


# ---- The report


def _lines(report: TagReport) -> Iterator[str]:
    yield from _spellings(report)
    yield from _lacking(report)
    yield from _together(report)
    if report.once:
        yield say(f"1件だけのタグ  {len(report.once):,}", f"Used once  {len(report.once):,}")
        yield from _wrapped(report.once)
        yield ""
    yield say("よく使うタグ", "Most used")
    for tag in report.tags[:_COMMONEST]:
        yield f"  {tag.posts:>6,}  {pad(one_line(tag.tag), 28)}  {(tag.first or '')[:7]} – {(tag.last or '')[:7]}"
    yield ""
    tags, posts = len(report.tags), report.posts
    yield say(
        f"{posts:,}件の記事に{tags:,}個のタグ（1件だけ {len(report.once):,}、表記ゆれ {len(report.spellings):,}組、タグなしの記事 {report.untagged:,}件）",
        f"{tags:,} tags of {posts:,} posts (used once: {len(report.once):,}, with several spellings: {len(report.spellings):,}, posts without: "
        f"{report.untagged:,})",
    )


def _spellings(report: TagReport) -> Iterator[str]:
    if not report.spellings:
        return
    yield say(f"表記ゆれ  {len(report.spellings):,}組", f"Several spellings  {len(report.spellings):,}")
    for group in report.spellings:
        others = say("、", ", ").join(f"{one_line(each.tag)} {each.posts:,}" for each in group.others)
        best = f"{one_line(group.best.tag)} {group.best.posts:,}"
        yield f"  {pad(best, 28)} ← {others}  ({DIFFERENCES[group.difference].to(LANGUAGE)})"
    yield say("  直すなら tags.toml に:", "  To mend them, write into tags.toml:")
    yield "  [aliases]"
    yield from (f"  {line}" for group in report.spellings for line in _aliases(group))
    yield ""


def _aliases(group: Spellings) -> Iterator[str]:
    return (f"{_quoted(each.tag)} = {_quoted(group.best.tag)}" for each in group.others)


def _quoted(tag: str) -> str:
    escaped = harmless(tag).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _lacking(report: TagReport) -> Iterator[str]:
    if not report.lacking:
        return
    posts = sum(len(each.paths) for each in report.lacking)
    yield say(f"付け忘れらしいタグ  {posts:,}件", f"Tags that may be forgotten  {posts:,}")
    for each in report.lacking[:_SHOWN]:
        said = say(
            f"題名や見出しに出す {each.said:,}件のうち {each.tagged:,}件にあり、{len(each.paths):,}件にない",
            f"{each.tagged:,} of the {each.said:,} posts that speak of it have it, {len(each.paths):,} have not",
        )
        yield f"  {pad(one_line(each.tag), 28)} {said}"
    yield say("  どの記事か: sakuin check --select T005", "  Which posts: sakuin check --select T005")
    yield ""


def _together(report: TagReport) -> Iterator[str]:
    if not report.together:
        return
    yield say(f"いつも一緒のタグ  {len(report.together):,}組", f"Always together  {len(report.together):,}")
    for each in report.together[:_SHOWN]:
        yield f"  {each.posts:>6,}  {one_line(' + '.join(each.tags))}"
    yield ""


def _wrapped(tags: tuple[str, ...]) -> Iterator[str]:
    """The tags, as many on a line as there is room for."""
    line = " "
    for tag in map(one_line, tags):
        if width(line) + width(tag) > _LINE and line.strip():
            yield line
            line = " "
        line += f" {tag},"
    yield line.rstrip(",")


# ---- Mending


def _fix(index_dir: Path | None, *, dry_run: bool) -> None:
    from index.reading.sites.detect import detect_site
    from index.store.storage import current_folder
    from index.tagging.aliases import FILE_NAME, read_aliases
    from index.tagging.retag import Left, retagged

    root = Path(current_folder(index_dir or Path(".sakuin")).manifest().root)
    beside = read_settings(root).file
    aliases = read_aliases((beside.parent if beside else root) / FILE_NAME)
    left: list[tuple[str, Message]] = []
    changed = 0
    for found in retagged(detect_site(root), aliases):
        if isinstance(found, Left):
            left.append((found.name, found.reason))
        elif dry_run:
            changed += 1
            click.echo("\n".join(map(harmless, found.diff())))
        elif reason := found.write():
            left.append((found.name, reason))
        else:
            changed += 1
            click.echo(f"{harmless(found.name)}  {', '.join(f'{old} → {new}' for old, new in found.tags)}")
    _tell(changed, left, dry_run=dry_run)


def _tell(changed: int, left: list[tuple[str, Message]], *, dry_run: bool) -> None:
    for name, reason in left:
        click.echo(f"{harmless(name)}  {reason.to(LANGUAGE)}", err=True)
    if changed and dry_run:
        click.echo(
            say(
                f"{changed:,}個のファイルが変わります。書き換えるには: sakuin tags --fix",
                f"{changed:,} files would change. To change them: sakuin tags --fix",
            ),
            err=True,
        )
    elif changed:
        click.echo(
            say(
                f"{changed:,}個のファイルを書き換えました。索引に反映するには: sakuin index",
                f"{changed:,} files were changed. To have it in the index: sakuin index",
            ),
            err=True,
        )
    if left:
        raise SomeFilesFailed(
            ja=f"{len(left):,}個のファイルは書き換えていません（上を見てください）",
            en=f"{len(left):,} files were left alone (see above).",
        )
    if not changed:
        raise NegativeResult(ja="別名のタグがある記事はありません。", en="No post has a tag that is an alias.")
