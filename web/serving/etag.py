"""The ETag of an answer. It is computed from all that the answer depends on, before any searching: a client that has that
answer gets 304, and who asks for what was just made gets it as it is."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

from flask import Response, g, request
from msgspec.structs import replace
from werkzeug.wrappers import Response as AnyResponse

from web.blog import this_blog
from web.made import Made
from web.request.language import reader_language
from web.version import installed_version

FOR_A_MINUTE = "public, max-age=60, stale-while-revalidate=300"
REVALIDATED = "no-cache"  # a browser may keep it, but asks whether it is still so: a new post is there at once


def tagged(*parts: object, make: Callable[[], AnyResponse], cached: str = FOR_A_MINUTE) -> AnyResponse:
    """The answer that `make` makes of the index and `parts`, which are all that was asked, or 304 where the client has it.
    While the index is being built, clients revalidate it at once."""
    state = this_blog().searcher.state()
    tag = f"g{state.generation}-{_digest(state, parts)}"
    return _tagged(tag, make, cached if state.state == "ready" else REVALIDATED)


def tagged_page(*parts: object, make: Callable[[], AnyResponse]) -> AnyResponse:
    """A page, or 304; a browser revalidates a page before it shows it again."""
    return tagged(*parts, make=make, cached=REVALIDATED)


def tagged_always(*parts: object, make: Callable[[], AnyResponse]) -> AnyResponse:
    """An answer that comes without an index, too, or 304; where there is one, its blog is named in it."""
    return _tagged(_digest(this_blog().state, parts), make, FOR_A_MINUTE)


def _tagged(tag: str, make: Callable[[], AnyResponse], cached: str) -> AnyResponse:
    known = request.if_none_match
    response = Response(status=304) if known.is_weak(tag) or known.is_strong(tag) else _made(tag, make)
    if known.star_tag and response.status_code == 200:  # any that there is
        response = Response(status=304)
    if response.status_code in {200, 304}:
        response.set_etag(tag, weak=True)
        response.headers["Cache-Control"] = cached
    return response


def _made(tag: str, make: Callable[[], AnyResponse]) -> AnyResponse:
    """The answer with this tag: the one that was made last, if it is still there. What goes wrong is made each time."""
    made = this_blog().made.get(tag, lambda: Made.of(make()))
    g.found_nothing = made.found_nothing
    return Response(made.body, made.status, made.headers)


def _digest(*parts: object) -> str:
    blog = this_blog()
    server = replace(blog.settings.server, host="", port=0)  # processes that listen elsewhere answer the same
    edition = (installed_version(), server, blog.settings.api, blog.settings.ui, blog.look.version, blog.read_here)
    made = repr((edition, reader_language(), request.script_root, request.path, parts))
    return hashlib.blake2b(made.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
