"""`sakuin related`."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from index.days import read_days
from index.document import Brief
from index.errors import NegativeResult
from index.terminal import format_option, index_option, one_line, say
from search.answer import Post, Searcher
from search.reports.related import Neighbours, RelatedReport
from search.request import RelatedRequest
from web.commands.reading import no_such_post, request_option, searcher_in
from web.commands.relatedlines import related_line
from web.commands.report import EXPORTS, FORMATS, HUGO, JEKYLL, print_report
from web.encode import Related, to_json

if TYPE_CHECKING:
    from index.reading.sites.site import Site


def _since(_: click.Context, parameter: click.Parameter, text: str | None) -> date | None:
    days = read_days(text) if text else None
    if text and days is None:
        raise click.BadParameter(
            say(
                "2024-05-12 のような日付（2024、2024-05 も可）で指定してください",
                "must be a date such as 2024-05-12 (or 2024, or 2024-05)",
            ),
            param=parameter,
        )
    return days.first if days else None


@click.command(
    help=say(
        "POST に近い記事を、近い順に、理由とともに出力します。POST は ID、アドレス、ファイル、スラッグ、題名のどれでも。",
        "Print the posts nearest to POST, best first, and why. POST is an id, an address, a file, a slug or a title.",
    ),
    short_help=say("近い記事と、その理由", "The posts nearest to POST, and why."),
)
@click.argument("post", required=False)
@click.option("--all", "every", is_flag=True, help=say("すべての記事について", "For every post"))
@index_option
@request_option("-n", "limit", RelatedRequest, show_default=True, help=say("件数", "How many posts"))
@request_option(
    "--min-score", "min_score", RelatedRequest, help=say("これより低い点数は除く", "Leave out lower scores")
)
@click.option(
    "--include-newer/--no-include-newer",
    default=True,
    show_default=True,
    help=say("その記事より新しい記事も", "Also posts that are newer than the post"),
)
@request_option("--link", "link", RelatedRequest, help=say("リンクの状態で絞る", "Only those with these links"))
@request_option(
    "--category",
    "category",
    RelatedRequest,
    help=say("同じ、または別のカテゴリーだけ", "Only the same category, or another"),
)
@click.option(
    "--since", callback=_since, metavar="DATE", help=say("この日からの記事だけ", "Only posts from this day on")
)
@request_option(
    "--max-age",
    "max_age",
    RelatedRequest,
    metavar="DAYS",
    help=say("日付の差の上限（日数）", "How many days older or newer at most"),
)
@request_option(
    "--per-series",
    "per_series",
    RelatedRequest,
    show_default=True,
    help=say("一つの連載から何件まで", "How many of one series"),
)
@click.option(
    "--draft",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help=say("公開前のファイルについて", "For a file that is not published yet"),
)
@format_option(*FORMATS)
@click.option("--export", "export", type=click.Choice(EXPORTS), help=say("ファイルの形で出力", "Print it as a file"))
@click.option("--write", is_flag=True, help=say("サイトのデータのファイルに書く", "Write the site's data file"))
def related(
    post: str | None,
    every: bool,
    index_dir: Path | None,
    draft: Path | None,
    form: str,
    export: str | None,
    write: bool,
    **options: Any,
) -> None:
    if sum((every, post is not None, draft is not None)) != 1 or (draft and export):
        raise click.UsageError(
            say(
                "POST か --all か --draft FILE のどれか一つを指定してください。",
                "Name a POST, or --all, or --draft FILE.",
            )
        )
    if write and (export not in (JEKYLL, HUGO) or not every):
        raise click.UsageError(
            say(
                "--write は --all --export jekyll-data か hugo-data とともに使います。",
                "--write goes with --all --export jekyll-data or hugo-data.",
            )
        )
    searcher, request = searcher_in(index_dir), RelatedRequest(**options)
    if draft:
        from web.commands.draft import print_draft, read_draft  # not above: other commands need no reader of posts

        print_draft(searcher.editor().draft(read_draft(draft, _site(index_dir)), request), form)
        return
    if write and export:
        _write(searcher, request, export, index_dir)
        return
    report = searcher.editor().related(request, before={}) if every else _of_one(searcher, str(post), request)
    if export:
        from web.commands.relatedfiles import exported

        click.echo(exported(report, export, _site(index_dir)), nl=False)
    elif post and form == "json":
        (only,) = report.posts
        click.echo(to_json(Related(only.post.id, only.related)).decode())
    elif post and form == "ndjson":
        for near in report.posts[0].related:
            click.echo(to_json(near).decode())
    else:
        print_report(report, report.rows, form, _lines(report))
    if not report.rows:
        raise NegativeResult(ja="近い記事はありません。", en="No post is near it.")


def _of_one(searcher: Searcher, name: str, request: RelatedRequest) -> RelatedReport:
    found = searcher.post(name, related=request)
    if found is None:
        raise no_such_post(name)
    return RelatedReport((Neighbours(_brief(found), found.related or ()),))


def _brief(post: Post) -> Brief:
    return Brief(**{name: getattr(post, name) for name in Brief.__struct_fields__})


def _write(searcher: Searcher, request: RelatedRequest, form: str, index_dir: Path | None) -> None:
    from web.commands.relatedfiles import DataFile, exported

    file = DataFile(form, _site(index_dir))
    report = searcher.editor().related(request, before=file.before())
    written = file.write(exported(report, file.form, file.site))
    lists = sum(1 for each in report.posts if each.related)
    if written:
        click.echo(
            say(
                f"{file.path} に{lists:,}件の記事の関連記事を書きました。",
                f"Wrote the related posts of {lists:,} posts to {file.path}.",
            ),
            err=True,
        )
    else:
        click.echo(say(f"{file.path} は変わりません。", f"{file.path} is as it was."), err=True)


def _site(index_dir: Path | None) -> Site:
    """The site that an index is of."""
    from index.store.storage import current_folder
    from web.commands.relatedfiles import site_at

    return site_at(current_folder(index_dir or Path(".sakuin")).manifest().root)


def _lines(report: RelatedReport) -> Iterator[str]:
    for each in report.posts:
        if len(report.posts) > 1 and each.related:
            yield f"{one_line(each.post.title)}  ({one_line(each.post.path)})"
        for near in each.related:
            yield from related_line(near)
