"""A request as the parameters of an address, in one canonical order."""

from __future__ import annotations

from msgspec import Struct

from search.declaration import declarations
from web.request.percent import percent_encoded

Parameters = tuple[tuple[str, str], ...]
"""Names and values, as they stand in an address."""


def parameters_of(request: Struct) -> Parameters:
    """The parameters of a request in the order of their declaration, defaults left out."""
    return tuple(
        (each.name, text)
        for each in declarations(type(request)).values()
        if (value := getattr(request, each.field)) != each.default
        for text in _texts(value, separated=each.separated)
    )


def query_string(parameters: Parameters) -> str:
    return "&".join(f"{name}={percent_encoded(value).replace('%20', '+')}" for name, value in parameters)


def _texts(value: object, *, separated: bool) -> list[str]:
    if isinstance(value, tuple):
        items = [str(item) for item in value]
        return [",".join(items)] if separated else items
    return [str(int(value)) if isinstance(value, bool) else str(value)]
