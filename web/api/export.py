"""All posts, newest first, in parts: for copies elsewhere, and for spreadsheets."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from flask import Response, request
from msgspec.structs import asdict, astuple, replace

from index.document import Brief
from search.answer import PostPage
from web.api.json import JSON, json_answer
from web.api.operation import Operation
from web.blog import this_blog
from web.encode import to_json
from web.request.parameters import parameters_of, query_string
from web.request.requests import PostsRequest

NDJSON, CSV = "application/x-ndjson", "text/csv"
BETWEEN = "|"  # the tags, and the categories, in a cell; a | of their own is \\|
_FORMULA = ("=", "+", "-", "@", "\t", "\r")  # how a text begins that a spreadsheet would reckon

_URL = "/api/v1/posts"


class Posts(PostPage, frozen=True, kw_only=True):
    """Some of the posts, newest first and then by id; `next` is the address of those after them."""

    next: str | None


def posts(parameters: PostsRequest) -> Response:
    page = this_blog().searcher.posts(parameters, path=parameters.path, after=parameters.cursor, limit=parameters.limit)
    url = None
    if page.cursor:
        url = f"{request.script_root}{_URL}?{query_string(parameters_of(replace(parameters, cursor=page.cursor)))}"
    if parameters.format == "json":
        response = json_answer(Posts(**asdict(page), next=url))
    elif parameters.format == "ndjson":
        response = Response(b"".join(to_json(post) + b"\n" for post in page.posts), content_type=NDJSON)
    else:
        response = Response(_csv(page.posts), content_type=f"{CSV}; charset=utf-8; header=present")
    if url:
        response.headers.add("Link", f'<{url}>; rel="next"')  # however long: in CSV it stands nowhere else
    return response


def _csv(posts: Iterable[Brief]) -> bytes:
    """A row a post below the names of the columns (RFC 4180)."""
    text = io.StringIO()
    rows = csv.writer(text)
    rows.writerow(Brief.__struct_fields__)
    rows.writerows(map(_cell, astuple(post)) for post in posts)
    return text.getvalue().encode("utf-8", "replace")


def _cell(value: str | tuple[str, ...] | None) -> str:
    """The text of a cell, with an apostrophe before what a spreadsheet would take for a formula (OWASP, "CSV injection")."""
    if isinstance(value, tuple):
        value = BETWEEN.join(item.replace(BETWEEN, f"\\{BETWEEN}") for item in value)
    return f"'{value}" if value and value.startswith(_FORMULA) else value or ""


POSTS = Operation("posts", _URL, posts, {JSON: Posts, NDJSON: None, CSV: None}, PostsRequest, links=True)
