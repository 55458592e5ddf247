"""One address of the API, declared once: its route, its checks and its part of the OpenAPI document come from here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Literal

from flask import Blueprint
from msgspec import Struct
from werkzeug.wrappers import Response

from web.api.errors import BadParameters
from web.request.read import arguments, read
from web.request.requests import LanguageRequest

Answers = Mapping[str, type[Struct] | None]
"""The types of content, each with what is in it; None for text."""


@dataclass(frozen=True)
class Operation:
    """`name` is also the key of its text in `web.api.about`. Its view gets the `request`, where it takes one, and the
    `segments` of its path that vary, by name."""

    name: str
    rule: str
    view: Callable[..., Response]
    answers: Answers
    request: type[Struct] | None = LanguageRequest
    segments: type[Struct] | None = None
    method: Literal["GET", "POST"] = "GET"
    tagged: bool = True  # it has an ETag, and answers 304
    asks_index: bool = True
    links: bool = False  # it names the next page in a header
    secured: bool = False


def register(api: Blueprint, operation: Operation) -> None:
    api.add_url_rule(operation.rule, operation.name, partial(_answer, operation), methods=[operation.method])


def _answer(operation: Operation, **segments: str) -> Response:
    """Errors: `BadParameters`."""
    if operation.request is None:
        return operation.view(**segments)
    asked, problems = read(arguments(), operation.request)
    if problems:
        raise BadParameters(problems)
    return operation.view(asked, **segments)
