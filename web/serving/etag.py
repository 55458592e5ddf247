"""The ETag of an answer. It is computed from all that the answer depends on, before any searching: a client that has that
answer gets 304, and who asks for what was just finished gets it as it is."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

from flask import Response, g, request
from msgspec.structs import replace
from werkzeug.wrappers import Response as AnyResponse

from search.answer import IndexState
from web.blog import this_blog
from web.request.language import reader_language
from web.request.origin import origin
from web.responses import Finished
from web.serving.compress import compress, takes_gzip
from web.version import installed_version

FOR_A_MINUTE = "public, max-age=60, stale-while-revalidate=300"
_NOTHING = "-0"  # ends the tag of an answer without hits
REVALIDATED = "no-cache"  # a browser may keep it, but asks whether it is still so: a new post is there at once


def tagged(*parts: object, make: Callable[[], AnyResponse], cached: str = FOR_A_MINUTE) -> AnyResponse:
    """The answer that `make` makes of the index, the address that was asked and `parts`, which are all that was read from it, or 304
    where the client has it. While the index is being built, clients revalidate it at once. Where `make` says itself how long the
    answer lasts, it has no tag."""
    state = this_blog().searcher.state()
    return _tagged(state, parts, make, cached if state.state == "ready" else REVALIDATED)


def tagged_page(*parts: object, make: Callable[[], AnyResponse]) -> AnyResponse:
    """A page, or 304; a browser revalidates a page before it shows it again."""
    return tagged(*parts, make=make, cached=REVALIDATED)


def tagged_always(*parts: object, make: Callable[[], AnyResponse]) -> AnyResponse:
    """An answer that comes without an index, too, or 304; where there is one, its blog is named in it."""
    return _tagged(this_blog().state, parts, make, FOR_A_MINUTE)


def _tagged(
    state: IndexState | None, parts: tuple[object, ...], make: Callable[[], AnyResponse], cached: str
) -> AnyResponse:
    tag = _tag(state, parts)
    known = _known(tag)
    response = Response(status=304) if known else _finished(state, tag, make)
    if known:
        g.found_nothing = known != tag
    if request.if_none_match.star_tag and response.status_code == 200:  # any that there is
        response = Response(status=304)
    if response.status_code in {200, 304} and "Cache-Control" not in response.headers:
        response.set_etag(f"{tag}{_NOTHING}" if g.found_nothing else tag, weak=True)
        response.headers["Cache-Control"] = cached
    return response


def _known(tag: str) -> str:
    """The tag as the client has it; "" where it has none. It says whether a search found nothing: then that is counted without a search."""
    known = request.if_none_match
    return next((each for each in (tag, f"{tag}{_NOTHING}") if known.is_weak(each) or known.is_strong(each)), "")


def _finished(state: IndexState | None, tag: str, make: Callable[[], AnyResponse]) -> AnyResponse:
    """The answer with this tag, in gzip where the client takes that: the one that was finished last, if it is still there."""
    key = tag, takes_gzip()
    finished = this_blog().responses.get(state, key, lambda: Finished.of(compress(make())))
    g.found_nothing = finished.found_nothing
    return Response(finished.body, finished.status, finished.headers)


def _tag(state: IndexState | None, parts: tuple[object, ...]) -> str:
    """The address counts as it was read, not as it was typed: that is a sixth of the time of an answer that is still there, and knows
    it again with its parameters in another order, or a utm_source behind it."""
    blog = this_blog()
    server = replace(blog.settings.server, host="", port=0)  # processes that listen elsewhere answer the same
    settings = (server, blog.settings.api, blog.settings.ui, blog.settings.log)
    edition = (installed_version(), *settings, blog.look.version, blog.read_here)
    address = (origin(), request.script_root, request.path)
    made = repr((state, edition, reader_language(), address, parts))
    digest = hashlib.blake2b(made.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
    return f"g{state.generation if state else 0}-{digest}"
