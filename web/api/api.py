"""The JSON API: a search, one post, what is near to it, the values of a field, what there is in all."""

from __future__ import annotations

from functools import partial
from typing import get_args

from flask import Flask, Response, g, request
from msgspec import convert
from werkzeug.wrappers import Response as AnyResponse

from search.address import next_url, previous_url
from search.encode import (
    STATS,
    Part,
    facet_values_object,
    post_object,
    related_object,
    search_object,
    stats_object,
)
from search.objects import FacetValuesObject, PostObject, RelatedObject, SearchObject, StatsObject
from search.result import LEAST_RELATED, FacetField, Searcher, SearchRequest
from web.answers.errors import PostNotFound
from web.answers.json import JSON, json_answer
from web.answers.tag import tagged
from web.api.export import list_posts
from web.api.manual import manual
from web.api.operation import Operation, given, register
from web.api.running import running
from web.asked.language import chosen_language, reader_language
from web.asked.parameters import FACET_PARAMETERS, LANG, POST_ID, SEARCH_PARAMETERS, Parameter, search_request
from web.asked.readers import choice, choices, takes, whole
from web.blog import Blog
from web.boxes.suggestions import suggesting
from web.serving.metrics import Metrics

PUBLIC_PARTS = tuple(part for part in get_args(Part) if part != "removed")
POST_PARAMETERS = {"include": Parameter(choices(*PUBLIC_PARTS)), "lang": LANG}
RELATED_PARAMETERS = {
    "limit": Parameter(whole(1, 20), default=5),
    "min_score": Parameter(whole(0, 100), default=LEAST_RELATED),
    "lang": LANG,
}

# Characters of an address in a header; clients and proxies refuse a longer line, and the address is in the body too.
_LONGEST_LINK = 2000


def register_api(app: Flask, blog: Blog, *, admin_token: str, metrics: Metrics | None) -> None:
    """Give the API its addresses."""
    searcher = blog.searcher
    asked = (*searching(searcher), list_posts(searcher), suggesting(blog))
    operations = (*asked, *running(searcher, admin_token, metrics))
    for operation in (*operations, *manual(operations, blog.title)):
        register(app, operation)


def searching(searcher: Searcher) -> tuple[Operation, ...]:
    one = {"post_id": post_id}
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
        Operation("post", "/api/v1/posts/<post_id>", partial(post, searcher), {JSON: PostObject}, POST_PARAMETERS, one),
        Operation(
            "related",
            "/api/v1/posts/<post_id>/related",
            partial(related, searcher),
            {JSON: RelatedObject},
            RELATED_PARAMETERS,
            one,
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


def post(searcher: Searcher, post_id: str) -> AnyResponse:
    include = convert(given(POST_PARAMETERS).get("include", ()), tuple[Part, ...])
    return tagged(searcher.state(), include, make=partial(_post, searcher, post_id, include))


def related(searcher: Searcher, post_id: str) -> AnyResponse:
    values = given(RELATED_PARAMETERS)
    limit, min_score = convert(values["limit"], int), convert(values["min_score"], int)
    make = partial(_related, searcher, post_id, limit=limit, min_score=min_score)
    return tagged(searcher.state(), limit, min_score, make=make)


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


@takes(type="string", pattern=f"^{POST_ID.pattern}$")
def post_id(value: str) -> str:
    """The id: from the network a post is named by nothing else, never by a path of our disk."""
    if not POST_ID.fullmatch(value):
        raise PostNotFound
    return value


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


def _post(searcher: Searcher, name: str, include: tuple[Part, ...]) -> Response:
    document = searcher.post(post_id(name))
    if document is None:
        raise PostNotFound
    return json_answer(post_object(document, include=include))


def _related(searcher: Searcher, name: str, *, limit: int, min_score: int) -> Response:
    posts = searcher.related(post_id(name), limit=limit, min_score=min_score)
    if posts is None:
        raise PostNotFound
    return json_answer(related_object(name, posts))
