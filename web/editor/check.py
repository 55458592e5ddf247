"""What is amiss with the posts, as a page: how often each code was found, and the findings of one that is chosen."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import replace

from search.reports.check import CheckReport, Finding
from search.reports.editor import Editor
from web.editor.report import Part, ReportPage
from web.editor.table import Cell, Row, Table, number
from web.editor.visit import ReportRequest, Visit
from web.reporttexts import LEVELS


def _make(editor: Editor, asked: ReportRequest) -> CheckReport:
    report = editor.check()
    if not asked.code:
        return report
    return replace(report, findings=tuple(each for each in report.findings if each.code == asked.code))


def counts_table(report: CheckReport, visit: Visit) -> Table:
    """How often each code was found; each leads to its findings."""
    columns = ("check_code", "check_level", "check_findings", "check_files", "check_about")
    rows = [
        Row(
            (
                visit.short(each.code, visit.address.editor("check", code=each.code)),
                visit.short(LEVELS[each.level]),
                number(each.findings),
                number(each.files),
                visit.sentence(each.about),
            )
        )
        for each in report.counts
    ]
    notes = (
        visit.say("check_waiting", n=report.waiting) if report.waiting else "",
        "" if report.files_read else visit.say("check_no_files"),
    )
    return Table(tuple(map(visit.say, columns)), rows, " ".join(filter(None, notes)))


def findings_table(findings: Iterable[Finding], visit: Visit) -> Table:
    """Findings with the posts that they are in."""
    rows = [
        Row((visit.path(each.path), visit.sentence(each.message), Cell(each.path), number(each.line)))
        for each in findings
    ]
    return Table(tuple(map(visit.say, ("post", "check_message", "check_file", "check_line"))), rows)


def _findings(report: CheckReport, visit: Visit) -> Table:
    return findings_table(report.findings if visit.asked.code else (), visit)


CHECK = ReportPage(
    "check",
    make=_make,
    parts=(
        Part("codes", lambda report: report.counts, counts_table),
        Part("findings", lambda report: report.findings, _findings),
    ),
)
