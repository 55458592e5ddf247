"""The pages for editors."""

from __future__ import annotations

from functools import partial

from flask import Blueprint, Response

from index.errors import InputUnusable
from web.editor.check import CHECK
from web.editor.dashboard import dashboard
from web.editor.duplicates import DUPLICATES
from web.editor.frame import editor_page, never_kept
from web.editor.gate import admit
from web.editor.overlap import OVERLAP
from web.editor.post import POST, open_post
from web.editor.queries import QUERIES
from web.editor.tags import TAGS
from web.editor.timeline import TIMELINE
from web.editor.waiting import still_made
from web.patience import StillMade

REPORTS = (CHECK, DUPLICATES, OVERLAP, TAGS, QUERIES, TIMELINE)


def unusable(error: InputUnusable) -> Response:
    """What a report cannot read, an editor may know: it says what to do."""
    return editor_page("editor/unusable.html", status=500, problem=error.message)


editor = Blueprint("editor", __name__, url_prefix="/editor")
editor.before_request(admit)
editor.after_request(never_kept)
editor.register_error_handler(StillMade, still_made)
editor.register_error_handler(InputUnusable, unusable)
editor.add_url_rule("/", "dashboard", partial(dashboard, REPORTS), methods=["GET", "POST"])
editor.add_url_rule("/posts", "posts", open_post)
editor.add_url_rule("/posts/<post>", "post", POST.view)
for report in REPORTS:
    editor.add_url_rule(f"/{report.name}", report.name, report.view)
