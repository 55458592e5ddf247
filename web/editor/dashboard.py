"""The first of the pages for editors: the state of the blog at a glance, and the way to all else."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import TypeVar

from flask import Response

from search.reports.queries import Queries
from web.blog import this_blog
from web.editor.check import counts_table
from web.editor.duplicates import AT_LEAST
from web.editor.frame import editor_page
from web.editor.queries import gaps_table, sought_by_readers
from web.editor.report import ReportPage, Shown, shown
from web.editor.visit import ReportRequest, Visit
from web.editor.waiting import asking_again
from web.patience import StillMade, within
from web.request.language import reader_language
from web.request.page import blank_address

Value = TypeVar("Value")

_GAPS = 10
_PATIENCE = 0.7  # seconds for each of three reports
_UNITS = (("days", 24 * 3600), ("hours", 3600), ("minutes", 60))


def dashboard(reports: Sequence[ReportPage]) -> Response:
    """What is being made still is left out, and the page comes again by itself until it is there."""
    blog = this_blog()
    editor, state = blog.searcher.editor(), blog.searcher.state()
    visit = Visit(ReportRequest(), blank_address(), reader_language(), editor.by_path)
    glance = _Glance()
    check = glance.at(editor.check)
    copies = glance.at(lambda: editor.duplicates(at_least=AT_LEAST, diff=True))
    sought = glance.at(lambda: sought_by_readers(editor)) if blog.queries else None
    response = editor_page(
        "editor/dashboard.html",
        reports=reports,
        index=state,
        age=_age(state.updated_at, visit),
        findings=shown("codes", visit.say("editor_check"), counts_table(check, visit)) if check else None,
        copies=copies,
        counted=blog.queries is not None,
        gaps=_gaps(sought, visit) if sought else None,
        waits=glance.waits,
        visit=visit,
    )
    return asking_again(response) if glance.waits else response


class _Glance:
    """Looks at one report after the other; `waits` where one is not there yet."""

    waits = False

    def at(self, make: Callable[[], Value]) -> Value | None:
        try:
            return within(_PATIENCE, make)
        except StillMade:
            self.waits = True
            return None


def _gaps(sought: Queries, visit: Visit) -> Shown:
    return shown("gaps", visit.say("table_gaps"), gaps_table(sought.gaps[:_GAPS], visit))


def _age(moment: str, visit: Visit) -> str:
    """How long ago that was, in the largest unit of which it is one."""
    seconds = (datetime.now(UTC) - datetime.fromisoformat(moment)).total_seconds()
    unit, length = next(((name, length) for name, length in _UNITS if seconds >= length), ("minutes", 60))
    return visit.say(f"ago_{unit}", n=int(seconds // length))
