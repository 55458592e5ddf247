"""Posts that say the same, as a page: which to keep, and below each how it differs."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import UNSET, UnsetType
from msgspec.structs import replace

from search.reports.duplicates import Change, Cluster, Duplicates, Shared
from web.editor.report import Part, ReportPage
from web.editor.table import Cell, Row, Table, number, percent
from web.editor.visit import Visit
from web.reporttexts import KINDS, REASONS, SHARED_FIELDS

AT_LEAST = 0.8
_LONGEST = 80  # characters of a value


def copies_table(report: Duplicates, visit: Visit) -> Table:
    rows = [row for cluster in report.clusters for row in _cluster(cluster, visit)]
    columns = ("copy_kind", "copy_keep", "day_column", "post", "copy_similarity", "copy_length", "linked_from")
    return Table(tuple(map(visit.say, columns)), rows)


def _cluster(cluster: Cluster, visit: Visit) -> Iterator[Row]:
    for place, post in enumerate(cluster.posts):
        cells = (
            visit.said("" if place else KINDS[cluster.kind]),
            visit.said("" if place else REASONS[cluster.keep]),
            visit.day(post),
            visit.post(post),
            percent(post.similarity),
            number(post.length),
            number(post.linked_from),
        )
        yield Row(cells, begins=not place, changes=_changes(post.diff))


def parts_table(report: Duplicates, visit: Visit) -> Table:
    columns = ("copy_contained", "copy_shorter", "copy_longer")
    rows = [
        Row((percent(each.contained), visit.post(each.shorter), visit.post(each.longer)), changes=_changes(each.diff))
        for each in report.parts
    ]
    return Table(tuple(map(visit.say, columns)), rows)


def shared_table(report: Duplicates, visit: Visit) -> Table:
    rows = [
        Row((visit.said(SHARED_FIELDS[each.field]), _value(each), [visit.post(post) for post in each.posts]))
        for each in report.shared
    ]
    return Table(tuple(map(visit.say, ("copy_field", "copy_value", "posts_column"))), rows)


def _value(shared: Shared) -> Cell:
    return Cell(shared.value if len(shared.value) <= _LONGEST else f"{shared.value[:_LONGEST]}…")


def _changes(changes: tuple[Change, ...] | UnsetType) -> tuple[Change, ...]:
    return () if changes is UNSET else changes


DUPLICATES = ReportPage(
    "duplicates",
    make=lambda editor, _: editor.duplicates(at_least=AT_LEAST, diff=True),
    parts=(
        Part("copies", lambda report: replace(report, parts=(), shared=()).rows, copies_table),
        Part("parts", lambda report: replace(report, clusters=(), shared=()).rows, parts_table),
        Part("shared", lambda report: replace(report, clusters=(), parts=()).rows, shared_table),
    ),
)
