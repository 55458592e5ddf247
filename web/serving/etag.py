"""The ETag of an answer. It is computed from all that the answer depends on, before any searching: a client that has the answer
already gets 304."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

from flask import Response, request
from msgspec.structs import replace
from werkzeug.wrappers import Response as AnyResponse

from web.blog import this_blog
from web.request.language import reader_language
from web.version import installed_version

KEPT = "public, max-age=60, stale-while-revalidate=300"
ASKED_AGAIN = "no-cache"  # kept, but asked for again before each use: a new post is there at once


def tagged(*asked: object, make: Callable[[], AnyResponse], keep: str = KEPT) -> AnyResponse:
    """What `make` answers to `asked`, or 304 where the client has that answer. While the index is being built, clients ask again
    before they use what they have."""
    state = this_blog().searcher.state()
    return tagged_as(
        f"g{state.generation}-{_digest(state, asked)}",
        make=make,
        keep=keep if state.state == "ready" else ASKED_AGAIN,
    )


def tagged_page(*asked: object, make: Callable[[], AnyResponse]) -> AnyResponse:
    """A page, or 304; a browser asks again before it shows a page that it has."""
    return tagged(*asked, make=make, keep=ASKED_AGAIN)


def tagged_always(*asked: object, make: Callable[[], AnyResponse]) -> AnyResponse:
    """An answer that does not depend on the index, or 304."""
    return tagged_as(_digest(asked), make=make, keep=KEPT)


def tagged_as(tag: str, *, make: Callable[[], AnyResponse], keep: str) -> AnyResponse:
    known = request.if_none_match
    response = Response(status=304) if known.is_weak(tag) or known.is_strong(tag) else make()
    if known.star_tag and response.status_code == 200:  # any that there is
        response = Response(status=304)
    if response.status_code in {200, 304}:
        response.set_etag(tag, weak=True)
        response.headers["Cache-Control"] = keep
    return response


def _digest(*parts: object) -> str:
    blog = this_blog()
    server = replace(blog.settings.server, host="", port=0)  # processes that listen elsewhere answer the same
    edition = (installed_version(), server, blog.settings.api, blog.settings.ui, blog.read_here)
    made = repr((edition, reader_language(), request.script_root, request.path, parts))
    return hashlib.blake2b(made.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
