"""Which searches of readers count, where `log.queries` is set.

A search counts once, when it is meant: a form that was submitted, a first page that a program asked the API for, and what was typed
once it has stood for a while, which search.js tells by HEAD of its address. Nothing but the query is looked at, so what is typed on
the way to a word must not come here at all: a server could not tell whose it is. Filters, other orders and further pages belong to a
search that was counted.
"""

from __future__ import annotations

import re

from flask import Response, g, request
from msgspec.structs import replace

from search.querylog import Asked, Tally, counted_as
from search.reports.queries import Source
from search.request import Filters, ListRequest
from web.blog import this_blog
from web.request.requests import ApiSearchRequest, PageRequest
from web.serving.number import seconds_taken

# Robots say so, or name a page about themselves, which no browser does. CUBOT makes phones.
_ROBOT = re.compile(
    r"(?<!cu)bot|https?:|crawl|spider|slurp|preview|archiver|externalhit|externalagent|mediapartners|lighthouse|google(?:other|-)|y!j"
    r"|hatena[-:]|ichiro",
    re.IGNORECASE,
)
_ANY = Filters()


def count_query(response: Response) -> Response:
    """Count the search that is answered, if it is one that counts. It is written when the response is on its way, so that no reader
    waits."""
    counter = this_blog().queries
    if counter is None:
        return response
    if response.status_code in {200, 304} and (source := _source()) and (query := counted_as(g.asked.query)):
        nothing = g.get("found_nothing", False) and not _is_filtered(g.asked)
        counter.count(
            Asked(counter.log.today(), query, source), Tally(1, int(nothing), round(seconds_taken() * 1000, 1))
        )
    if counter.waits:
        response.call_on_close(counter.write)
    return response


def _source() -> Source | None:
    """Where the search comes from that is answered; None where it is none that counts."""
    asked = g.get("asked")
    if (
        not isinstance(asked, ApiSearchRequest | PageRequest)
        or _ROBOT.search(request.user_agent.string)
        or "Sec-Purpose" in request.headers
    ):
        return None  # the last: a browser loads ahead what nobody has asked for
    if isinstance(asked, ApiSearchRequest):
        return "api" if request.method == "GET" and not asked.offset else None
    if request.endpoint == "pages.fragment":
        return "page" if request.method == "HEAD" else None
    as_typed = PageRequest(asked.query, lang=asked.lang, back=asked.back)
    if request.method != "GET" or asked != as_typed:
        return None
    return "widget" if asked.back else "page"


def _is_filtered(asked: ListRequest) -> bool:
    """Whether it was looked for among some of the posts only: that nothing was found there says nothing of the blog."""
    return replace(asked, **{name: getattr(_ANY, name) for name in Filters.__struct_fields__}) != asked
