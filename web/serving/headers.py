"""The headers of every answer."""

from __future__ import annotations

from flask import Response, g, request

from web.blog import this_blog
from web.request.language import reader_language

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:{images}; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
SECURITY_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
    "X-Robots-Tag": "noindex, follow",
}


def add_headers(response: Response) -> Response:
    # Where the fault is ours, its index, which knows where the blog is, may be what is wrong.
    origin = this_blog().origin if response.status_code < 500 else ""
    policy = POLICY.format(images=f" {origin}" if origin else "")
    for name, value in (SECURITY_HEADERS | {"Content-Security-Policy": policy}).items():
        response.headers.setdefault(name, value)
    response.headers["X-Request-Id"] = g.request_id
    if request.endpoint != "static":
        response.content_language = (reader_language(),)
        if this_blog().settings.ui.language == "auto":
            response.vary.add("Accept-Language")
    return response
