"""One address of the API, told once: its route, its checks and its place in the OpenAPI document come from this."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from flask import Flask, request
from msgspec import Struct
from werkzeug.wrappers import Response

from web.api.errors import BadParameters
from web.request.parameters import LANG, Parameter, arguments, read
from web.request.readers import Reader

Answers = Mapping[str, type[Struct] | None]
"""The types of content, each with what is in it; None for text."""


@dataclass(frozen=True)
class Operation:
    """`name` is also the key of its text in `web.about`; `segments` are the parts of its path that vary."""

    name: str
    rule: str
    view: Callable[..., Response]
    answers: Answers
    parameters: Mapping[str, Parameter] = field(default_factory=lambda: {"lang": LANG})
    segments: Mapping[str, Reader[object]] = field(default_factory=dict)
    method: Literal["GET", "POST"] = "GET"
    tagged: bool = True  # it has an ETag, and answers 304
    asks_index: bool = True
    links: bool = False  # it names the next page in a header
    secured: bool = False


def register(app: Flask, operation: Operation) -> None:
    app.add_url_rule(operation.rule, f"api_{operation.name}", operation.view, methods=[operation.method])


def given(known: Mapping[str, Parameter]) -> dict[str, object]:
    """The parameters of the request, with the default of those that are not given. Errors: `BadParameters`."""
    values, problems = read(arguments(request.query_string), known)
    if problems:
        raise BadParameters(problems)
    return {name: parameter.default for name, parameter in known.items() if parameter.default is not None} | values
