"""Which pages of other sites may ask the API from a browser. Only what everybody may read anyway, and never a cookie."""

from __future__ import annotations

from flask import Response, request

NEVER = "/api/v1/admin/"
EXPOSED = "ETag, Link, Retry-After, X-Request-Id"
ASKED_BEFORE = {
    "Access-Control-Allow-Methods": "GET, HEAD",
    "Access-Control-Allow-Headers": "If-None-Match",
    "Access-Control-Max-Age": "86400",
}


def allow_origin(origin: str, response: Response) -> Response:
    """Let the pages of `origin` read the answer; "*" is all of them."""
    if request.path.startswith("/api/") and not request.path.startswith(NEVER):
        if request.method in {"GET", "HEAD", "OPTIONS"}:
            response.headers["Access-Control-Allow-Origin"] = origin
            response.headers["Access-Control-Expose-Headers"] = EXPOSED
        if request.method == "OPTIONS":
            response.headers.extend(ASKED_BEFORE)
    return response
