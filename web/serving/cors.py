"""What the pages of other sites may ask from a browser: what everybody may read anyway, and never a cookie."""

from __future__ import annotations

from flask import Response, request

WIDGET = "widget.js"
NEVER = "/api/v1/admin/"
EXPOSED = "ETag, Link, Retry-After, X-Request-Id"
ASKED_BEFORE = {
    "Access-Control-Allow-Methods": "GET, HEAD",
    "Access-Control-Allow-Headers": "If-None-Match",
    "Access-Control-Max-Age": "86400",
}


def allow_origin(origin: str, response: Response) -> Response:
    """Let the pages of `origin` read an answer of the API; "*" is all of them."""
    if request.path.startswith("/api/") and not request.path.startswith(NEVER):
        if request.method in {"GET", "HEAD", "OPTIONS"}:
            response.headers["Access-Control-Allow-Origin"] = origin
            response.headers["Access-Control-Expose-Headers"] = EXPOSED
        if request.method == "OPTIONS":
            response.headers.extend(ASKED_BEFORE)
    return response


def share_widget(response: Response) -> Response:
    """Let every page load the widget, a script without a secret."""
    if request.endpoint == "static" and request.view_args == {"filename": WIDGET}:
        response.headers["Access-Control-Allow-Origin"] = "*"
    return response
