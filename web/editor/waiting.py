"""Reports take seconds on a large blog: a page says that its report is being made, and goes on to it by itself."""

from __future__ import annotations

from flask import Response

from web.editor.frame import editor_page
from web.patience import StillMade

PATIENCE = 2.0  # seconds that a request waits for a report
_AGAIN = 3  # seconds until the browser asks again


def still_made(_: StillMade) -> Response:
    """The page that says so, and goes on by itself to what was asked for."""
    return asking_again(editor_page("editor/waiting.html", status=503))


def asking_again(response: Response) -> Response:
    response.headers["Refresh"] = response.headers["Retry-After"] = str(_AGAIN)
    return response
