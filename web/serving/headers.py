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
    "Content-Security-Policy": POLICY.format(images=""),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
    "X-Robots-Tag": "noindex, follow",
}


def add_headers(response: Response) -> Response:
    response.headers.extend(SECURITY_HEADERS)
    if request.endpoint == "pages.post":
        _allow_images(response)
    response.headers["X-Request-Id"] = g.request_id
    if request.endpoint != "static":
        response.content_language = (reader_language(),)
        if this_blog().settings.ui.language == "auto":
            response.vary.add("Accept-Language")
    return response


def _allow_images(response: Response) -> None:
    """Images of a post come from where the blog is published, and from there alone. A browser that has the page has its policy too:
    what is not modified says none, for it would be another search to know it."""
    if response.status_code == 304:
        del response.headers["Content-Security-Policy"]
    elif response.status_code == 200 and (origin := this_blog().origin):
        response.headers["Content-Security-Policy"] = POLICY.format(images=f" {origin}")
