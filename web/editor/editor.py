"""The pages for editors."""

from __future__ import annotations

from flask import Blueprint, Response

from web.editor.frame import editor_page, never_kept
from web.editor.gate import admit
from web.editor.timeline import TIMELINE

REPORTS = (TIMELINE,)


def dashboard() -> Response:
    """The reports, with what each is for."""
    return editor_page("editor/dashboard.html", reports=REPORTS)


editor = Blueprint("editor", __name__, url_prefix="/editor")
editor.before_request(admit)
editor.after_request(never_kept)
editor.add_url_rule("/", "dashboard", dashboard, methods=["GET", "POST"])
for report in REPORTS:
    editor.add_url_rule(f"/{report.name}", report.name, report.view)
