"""The frame of the pages for editors."""

from __future__ import annotations

from typing import TypeVar

from flask import Response
from werkzeug.wrappers import Response as AnyResponse

from web.blog import this_blog
from web.pages.frame import page
from web.request.page import blank_address

AnyKind = TypeVar("AnyKind", bound=AnyResponse)


def editor_page(template: str, *, status: int = 200, **context: object) -> Response:
    """A page that nobody keeps."""
    return never_kept(page(template, address=blank_address(), title=this_blog().name, status=status, **context))


def never_kept(response: AnyKind) -> AnyKind:
    """The response, kept neither by a browser nor on the way, and in no list of a search engine."""
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response
