"""All that an editor is told of one post, as a page; and the box that opens it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import redirect
from werkzeug.wrappers import Response as AnyResponse

from index.document import Brief
from index.errors import InputUnusable
from search.reports.editor import Editor
from search.reports.post import PostReport
from search.reports.related import Neighbours, RelatedPost, RelatedReport
from search.request import RelatedRequest, SearchRequest
from web.blog import this_blog
from web.editor.check import findings_table
from web.editor.duplicates import AT_LEAST, copies_table, parts_table, shared_table
from web.editor.frame import editor_page, never_kept
from web.editor.report import Part, ReportPage
from web.editor.table import Cell, Row, Table, number
from web.editor.visit import ReportRequest, Visit
from web.linktexts import generator_link, markdown_link
from web.problems import Problem
from web.reporttexts import LINKS
from web.request.address import is_published
from web.request.page import blank_address
from web.request.read import arguments, read

if TYPE_CHECKING:
    from index.reading.sites.site import Site

_RELATED = RelatedRequest(limit=10)
_YEAR = 365  # days
_OFFERED = 20  # posts, where a name is that of none, or of several


def open_post() -> AnyResponse:
    """The post that is named in a box; where there is none, or more than one, those that a search for the name finds."""
    asked, _ = read(arguments(), ReportRequest)
    address, searcher = blank_address(), this_blog().searcher
    problem = None
    try:
        found = searcher.post(asked.query) if asked.query.strip() else None
    except InputUnusable as error:
        found, problem = None, error.message
    if found:
        return never_kept(redirect(address.editor(f"posts/{found.id}"), 303))
    hits = searcher.search(SearchRequest(asked.query, limit=_OFFERED, facets=())).hits if asked.query.strip() else ()
    return editor_page("editor/choose.html", query=asked.query, problem=problem, hits=hits)


def _make(editor: Editor, asked: ReportRequest) -> PostReport:
    report = editor.post(asked.post, related=_RELATED, at_least=AT_LEAST)
    if report is None:
        raise Problem(404, "post_not_found")
    return report


def _related(report: PostReport, visit: Visit) -> Table:
    site = this_blog().searcher.editor().site
    rows = [
        Row(
            (
                number(near.rank),
                visit.post(near),
                number(near.score, 1),
                _why(near, visit),
                [Cell(f"#{tag}", visit.address.toggled("tags", tag).url, "word") for tag in near.shared_tags],
                visit.short(LINKS[near.link_state]),
                visit.short(_age(near.age_days, visit)),
                _to_copy(near, site),
            )
        )
        for near in report.related
    ]
    columns = ("rank", "post", "score", "why", "shared_tags", "links_column", "age", "to_copy")
    return Table(tuple(map(visit.say, columns)), rows)


def _why(near: RelatedPost, visit: Visit) -> list[Cell]:
    """The words of both posts, with their shares."""
    notes = {"pinned": near.pinned, "same_series": near.same_series}
    terms = [Cell(f"{each.term} {100 * each.share:.0f}%", kind="word") for each in near.why]
    return [*terms, *(visit.said(visit.say(key)) for key, holds in notes.items() if holds)]


def _age(days: int | None, visit: Visit) -> str:
    """How much older or newer a post is, from a year on in years."""
    if not days:
        return "" if days is None else visit.say("same_day")
    direction = "older" if days > 0 else "newer"
    if abs(days) < _YEAR:
        return visit.say(direction, n=abs(days))
    return visit.say(f"years_{direction}", n=f"{abs(days) / _YEAR:.1f}")


def _to_copy(post: Brief, site: Site | None) -> list[Cell]:
    texts = (markdown_link(post), generator_link(post, site))
    return [Cell(text, kind="copy") for text in texts if text]


def _linked(posts: tuple[Brief, ...], visit: Visit) -> Table:
    rows = [Row((visit.day(post), visit.post(post), Cell(post.path))) for post in posts]
    return Table(tuple(map(visit.say, ("day_column", "post", "check_file"))), rows)


def _beside(report: PostReport, visit: Visit) -> dict[str, Any]:
    post, blog = report.post, this_blog()
    published = "" if blog.read_here or not is_published(post.url) else post.url
    tags = [Cell(tag, visit.address.toggled("tags", tag).url) for tag in report.lacking]
    return {"published": published, "lacking": tags}


POST = ReportPage(
    "post",
    make=_make,
    parts=(
        Part("related", lambda report: RelatedReport((Neighbours(report.post, report.related),)).rows, _related),
        Part("links_out", lambda report: report.links_out, lambda report, visit: _linked(report.links_out, visit)),
        Part("links_in", lambda report: report.links_in, lambda report, visit: _linked(report.links_in, visit)),
        Part("copies", lambda report: report.copies.rows, lambda report, visit: copies_table(report.copies, visit)),
        Part("parts", lambda report: report.copies.rows, lambda report, visit: parts_table(report.copies, visit)),
        Part("shared", lambda report: report.copies.rows, lambda report, visit: shared_table(report.copies, visit)),
        Part("findings", lambda report: report.findings, lambda report, visit: findings_table(report.findings, visit)),
    ),
    template="editor/post.html",
    also=_beside,
)
