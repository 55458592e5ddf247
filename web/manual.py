"""The API told to programs, and to people: its OpenAPI document, and a page made of that."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import msgspec
from flask import Response, request
from werkzeug.wrappers import Response as AnyResponse

from web.answer import JSON, blank_address, page, reader_language
from web.openapi import Json, document
from web.operation import Operation, given
from web.parameters import LANG
from web.tag import tagged_always

HTML = "text/html"


def manual(operations: tuple[Operation, ...], title: str) -> tuple[Operation, ...]:
    """The two operations that tell of these, and of themselves."""
    own: list[Operation] = []

    def described() -> Json:
        return document((*operations, *own), reader_language(), root=request.root_path)

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


def openapi(described: Callable[[], Json]) -> Response:
    return Response(msgspec.json.encode(described()), content_type=f"{JSON}; charset=utf-8")


def docs(described: Callable[[], Json], title: str) -> Response:
    return page("manual.html", address=blank_address(), title=title, api=described())
