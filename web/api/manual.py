"""The API described to programs, and to people: its OpenAPI document, and a page made of that."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, partial

import msgspec
from flask import Response, request
from werkzeug.wrappers import Response as AnyResponse

from index.language import Language
from web.api.about import EXAMPLES
from web.api.json import JSON
from web.api.openapi import document
from web.api.operation import Operation
from web.blog import this_blog
from web.pages.frame import page
from web.request.language import reader_language
from web.request.page import blank_address
from web.request.requests import LanguageRequest
from web.request.values import Json
from web.serving.etag import tagged_always

HTML = "text/html"
Described = Callable[[Language, str], Json]
"""The document in a language, at a root."""

_REMEMBERED = 8


def manual(*operations: Operation) -> tuple[Operation, ...]:
    """These operations, and the two that describe them all."""

    @lru_cache(_REMEMBERED)
    def described(language: Language, root: str) -> Json:
        return document(everything, language, root=root)

    everything = (
        *operations,
        _operation("openapi", "/api/v1/openapi.json", JSON, partial(openapi, described)),
        _operation("docs", "/api/v1/docs", HTML, partial(docs, described)),
    )
    return everything


def openapi(described: Described) -> Response:
    found = described(reader_language(), request.root_path)
    return Response(msgspec.json.encode(found), content_type=f"{JSON}; charset=utf-8")


def docs(described: Described) -> Response:
    found = described(reader_language(), request.root_path)
    return page(
        "manual.html", address=blank_address(), title=this_blog().settings.ui.title, api=found, examples=EXAMPLES
    )


def _operation(name: str, rule: str, media: str, show: Callable[[], Response]) -> Operation:
    def view(asked: LanguageRequest) -> AnyResponse:
        return tagged_always(asked, request.root_path, make=show)

    return Operation(name, rule, view, {media: None}, asks_index=False)
