"""One address of the API, declared once: its route, its checks and its part of the OpenAPI document come from here."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Literal

from flask import Blueprint, Response, g
from msgspec import Struct
from werkzeug.wrappers import Response as AnyResponse

from web.problems import bad_parameters
from web.request.read import arguments, read
from web.request.requests import LanguageRequest
from web.serving.etag import tagged, tagged_always

SEGMENT = re.compile(r"<(?:[^:>]*:)?([a-z_]+)>")
"""A part of a path that varies, as Flask writes it: <post_id>, <any(tags,years):field>."""


@dataclass(frozen=True)
class Operation:
    """`name` is also the key of its text in `web.api.about`. Its view gets the `request`, where it takes one, and by their
    names the parts of its path that vary, which `web.request.requests.Segments` declares."""

    name: str
    rule: str
    view: Callable[..., Response]
    answers: Mapping[str, type[Struct] | None]  # by the type of content; None for text
    request: type[Struct] | None = LanguageRequest
    method: Literal["GET", "POST"] = "GET"
    tagged: bool = True  # it has an ETag, and answers 304
    asks_index: bool = True
    links: bool = False  # it names the next page in a header
    secured: bool = False


def register(api: Blueprint, operation: Operation) -> None:
    api.add_url_rule(operation.rule, operation.name, partial(_answer, operation), methods=[operation.method])


def _answer(operation: Operation, **segments: str) -> AnyResponse:
    """Errors: `Problem`."""
    if operation.request is None:
        return operation.view(**segments)
    parameters, problems = read(arguments(), operation.request)
    if problems:
        raise bad_parameters(problems)
    g.asked = parameters
    answer = partial(operation.view, parameters, **segments)
    if not operation.tagged:
        return answer()
    return tagged(parameters, make=answer) if operation.asks_index else tagged_always(parameters, make=answer)
