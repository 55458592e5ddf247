"""The API described to programs, and to people: its OpenAPI document, and a page made of that."""

from __future__ import annotations

import msgspec
from flask import Response, request

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


def manual(*operations: Operation) -> tuple[Operation, ...]:
    """These operations, and the two that describe them all."""

    def described() -> Json:
        return document(everything, reader_language(), root=request.root_path)

    def openapi(_: LanguageRequest) -> Response:
        return Response(msgspec.json.encode(described()), content_type=f"{JSON}; charset=utf-8")

    def docs(_: LanguageRequest) -> Response:
        blog, examples = this_blog(), examples_of(everything)
        answer = page(
            "manual.html",
            address=blank_address(),
            title=blog.settings.ui.title or (blog.state.title if blog.state else ""),
            api=described(),
            cors=blog.settings.api.cors,
            examples=examples,
        )
        if any(each.answer is None for each in examples.values()):
            answer.headers["Cache-Control"] = "no-store"  # the next one may be whole
        return answer

    everything = (
        *operations,
        Operation("openapi", "/api/v1/openapi.json", openapi, {JSON: None}, asks_index=False),
        Operation("docs", "/api/v1/docs", docs, {"text/html": None}, asks_index=False),
    )
    return everything
