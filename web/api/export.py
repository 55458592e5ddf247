"""All posts, newest first, in parts: for copies elsewhere, and for spreadsheets."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from functools import partial
from typing import Literal

from flask import Response, request
from msgspec import convert
from werkzeug.wrappers import Response as AnyResponse

from search.address import Parameters, query_string, search_parameters
from search.answer import Cursor, PostPage, Searcher
from search.encode import posts_object, to_json
from search.objects import PostObject, PostsObject
from search.request import SearchRequest
from web.answers.json import JSON, json_answer
from web.answers.tag import tagged
from web.api.operation import Operation, given
from web.asked.language import chosen_language
from web.asked.parameters import POSTS_PARAMETERS, search_request

NDJSON, CSV = "application/x-ndjson", "text/csv"
COLUMNS = ("id", "path", "url", "title", "date", "updated", "tags", "categories", "author", "description")
BETWEEN = "|"  # the tags, and the categories, in a cell; a | of their own is \\|
_FORMULA = ("=", "+", "-", "@", "\t", "\r")  # how a text begins that a spreadsheet would reckon

_URL = "/api/v1/posts"
Format = Literal["json", "ndjson", "csv"]


def list_posts(searcher: Searcher) -> Operation:
    answers = {JSON: PostsObject, NDJSON: None, CSV: None}
    return Operation("posts", _URL, partial(posts, searcher), answers, POSTS_PARAMETERS, links=True)


def posts(searcher: Searcher) -> AnyResponse:
    values = given(POSTS_PARAMETERS)
    asked = search_request(values)
    path, form = convert(values.get("path", ""), str), convert(values["format"], Format)
    after = values.get("cursor")
    assert after is None or isinstance(after, Cursor)
    lang = chosen_language()

    def listed() -> Response:
        page = searcher.browse(asked, path=path, after=after)
        extra = {"path": path, "format": "" if form == "json" else form, "lang": lang or ""}
        url = _next_url(page, asked, tuple((name, value) for name, value in extra.items() if value))
        response = _written(page, form, limit=asked.limit, next_url=url)
        if url:
            response.headers.add("Link", f'<{url}>; rel="next"')  # however long: in CSV it stands nowhere else
        return response

    return tagged(searcher.state(), asked, path, form, after, lang, make=listed)


def _next_url(page: PostPage, asked: SearchRequest, extra: Parameters) -> str | None:
    if page.next is None:
        return None
    filters = search_parameters(replace(asked, limit=SearchRequest.limit))
    return f"{request.script_root}{_URL}?{query_string((*filters, *extra, ('limit', str(asked.limit)), ('cursor', str(page.next))))}"


def _written(page: PostPage, form: Format, *, limit: int, next_url: str | None) -> Response:
    found = posts_object(page, limit=limit, next_url=next_url)
    if form == "json":
        return json_answer(found)
    if form == "ndjson":
        return Response(b"".join(to_json(post) + b"\n" for post in found.posts), content_type=NDJSON)
    return Response(_csv(found.posts), content_type=f"{CSV}; charset=utf-8; header=present")


def _csv(found: list[PostObject]) -> bytes:
    """A row a post below the names of the columns (RFC 4180)."""
    text = io.StringIO()
    rows = csv.writer(text)
    rows.writerow(COLUMNS)
    rows.writerows([_cell(getattr(post, name)) for name in COLUMNS] for post in found)
    return text.getvalue().encode("utf-8", "replace")


def _cell(value: str | tuple[str, ...] | None) -> str:
    """The text of a cell, with an apostrophe before what a spreadsheet would take for a formula (OWASP, "CSV injection")."""
    if isinstance(value, tuple):
        value = BETWEEN.join(item.replace(BETWEEN, f"\\{BETWEEN}") for item in value)
    return f"'{value}" if value and value.startswith(_FORMULA) else value or ""
