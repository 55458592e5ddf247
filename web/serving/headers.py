"""The headers of every answer."""

from __future__ import annotations

from flask import Response, g, request

from web.blog import this_blog
from web.request.language import reader_language

SECURITY_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
    "X-Robots-Tag": "noindex, follow",
}


def add_headers(response: Response) -> Response:
    response.headers.extend(SECURITY_HEADERS)
    response.headers["X-Request-Id"] = g.request_id
    if request.endpoint != "static":
        response.content_language = (reader_language(),)
        if this_blog().settings.ui.language == "auto":
            response.vary.add("Accept-Language")
    return response
