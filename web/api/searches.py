"""A search, the values of a field, what there is in all."""

from __future__ import annotations

from functools import partial
from typing import get_args

from flask import Response, g, request
from msgspec import convert
from werkzeug.wrappers import Response as AnyResponse

from search.address import next_url, previous_url
from search.answer import Searcher
from search.encode import (
    STATS,
    facet_values_object,
    search_object,
    stats_object,
)
from search.objects import FacetValuesObject, SearchObject, StatsObject
from search.request import FacetField, SearchRequest
from web.answers.json import JSON, json_answer
from web.answers.tag import tagged
from web.api.operation import Operation, given
from web.asked.language import chosen_language, reader_language
from web.asked.parameters import FACET_PARAMETERS, LANG, SEARCH_PARAMETERS, search_request
from web.asked.readers import choice

# Characters of an address in a header; clients and proxies refuse a longer line, and the address is in the body too.
_LONGEST_LINK = 2000


def searching(searcher: Searcher) -> tuple[Operation, ...]:
    field = {"field": choice(*get_args(FacetField))}
    fields = ",".join(get_args(FacetField))
    return (
        Operation(
            "search",
            "/api/v1/search",
            partial(search, searcher),
            {JSON: SearchObject},
            SEARCH_PARAMETERS,
            links=True,
        ),
        Operation(
            "facet",
            f"/api/v1/facets/<any({fields}):field>",
            partial(facet, searcher),
            {JSON: FacetValuesObject},
            FACET_PARAMETERS,
            field,
        ),
        Operation("stats", "/api/v1/stats", partial(stats, searcher), {JSON: StatsObject}),
    )


def search(searcher: Searcher) -> AnyResponse:
    asked = search_request(given(SEARCH_PARAMETERS))
    lang = chosen_language()
    extra = (("lang", lang),) if lang else ()
    return tagged(searcher.state(), asked, extra, make=partial(_found, searcher, asked, extra))


def facet(searcher: Searcher, field: FacetField) -> AnyResponse:
    values = given(FACET_PARAMETERS)
    asked, limit = search_request({**values, "limit": SearchRequest.limit}), convert(values["limit"], int)
    prefix = convert(values.get("prefix", ""), str)

    def found() -> Response:
        return json_answer(facet_values_object(searcher.facet(field, asked, prefix=prefix, limit=limit), prefix=prefix))

    return tagged(searcher.state(), asked, prefix, limit, make=found)


def stats(searcher: Searcher) -> AnyResponse:
    given({"lang": LANG})
    return tagged(searcher.state(), make=lambda: json_answer(stats_object(searcher.search(STATS))))


def _found(searcher: Searcher, asked: SearchRequest, extra: tuple[tuple[str, str], ...]) -> Response:
    result = searcher.search(asked)
    g.found_nothing = not result.total
    root = request.script_root
    response = json_answer(search_object(result, language=reader_language(), extra=extra, root=root))
    for relation, url in (
        ("next", next_url(result, extra, root=root)),
        ("prev", previous_url(result, extra, root=root)),
    ):
        if url and len(url) <= _LONGEST_LINK:
            response.headers.add("Link", f'<{url}>; rel="{relation}"')
    return response
