"""A search, the values of a field, what there is in all."""

from __future__ import annotations

from functools import partial
from typing import get_args

from flask import Response, g, request
from msgspec.structs import replace
from werkzeug.wrappers import Response as AnyResponse

from search.address import next_url, previous_url
from search.answer import Searcher
from search.encode import STATS, facet_values_object, search_object, stats_object
from search.objects import FacetValuesObject, SearchObject, StatsObject
from search.request import FacetField, SearchRequest
from web.api.json import JSON, json_answer
from web.api.operation import Operation
from web.blog import this_blog
from web.request.language import reader_language
from web.request.requests import ApiSearchRequest, FacetPath, FacetRequest, LanguageRequest, search_request
from web.serving.etag import tagged

# Characters of an address in a header; clients and proxies refuse a longer line, and the address is in the body too.
_LONGEST_LINK = 2000


def search(asked: ApiSearchRequest) -> AnyResponse:
    searcher = this_blog().searcher
    return tagged(asked, make=partial(_search, searcher, asked))


def facet(asked: FacetRequest, field: FacetField) -> AnyResponse:
    searcher = this_blog().searcher
    return tagged(asked, make=partial(_facet, searcher, asked, field))


def stats(_: LanguageRequest) -> AnyResponse:
    searcher = this_blog().searcher
    return tagged(make=lambda: json_answer(stats_object(searcher.search(STATS))))


def _search(searcher: Searcher, asked: ApiSearchRequest) -> Response:
    result = searcher.search(search_request(asked))
    g.found_nothing = not result.total
    extra = (("lang", asked.lang),) if asked.lang else ()
    root = request.script_root
    response = json_answer(search_object(result, language=reader_language(), extra=extra, root=root))
    for relation, url in (
        ("next", next_url(result, extra, root=root)),
        ("prev", previous_url(result, extra, root=root)),
    ):
        if url and len(url) <= _LONGEST_LINK:
            response.headers.add("Link", f'<{url}>; rel="{relation}"')
    return response


def _facet(searcher: Searcher, asked: FacetRequest, field: FacetField) -> Response:
    among = replace(search_request(asked), limit=SearchRequest().limit)
    page = searcher.facet(field, among, prefix=asked.prefix, limit=asked.limit)
    return json_answer(facet_values_object(page, prefix=asked.prefix))


SEARCH = Operation("search", "/api/v1/search", search, {JSON: SearchObject}, ApiSearchRequest, links=True)
FACET = Operation(
    "facet",
    f"/api/v1/facets/<any({','.join(get_args(FacetField))}):field>",
    facet,
    {JSON: FacetValuesObject},
    FacetRequest,
    FacetPath,
)
STATISTICS = Operation("stats", "/api/v1/stats", stats, {JSON: StatsObject})
