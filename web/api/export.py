"""All posts, newest first, in parts: for copies elsewhere, and for spreadsheets."""

from __future__ import annotations

import csv
import io
from functools import partial

from flask import Response, request
from msgspec.structs import replace
from werkzeug.wrappers import Response as AnyResponse

from search.address import parameters_of, query_string
from search.answer import PostPage, Searcher
from search.encode import posts_object, to_json
from search.objects import PostObject, PostsObject
from web.api.json import JSON, json_answer
from web.api.operation import Operation
from web.blog import this_blog
from web.request.requests import PostsRequest, search_request
from web.serving.etag import tagged

NDJSON, CSV = "application/x-ndjson", "text/csv"
COLUMNS = ("id", "path", "url", "title", "date", "updated", "tags", "categories", "author", "description")
BETWEEN = "|"  # the tags, and the categories, in a cell; a | of their own is \\|
_FORMULA = ("=", "+", "-", "@", "\t", "\r")  # how a text begins that a spreadsheet would reckon

_URL = "/api/v1/posts"


def posts(asked: PostsRequest) -> AnyResponse:
    searcher = this_blog().searcher
    return tagged(asked, make=partial(_posts, searcher, asked))


def _posts(searcher: Searcher, asked: PostsRequest) -> Response:
    page = searcher.browse(search_request(asked), path=asked.path, after=asked.cursor)
    url = _url(replace(asked, cursor=page.next)) if page.next else None
    response = _written(page, asked, next_url=url)
    if url:
        response.headers.add("Link", f'<{url}>; rel="next"')  # however long: in CSV it stands nowhere else
    return response


def _url(asked: PostsRequest) -> str:
    return f"{request.script_root}{_URL}?{query_string(parameters_of(asked))}"


def _written(page: PostPage, asked: PostsRequest, *, next_url: str | None) -> Response:
    found = posts_object(page, limit=asked.limit, next_url=next_url)
    if asked.format == "json":
        return json_answer(found)
    if asked.format == "ndjson":
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


POSTS = Operation("posts", _URL, posts, {JSON: PostsObject, NDJSON: None, CSV: None}, PostsRequest, links=True)
