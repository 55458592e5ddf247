"""A query string to values, and to all that is wrong with it at once.

The API turns the problems into one answer, a page shows them as notes and goes on with what it could read.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from difflib import get_close_matches
from typing import Generic, TypeVar, get_args
from urllib.parse import parse_qsl

from msgspec import convert

from index.language import Language, Message
from search.address import MAX_OFFSET, PARAMETERS
from search.result import Cursor, FacetField, Mode, SearchRequest, Sort

MAX_VALUES = 20  # of one filter; more only make the links of a page grow without end
MAX_FILTER_LENGTH = 256
MAX_PROBLEMS = 20
MAX_PATH_LENGTH = 1000
POST_ID = re.compile(r"[0-9a-f]{12}")

Value = TypeVar("Value", covariant=True)
Schema = Mapping[str, object]

_CONTROL = dict.fromkeys((*range(32), *range(127, 160)), " ")
_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{1,2})(?:-([0-9]{1,2}))?)?")


class Unreadable(ValueError):
    """A value that cannot be read: a stable code for programs, a sentence for people."""

    def __init__(self, code: str, *, ja: str, en: str, minimum: int | None = None, maximum: int | None = None) -> None:
        super().__init__(code)
        self.code, self.message, self.minimum, self.maximum = code, Message(ja=ja, en=en), minimum, maximum


@dataclass(frozen=True)
class ParameterProblem:
    param: str
    code: str
    message: Message
    value: str = ""
    minimum: int | None = None
    maximum: int | None = None


@dataclass(frozen=True)
class Reader(Generic[Value]):
    """Reads the text of a value, or raises `Unreadable`; `schema` says in JSON Schema which texts it takes."""

    read: Callable[[str], Value]
    schema: Schema

    def __call__(self, value: str) -> Value:
        return self.read(value)


@dataclass(frozen=True)
class Parameter:
    """How the text of one parameter is read, and its value where it is not given; `many` may stand more than once."""

    read: Reader[object]
    many: bool = False
    default: object = None


def takes(**schema: object) -> Callable[[Callable[[str], Value]], Reader[Value]]:
    """A reader made of a function, with the schema of what it takes."""
    return lambda read: Reader(read, schema)


@takes(type="string")
def plain(value: str) -> str:
    """The text with a space for each control character."""
    return value.translate(_CONTROL)


def text(longest: int) -> Reader[str]:
    """A text of at most so many characters, without space around it."""

    @takes(type="string", maxLength=longest)
    def read(value: str) -> str:
        if len(value) <= longest:
            return plain(value).strip()
        raise Unreadable(
            "too_long",
            ja=f"{longest}文字以下で指定してください",
            en=f"must be at most {longest} characters long",
            maximum=longest,
        )

    return read


name = text(MAX_FILTER_LENGTH)


def whole(minimum: int, maximum: int, too_large: str = "out_of_range") -> Reader[int]:
    @takes(type="integer", minimum=minimum, maximum=maximum)
    def read(value: str) -> int:
        digits = value.removeprefix("-")
        if not (digits.isascii() and digits.isdigit()):
            raise Unreadable("wrong_type", ja="整数で指定してください", en="must be a whole number")
        number = int(value) if len(digits) < 10 else maximum + 1 if digits == value else minimum - 1
        if minimum <= number <= maximum:
            return number
        raise Unreadable(
            too_large if number > maximum else "out_of_range",
            ja=f"{minimum}以上{maximum}以下で指定してください",
            en=f"must be from {minimum} to {maximum}",
            minimum=minimum,
            maximum=maximum,
        )

    return read


def choice(*allowed: str) -> Reader[str]:
    @takes(type="string", enum=allowed)
    def read(value: str) -> str:
        if value in allowed:
            return value
        raise Unreadable(
            "invalid_choice",
            ja=f"{'、'.join(allowed)} のどれかを指定してください",
            en=f"must be one of {', '.join(allowed)}",
        )

    return read


def choices(*allowed: str) -> Reader[tuple[str, ...]]:
    """Values separated by commas; none at all is an answer too."""
    one = choice(*allowed)

    @takes(type="array", items={"type": "string", "enum": (*allowed, "")})
    def read(value: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(one(item.strip()) for item in value.split(",") if item.strip()))

    return read


_SWITCH = choice("1", "0", "true", "false", "on", "off")
_DAY = {
    "anyOf": [
        {"type": "string", "format": "date"},
        {"type": "string", "pattern": "^[12][0-9]{3}(-(0[1-9]|1[0-2]))?$"},
    ]
}


@takes(**_SWITCH.schema)
def yes_or_no(value: str) -> bool:
    return _SWITCH(value.lower()) in {"1", "true", "on"}


@takes(type="string", pattern=f"^{Cursor.PATTERN}$")
def cursor(value: str) -> Cursor:
    """Where a list goes on, as the answer before named it."""
    if found := Cursor.of(value):
        return found
    raise Unreadable(
        "invalid_cursor",
        ja="前の応答の next にある値を指定してください",
        en="must be the one in next of the answer before",
    )


@takes(**_DAY)
def first_day(value: str) -> date:
    """The first day of 2024, of 2024-05 or of 2024-05-12."""
    year, month, day = _date_parts(value)
    return _date(year, month or 1, day or 1)


@takes(**_DAY)
def last_day(value: str) -> date:
    year, month, day = _date_parts(value)
    month = month or 12
    if not day and year >= 1 and 1 <= month <= 12:
        day = calendar.monthrange(year, month)[1]
    return _date(year, month, day or 1)


def _date_parts(value: str) -> tuple[int, int | None, int | None]:
    found = _DATE.fullmatch(value)
    if not found:
        raise _no_date()
    year, month, day = found.groups()
    return int(year), int(month) if month else None, int(day) if day else None


def _date(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise _no_date() from None


def _no_date() -> Unreadable:
    return Unreadable(
        "invalid_date",
        ja="2024-05-12 のような日付（2024、2024-05 も可）で指定してください",
        en="must be a date such as 2024-05-12 (or 2024, or 2024-05)",
    )


def with_defaults(parameters: Mapping[str, Parameter]) -> dict[str, Parameter]:
    """The parameters of a search with the defaults of `SearchRequest`."""
    default = SearchRequest()
    return {
        name: replace(parameter, default=getattr(default, PARAMETERS[name])) if name in PARAMETERS else parameter
        for name, parameter in parameters.items()
    }


LANG = Parameter(choice(*get_args(Language)))

PAGE_PARAMETERS = {
    "q": Parameter(plain),
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
    "path": Parameter(text(MAX_PATH_LENGTH)),
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
    """What could be read, by parameter, and what is wrong with the rest."""
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
    return values, tuple(problems[:MAX_PROBLEMS])


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
        message = Message(ja=f"{key} は{MAX_VALUES}個まで指定できます", en=f"{key} may be given {MAX_VALUES} times")
        problems.append(ParameterProblem(key, "too_many", message, maximum=MAX_VALUES))
    return tuple(items)


def _problem(key: str, text: str, error: Unreadable) -> ParameterProblem:
    return ParameterProblem(key, error.code, error.message, plain(text), error.minimum, error.maximum)


def _unknown(key: str, known: Mapping[str, Parameter]) -> ParameterProblem:
    shown = plain(key[:40])
    close = get_close_matches(key[:40], known, n=1)
    ja, en = (f"{close[0]} ですか？", f" Did you mean {close[0]}?") if close else ("", "")
    message = Message(ja=f"{shown} は使えません。{ja}", en=f"There is no parameter {shown}.{en}")
    return ParameterProblem(shown, "unknown_parameter", message)
