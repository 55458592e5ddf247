"""A tag (ETag) on each answer, made before it from all that it depends on: whoever has the answer already is told so
without any searching."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

from flask import Response, current_app, request
from werkzeug.wrappers import Response as AnyResponse

from search.answer import IndexState
from web.asked.language import reader_language
from web.version import installed_version

KEPT = "public, max-age=60, stale-while-revalidate=300"
ASKED_AGAIN = "no-cache"  # kept, but asked for again before each use: a new post is there at once


def tagged(state: IndexState, *asked: object, make: Callable[[], AnyResponse], keep: str = KEPT) -> AnyResponse:
    """What `make` answers to `asked`, or 304 where the client has that. While the index is being built nobody relies on
    what he has."""
    return tagged_as(
        f"g{state.generation}-{_digest(state, asked)}",
        make=make,
        keep=keep if state.state == "ready" else ASKED_AGAIN,
    )


def tagged_always(*asked: object, make: Callable[[], AnyResponse]) -> AnyResponse:
    """The same for what no index has a part in."""
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
    made = repr(
        (
            installed_version(),
            current_app.config["EDITION"],
            reader_language(),
            request.script_root,
            request.path,
            parts,
        )
    )
    return hashlib.blake2b(made.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
