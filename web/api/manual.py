"""The API described to programs, and to people: its OpenAPI document, and a page made of that."""

from __future__ import annotations

from functools import lru_cache

import msgspec
from flask import Response, request

from index.language import Language
from web.api.examples import examples_of
from web.api.json import JSON
from web.api.openapi import document
from web.api.operation import Operation
from web.blog import this_blog
from web.pages.frame import page
from web.request.language import reader_language
from web.request.page import blank_address
from web.request.requests import LanguageRequest
from web.request.values import Json

_REMEMBERED = 8


def manual(*operations: Operation) -> tuple[Operation, ...]:
    """These operations, and the two that describe them all."""

    @lru_cache(_REMEMBERED)
    def described(language: Language, root: str) -> Json:
        return document(everything, language, root=root)

    def openapi(_: LanguageRequest) -> Response:
        description = described(reader_language(), request.root_path)
        return Response(msgspec.json.encode(description), content_type=f"{JSON}; charset=utf-8")

    def docs(_: LanguageRequest) -> Response:
        description = described(reader_language(), request.root_path)
        blog = this_blog()
        return page(
            "manual.html",
            address=blank_address(),
            title=blog.settings.ui.title or (blog.state.title if blog.state else ""),
            api=description,
            cors=blog.settings.api.cors,
            examples=examples_of(everything),
        )

    everything = (
        *operations,
        Operation("openapi", "/api/v1/openapi.json", openapi, {JSON: None}, asks_index=False),
        Operation("docs", "/api/v1/docs", docs, {"text/html": None}, asks_index=False),
    )
    return everything
