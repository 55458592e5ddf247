"""The tags, and what is untidy about them, as a page."""

from __future__ import annotations

import json

from search.reports.tags import TagReport
from web.editor.report import Part, ReportPage
from web.editor.table import Cell, Row, Table, number
from web.editor.visit import Visit
from web.reporttexts import DIFFERENCES

_PATHS = 10  # of a tag, which the posts that lack it are named of


def _tag(tag: str, visit: Visit) -> Cell:
    """A tag, which leads to its posts."""
    return Cell(tag, visit.address.toggled("tags", tag).url, "word")


def _quoted(tag: str) -> str:
    """A string of TOML, which quotes as JSON does."""
    return json.dumps(tag, ensure_ascii=False)


def _spellings(report: TagReport, visit: Visit) -> Table:
    rows = [
        Row(
            (
                _tag(group.best.tag, visit),
                number(group.best.posts),
                [Cell(f"{each.tag} {each.posts:,}", _tag(each.tag, visit).url, "word") for each in group.others],
                visit.said(DIFFERENCES[group.difference]),
                [Cell(f"{_quoted(each.tag)} = {_quoted(group.best.tag)}", kind="copy") for each in group.others],
            )
        )
        for group in report.spellings
    ]
    columns = ("tag_best", "posts_column", "tag_others", "tag_difference", "tag_alias")
    return Table(tuple(map(visit.say, columns)), rows, visit.say("tag_fix"))


def _lacking(report: TagReport, visit: Visit) -> Table:
    rows = [
        Row(
            (
                _tag(each.tag, visit),
                number(each.said),
                number(each.tagged),
                number(len(each.paths)),
                [visit.path(path) for path in each.paths[:_PATHS]],
            )
        )
        for each in report.lacking
    ]
    columns = ("tag", "tag_said", "tag_tagged", "tag_missing", "tag_paths")
    return Table(tuple(map(visit.say, columns)), rows)


def _together(report: TagReport, visit: Visit) -> Table:
    rows = [Row(([_tag(tag, visit) for tag in each.tags], number(each.posts))) for each in report.together]
    return Table(tuple(map(visit.say, ("tags", "posts_column"))), rows)


def _counts(report: TagReport, visit: Visit) -> Table:
    rows = [
        Row(
            (
                _tag(each.tag, visit),
                number(each.posts),
                Cell((each.first or "")[:7], kind="date"),
                Cell((each.last or "")[:7], kind="date"),
                number(each.lacking),
            )
        )
        for each in report.tags
    ]
    columns = ("tag", "posts_column", "tag_first", "tag_last", "tag_missing")
    note = visit.say("tag_counts", n=len(report.tags), once=len(report.once), untagged=report.untagged)
    return Table(tuple(map(visit.say, columns)), rows, note)


TAGS = ReportPage(
    "tags",
    make=lambda editor, _: editor.tags(),
    parts=(
        Part("spellings", lambda report: report.spellings, _spellings),
        Part("lacking", lambda report: report.lacking, _lacking),
        Part("together", lambda report: report.together, _together),
        Part("tags", lambda report: report.tags, _counts),
    ),
)
