"""A search, the values of a field, what there is in all."""

from __future__ import annotations

from typing import get_args

from flask import Response, g, request
from msgspec.structs import asdict, replace

from search.answer import Facet, IndexState
from search.fields import FacetField
from search.request import MAX_OFFSET
from web.api.json import JSON, json_answer
from web.api.operation import Operation
from web.blog import this_blog
from web.encode import WHAT_THERE_IS, SearchAnswer, Statistics, in_language
from web.request.language import reader_language
from web.request.parameters import parameters_of, query_string
from web.request.requests import ApiSearchRequest, FacetRequest, LanguageRequest, search_request

# Characters of an address in a header; clients and proxies refuse a longer line, and the address is in the body too.
_LONGEST_LINK = 2000

_URL = "/api/v1/search"


class LinkedAnswer(SearchAnswer, frozen=True, kw_only=True):
    """The answer to a search, with the addresses of the matching hits after and before these. `match` is `all` where posts have every
    word, `some` where none has, `none` where there is nothing to show. With `some`, and where few posts have every word (below 3
    for two words, below 10 for more), posts that lack some of the words follow, marked `relaxed`, if the mode is `auto`: they come
    behind all others in any order, have all that was quoted, pass the filters, and are counted neither in `total` nor in `facets`.
    They fill the page; no `next` leads on to more of them. `processing_time_ms` is the time that the search took when the answer
    was made: one that is sent again tells the same."""

    next: str | None
    prev: str | None


class FacetValues(Facet, frozen=True, kw_only=True):
    """The values of a field that begin with `prefix`, years the newest first, others the commonest first."""

    field: FacetField
    prefix: str
    index: IndexState


def search(parameters: ApiSearchRequest) -> Response:
    answer = this_blog().searcher.search(search_request(parameters))
    g.found_nothing = not answer.total
    following, previous = _next(parameters, answer.listed), _previous(parameters, answer.listed)
    shown = in_language(answer, reader_language())
    response = json_answer(LinkedAnswer(**asdict(shown), next=following, prev=previous))
    for relation, url in (("next", following), ("prev", previous)):
        if url and len(url) <= _LONGEST_LINK:
            response.headers.add("Link", f'<{url}>; rel="{relation}"')
    return response


def facet(parameters: FacetRequest, field: FacetField) -> Response:
    wanted = replace(
        search_request(parameters),
        limit=1,
        facets=(field,),
        facet_prefix=parameters.prefix,
        facet_contains=parameters.contains,
        facet_order=parameters.order,
        facet_values=parameters.limit,
    )
    answer = this_blog().searcher.search(wanted)
    values = asdict(answer.facets[field])
    return json_answer(FacetValues(field=field, prefix=parameters.prefix, index=answer.index, **values))


def stats(_: LanguageRequest) -> Response:
    answer = this_blog().searcher.search(WHAT_THERE_IS)
    return json_answer(Statistics(answer.index, answer.facets))


def _next(parameters: ApiSearchRequest, listed: int) -> str | None:
    """The address of the next hits; None at the end."""
    offset = parameters.offset + parameters.limit
    return _at(offset, parameters) if offset < listed and offset <= MAX_OFFSET else None


def _previous(parameters: ApiSearchRequest, listed: int) -> str | None:
    """The address of the hits before these; behind the end, that of the last ones."""
    last = max(listed - 1, 0) // parameters.limit * parameters.limit
    return _at(max(min(parameters.offset - parameters.limit, last), 0), parameters) if parameters.offset else None


def _at(offset: int, parameters: ApiSearchRequest) -> str:
    pairs = parameters_of(replace(parameters, offset=offset))
    return f"{request.script_root}{_URL}{'?' if pairs else ''}{query_string(pairs)}"


SEARCH = Operation("search", _URL, search, {JSON: LinkedAnswer}, ApiSearchRequest, links=True)
FACET = Operation(
    "facet",
    f"/api/v1/facets/<any({','.join(get_args(FacetField))}):field>",
    facet,
    {JSON: FacetValues},
    FacetRequest,
)
STATISTICS = Operation("stats", "/api/v1/stats", stats, {JSON: Statistics})
