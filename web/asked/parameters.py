"""A query string to values, and to all that is wrong with it at once.

The API turns the problems into one answer, a page shows them as notes and goes on with what it could read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches
from typing import get_args
from urllib.parse import parse_qsl

from msgspec import convert

from index.language import Language, Message
from search.address import MAX_OFFSET, PARAMETERS
from search.request import FacetField, Mode, SearchRequest, Sort
from web.asked.readers import (
    ParameterCode,
    Reader,
    Unreadable,
    choice,
    choices,
    cursor,
    first_day,
    last_day,
    name,
    plain,
    query,
    up_to,
    whole,
    yes_or_no,
)

MAX_VALUES = 20  # of one filter; more only make the links of a page grow without end
MAX_PATH_LENGTH = 1000
_LONGEST_NAME = 40
_ELSEWHERE = {
    **dict.fromkeys(("query", "search", "keyword", "keywords", "s", "text"), "q"),
    **dict.fromkeys(("page", "start", "from_", "skip"), "offset"),
    **dict.fromkeys(("per_page", "page_size", "pagesize", "hitsperpage", "size", "rows", "count", "n"), "limit"),
    **dict.fromkeys(("order", "order_by", "sort_by"), "sort"),
    **dict.fromkeys(("label", "labels"), "tag"),
    **dict.fromkeys(("since", "after"), "from"),
    **dict.fromkeys(("until", "before"), "to"),
}
"""What other search engines call our parameters."""

POST_ID = re.compile(r"[0-9a-f]{12}")


@dataclass(frozen=True)
class ParameterProblem:
    param: str
    code: ParameterCode
    message: Message
    value: str = ""
    minimum: int | None = None
    maximum: int | None = None


@dataclass(frozen=True)
class Parameter:
    """How the text of one parameter is read, and its value where it is not given; `many` may stand more than once."""

    read: Reader[object]
    many: bool = False
    default: object = None


def with_defaults(parameters: Mapping[str, Parameter]) -> dict[str, Parameter]:
    """The parameters of a search with the defaults of `SearchRequest`."""
    default = SearchRequest()
    return {
        name: replace(parameter, default=getattr(default, PARAMETERS[name])) if name in PARAMETERS else parameter
        for name, parameter in parameters.items()
    }


LANG = Parameter(choice(*get_args(Language)))

PAGE_PARAMETERS = {
    "q": Parameter(query),
    "tag": Parameter(name, many=True),
    "category": Parameter(name, many=True),
    "year": Parameter(whole(1, 9999), many=True),
    "author": Parameter(name),
    "from": Parameter(first_day),
    "to": Parameter(last_day),
    "sort": Parameter(choice(*get_args(Sort))),
    "mode": Parameter(choice(*get_args(Mode))),
    "exact": Parameter(yes_or_no),
    "page": Parameter(whole(1, 999_999_999)),
    "lang": LANG,
}

FILTERS = ("tag", "category", "year", "author", "from", "to")

SEARCH_PARAMETERS = with_defaults(
    {
        **{name: parameter for name, parameter in PAGE_PARAMETERS.items() if name in PARAMETERS},
        "limit": Parameter(whole(1, 100)),
        "offset": Parameter(whole(0, MAX_OFFSET, too_large="offset_too_large")),
        "facets": Parameter(choices(*get_args(FacetField))),
        "snippet": Parameter(whole(40, 400)),
        "explain": Parameter(yes_or_no),
        "lang": LANG,
    }
)

POSTS_PARAMETERS = {
    **{name: PAGE_PARAMETERS[name] for name in FILTERS},
    "path": Parameter(up_to(MAX_PATH_LENGTH)),
    "cursor": Parameter(cursor),
    "limit": Parameter(whole(1, 500), default=100),
    "format": Parameter(choice("json", "ndjson", "csv"), default="json"),
    "lang": LANG,
}

FACET_PARAMETERS = {
    "prefix": Parameter(name),
    **{name: SEARCH_PARAMETERS[name] for name in ("q", *FILTERS, "mode", "exact")},
    "limit": Parameter(whole(1, 1000), default=50),
    "lang": LANG,
}


def arguments(query_string: bytes) -> list[tuple[str, str]]:
    """The names and values of any bytes at all; what is not UTF-8 becomes U+FFFD."""
    return parse_qsl(query_string.decode("utf-8", "replace"), keep_blank_values=True, errors="replace")


def read(
    given: Iterable[tuple[str, str]], known: Mapping[str, Parameter]
) -> tuple[dict[str, object], tuple[ParameterProblem, ...]]:
    """What could be read, by parameter, and all that is wrong with the rest."""
    texts: dict[str, list[str]] = {}
    for key, text in given:
        texts.setdefault(key, []).append(text)
    values: dict[str, object] = {}
    problems: list[ParameterProblem] = []
    for key, found in texts.items():
        if key not in known:
            problems.append(_unknown(key, known))
        elif known[key].many:
            values[key] = _read_many(key, known[key], found, problems)
        else:
            _read_one(key, known[key], found, values, problems)
    return values, tuple(problems)


def search_request(values: Mapping[str, object]) -> SearchRequest:
    return convert({PARAMETERS[key]: value for key, value in values.items() if key in PARAMETERS}, SearchRequest)


def _read_one(
    key: str,
    parameter: Parameter,
    found: list[str],
    values: dict[str, object],
    problems: list[ParameterProblem],
) -> None:
    if len(found) > 1:
        message = Message(ja=f"{key} は1回だけ指定できます", en=f"{key} may be given only once")
        problems.append(ParameterProblem(key, "repeated_parameter", message, found[1]))
    try:
        values[key] = parameter.read(found[0])
    except Unreadable as error:
        problems.append(_problem(key, found[0], error))


def _read_many(
    key: str, parameter: Parameter, found: list[str], problems: list[ParameterProblem]
) -> tuple[object, ...]:
    items: dict[object, None] = {}
    for text in found[:MAX_VALUES]:
        try:
            items[parameter.read(text)] = None
        except Unreadable as error:
            problems.append(_problem(key, text, error))
    items.pop("", None)
    if len(found) > MAX_VALUES:
        message = Message(
            ja=f"{key} は{MAX_VALUES}個まで指定できます", en=f"{key} may be given at most {MAX_VALUES} times"
        )
        problems.append(ParameterProblem(key, "too_many", message, maximum=MAX_VALUES))
    return tuple(items)


def _problem(key: str, text: str, error: Unreadable) -> ParameterProblem:
    return ParameterProblem(key, error.code, error.message, plain(text), error.minimum, error.maximum)


def _unknown(key: str, known: Mapping[str, Parameter]) -> ParameterProblem:
    shown = plain(key if len(key) <= _LONGEST_NAME else f"{key[:_LONGEST_NAME]}…")
    meant = _meant(key[:_LONGEST_NAME].casefold(), known)
    ja, en = (f"{meant} ですか？", f" Did you mean {meant}?") if meant else ("", "")
    message = Message(
        ja=f"{shown or '空の名前'} は使えません。{ja}", en=f"There is no parameter {shown or 'without a name'}.{en}"
    )
    return ParameterProblem(shown, "unknown_parameter", message)


def _meant(key: str, known: Mapping[str, Parameter]) -> str:
    """The parameter that somebody had in mind, "" if there is none like it."""
    elsewhere = _ELSEWHERE.get(key, "")
    return elsewhere if elsewhere in known else next(iter(get_close_matches(key, known, n=1)), "")
