"""Posts that compete for one query, as a page."""

from __future__ import annotations

from collections.abc import Iterator

from search.reports.overlap import Contest, Overlap
from web.editor.report import Part, ReportPage
from web.editor.table import Cell, Row, Table, number, percent
from web.editor.visit import Visit
from web.reporttexts import HINTS, LINKING

_MOST = 200  # contests


def _table(report: Overlap, visit: Visit) -> Table:
    columns = (
        "overlap_query",
        "overlap_hint",
        "rank",
        "score_share",
        "day_column",
        "post",
        "linked_from",
        "overlap_alike",
    )
    rows = [row for contest in report.contests for row in _contest(contest, visit)]
    note = (
        visit.say("overlap_more", n=report.total - len(report.contests)) if report.total > len(report.contests) else ""
    )
    return Table(tuple(map(visit.say, columns)), rows, note)


def _contest(contest: Contest, visit: Visit) -> Iterator[Row]:
    for place, post in enumerate(contest.rivals):
        about: tuple[Cell, ...] = (
            Cell(contest.query, visit.address.to(query=contest.query).url),
            visit.said(HINTS[contest.hint]),
        )
        between = (percent(contest.alike), visit.said(LINKING[contest.linking]))
        yield Row(
            (
                *((Cell(""), Cell("")) if place else about),
                number(post.rank),
                percent(post.share),
                visit.day(post),
                visit.post(post),
                number(post.linked_from),
                Cell("") if place else between,
            ),
            begins=not place,
        )


OVERLAP = ReportPage(
    "overlap",
    make=lambda editor, _: editor.overlap(most=_MOST),
    parts=(Part("overlap", lambda report: report.rows, _table),),
)
