"""The JSON API."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import get_args

from flask import Flask, Response, request
from msgspec import Struct, convert

from search.address import next_url, previous_url
from search.encode import Part, post_object, related_object, search_object
from search.result import Searcher
from web.answer import chosen_language, json_answer, reader_language
from web.errors import BadParameters, PostNotFound
from web.parameters import LANG, POST_ID, SEARCH_PARAMETERS, Parameter, arguments, choices, read, search_request, whole

PUBLIC_PARTS = tuple(part for part in get_args(Part) if part != "removed")
POST_PARAMETERS = {"include": Parameter(choices(*PUBLIC_PARTS)), "lang": LANG}
RELATED_PARAMETERS = {"limit": Parameter(whole(1, 20)), "lang": LANG}


class HealthObject(Struct):
    status: str


# Characters of an address in a header; clients and proxies refuse a longer line, and the address is in the body too.
_LONGEST_LINK = 2000


def register_api(app: Flask, searcher: Searcher) -> None:
    """Give the API its addresses."""
    app.add_url_rule("/api/v1/search", "api_search", partial(search, searcher))
    app.add_url_rule("/api/v1/posts/<post_id>", "api_post", partial(post, searcher))
    app.add_url_rule("/api/v1/posts/<post_id>/related", "api_related", partial(related, searcher))
    app.add_url_rule("/healthz", "healthz", healthz)


def search(searcher: Searcher) -> Response:
    result = searcher.search(search_request(_read(SEARCH_PARAMETERS)))
    lang = chosen_language()
    extra, root = (("lang", lang),) if lang else (), request.script_root
    response = json_answer(search_object(result, language=reader_language(), extra=extra, root=root))
    for relation, url in (
        ("next", next_url(result, extra, root=root)),
        ("prev", previous_url(result, extra, root=root)),
    ):
        if url and len(url) <= _LONGEST_LINK:
            response.headers.add("Link", f'<{url}>; rel="{relation}"')
    return response


def post(searcher: Searcher, post_id: str) -> Response:
    values = _read(POST_PARAMETERS)
    document = searcher.post(_checked(post_id))
    if document is None:
        raise PostNotFound
    return json_answer(post_object(document, include=convert(values.get("include", ()), tuple[Part, ...])))


def related(searcher: Searcher, post_id: str) -> Response:
    limit = convert(_read(RELATED_PARAMETERS).get("limit", 5), int)
    posts = searcher.related(_checked(post_id), limit=limit)
    if posts is None:
        raise PostNotFound
    return json_answer(related_object(post_id, posts))


def healthz() -> Response:
    """That the server listens; it asks nothing of the index."""
    return json_answer(HealthObject("ok"))


def _read(known: Mapping[str, Parameter]) -> dict[str, object]:
    values, problems = read(arguments(request.query_string), known)
    if problems:
        raise BadParameters(problems)
    return values


def _checked(post_id: str) -> str:
    """The id: from the network a post is named by nothing else, never by a path."""
    if not POST_ID.fullmatch(post_id):
        raise PostNotFound
    return post_id
