"""A request as an address: the parameters of a search, in one canonical order."""

from __future__ import annotations

from urllib.parse import urlencode

from msgspec import Struct
from msgspec.structs import replace

from search.answer import SearchResult
from search.declaration import declarations
from search.request import MAX_OFFSET, SearchRequest

SEARCH_URL = "/api/v1/search"

Parameters = tuple[tuple[str, str], ...]


def parameters_of(request: Struct) -> Parameters:
    """What an address says of a request: the parameters in the order of their declaration, defaults left out."""
    return tuple(
        (each.name, text)
        for each in declarations(type(request)).values()
        if (value := getattr(request, each.field)) != each.default
        for text in _texts(value, separated=each.separated)
    )


def query_string(parameters: Parameters) -> str:
    return urlencode(parameters, errors="replace")


def next_url(result: SearchResult, extra: Parameters = (), *, root: str = "") -> str | None:
    """The address of the next hits; None at the end. `extra` are parameters to keep, such as `lang`; below `root` lies all."""
    offset = result.request.offset + result.request.limit
    if offset >= result.total or offset > MAX_OFFSET:
        return None
    return root + _url_at(offset, result.request, extra)


def previous_url(result: SearchResult, extra: Parameters = (), *, root: str = "") -> str | None:
    """The address of the hits before these; behind the end, that of the last ones."""
    request = result.request
    if not request.offset:
        return None
    last = max(result.total - 1, 0) // request.limit * request.limit
    return root + _url_at(max(min(request.offset - request.limit, last), 0), request, extra)


def _url_at(offset: int, request: SearchRequest, extra: Parameters) -> str:
    parameters = (*parameters_of(replace(request, offset=offset)), *extra)
    return f"{SEARCH_URL}?{query_string(parameters)}" if parameters else SEARCH_URL


def _texts(value: object, *, separated: bool) -> list[str]:
    if isinstance(value, tuple):
        items = [str(item) for item in value]
        return [",".join(items)] if separated else items
    return [str(int(value)) if isinstance(value, bool) else str(value)]
