"""What readers searched for, as a page."""

from __future__ import annotations

from collections.abc import Sequence

from search.reports.editor import Editor
from search.reports.queries import Queries, SoughtQuery
from web.blog import this_blog
from web.editor.report import Part, ReportPage
from web.editor.table import Cell, Row, Table, number
from web.editor.visit import ReportRequest, Visit

DAYS = 28


def sought_by_readers(editor: Editor) -> Queries | None:
    """What readers sought in the last days; None where it is not counted."""
    counter = this_blog().queries
    sought = counter.log.sought(DAYS) if counter else None
    return editor.queries(sought) if sought else None


def _make(editor: Editor, _: ReportRequest) -> Queries | None:
    return sought_by_readers(editor)


def _query(asked: SoughtQuery, visit: Visit) -> Cell:
    return Cell(asked.query, visit.address.to(query=asked.query).url)


def _top(report: Queries, visit: Visit) -> Table:
    rows = [
        Row(
            (
                _query(each, visit),
                number(each.times),
                number(each.without_hits),
                number(each.page),
                number(each.widget),
                number(each.api),
            )
        )
        for each in report.queries
    ]
    columns = ("query", "query_times", "query_without", "query_page", "query_widget", "query_api")
    values = {"first": report.first, "last": report.last, "n": report.searches, "least": report.min_count}
    return Table(tuple(map(visit.say, columns)), rows, visit.say("query_span", **values))


def gaps_table(gaps: Sequence[SoughtQuery], visit: Visit) -> Table:
    """Queries that find nothing, with the lines for the file of synonyms that would have them find something."""
    rows = [
        Row(
            (
                _query(each, visit),
                number(each.without_hits),
                [Cell(word, kind="word") for word in each.lacking],
                [Cell(word, visit.address.to(query=word).url, "word") for word in each.nearest],
                [Cell(line, kind="copy") for line in each.synonyms],
            )
        )
        for each in gaps
    ]
    columns = ("query", "query_without", "query_lacking", "query_near", "query_synonyms")
    return Table(tuple(map(visit.say, columns)), rows, visit.say("query_synonyms_note"))


def _rising(report: Queries, visit: Visit) -> Table:
    rows = [Row((_query(each, visit), number(each.week), number(each.before, 1))) for each in report.rising]
    return Table(tuple(map(visit.say, ("query", "query_week", "query_before"))), rows)


def _slow(report: Queries, visit: Visit) -> Table:
    rows = [Row((_query(each, visit), number(each.slowest_ms / 1000, 1))) for each in report.slow]
    return Table(tuple(map(visit.say, ("query", "query_slowest"))), rows)


QUERIES = ReportPage(
    "queries",
    make=_make,
    parts=(
        Part("sought", lambda report: report.queries, _top),
        Part("gaps", lambda report: report.gaps, lambda report, visit: gaps_table(report.gaps, visit)),
        Part("rising", lambda report: report.rising, _rising),
        Part("slow", lambda report: report.slow, _slow),
    ),
    template="editor/queries.html",
)
