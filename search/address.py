"""A request as an address: the parameters of a search, in one canonical order."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from urllib.parse import urlencode

from search.answer import SearchResult
from search.request import SearchRequest

SEARCH_URL = "/api/v1/search"
MAX_OFFSET = 9990

PARAMETERS = {
    "q": "query",
    "tag": "tags",
    "category": "categories",
    "year": "years",
    "author": "author",
    "from": "since",
    "to": "until",
    "sort": "sort",
    "mode": "mode",
    "exact": "exact",
    "limit": "limit",
    "offset": "offset",
    "facets": "facets",
    "snippet": "snippet",
    "explain": "explain",
}
"""Each parameter, and the field of `SearchRequest` that it fills."""

Parameters = tuple[tuple[str, str], ...]


def search_parameters(request: SearchRequest) -> Parameters:
    """What an address says of a request: canonical order, defaults left out."""
    default = SearchRequest()
    return tuple(
        (name, text)
        for name, field in PARAMETERS.items()
        if getattr(request, field) != getattr(default, field)
        for text in _texts(name, getattr(request, field))
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
    parameters = (*search_parameters(replace(request, offset=offset)), *extra)
    return f"{SEARCH_URL}?{query_string(parameters)}" if parameters else SEARCH_URL


def _texts(name: str, value: str | int | date | tuple[str | int, ...]) -> list[str]:
    if isinstance(value, tuple):
        items = [str(item) for item in value]
        return [",".join(items)] if name == "facets" else items
    return [str(int(value)) if isinstance(value, bool) else str(value)]
