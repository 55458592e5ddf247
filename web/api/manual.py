"""The API told to programs, and to people: its OpenAPI document, and a page made of that."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, partial

import msgspec
from flask import Response, request
from werkzeug.wrappers import Response as AnyResponse

from index.language import Language
from web.api.about import EXAMPLES
from web.api.json import JSON
from web.api.openapi import Json, document
from web.api.operation import Operation, given
from web.pages.frame import page
from web.request.language import reader_language
from web.request.page import blank_address
from web.request.parameters import LANG
from web.serving.etag import tagged_always

HTML = "text/html"
Described = Callable[[Language, str], Json]
"""The document in a language, at a root."""

_REMEMBERED = 8


def manual(operations: tuple[Operation, ...], title: str) -> tuple[Operation, ...]:
    """The two operations that tell of these, and of themselves."""
    own: list[Operation] = []

    @lru_cache(_REMEMBERED)
    def described(language: Language, root: str) -> Json:
        return document((*operations, *own), language, root=root)

    own += [
        _told("openapi", "/api/v1/openapi.json", JSON, partial(openapi, described)),
        _told("docs", "/api/v1/docs", HTML, partial(docs, described, title)),
    ]
    return tuple(own)


def _told(name: str, rule: str, media: str, show: Callable[[], Response]) -> Operation:
    return Operation(name, rule, partial(_shown, show), {media: None}, asks_index=False)


def _shown(show: Callable[[], Response]) -> AnyResponse:
    values = given({"lang": LANG})
    return tagged_always(values, request.root_path, make=show)


def openapi(described: Described) -> Response:
    found = described(reader_language(), request.root_path)
    return Response(msgspec.json.encode(found), content_type=f"{JSON}; charset=utf-8")


def docs(described: Described, title: str) -> Response:
    found = described(reader_language(), request.root_path)
    return page("manual.html", address=blank_address(), title=title, api=found, examples=EXAMPLES)
