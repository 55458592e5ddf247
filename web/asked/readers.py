"""How the text of one value is read, and the JSON Schema of what is taken: whoever checks and whoever describes has it from
here."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Generic, Literal, TypeVar

from index.language import Message
from search.answer import Cursor

MAX_FILTER_LENGTH = 256
MAX_QUERY = 10_000  # characters; a search reads half of them

ParameterCode = Literal[
    "unknown_parameter",
    "repeated_parameter",
    "too_many",
    "too_long",
    "wrong_type",
    "out_of_range",
    "offset_too_large",
    "invalid_choice",
    "invalid_date",
    "invalid_cursor",
]
"""What may be wrong with a parameter."""

Value = TypeVar("Value", covariant=True)
Schema = Mapping[str, object]

_CONTROL = dict.fromkeys((*range(32), *range(127, 160)), " ")
_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{1,2})(?:-([0-9]{1,2}))?)?")


class Unreadable(ValueError):
    """A value that cannot be read: a stable code for programs, a sentence for people."""

    def __init__(
        self, code: ParameterCode, *, ja: str, en: str, minimum: int | None = None, maximum: int | None = None
    ) -> None:
        super().__init__(code)
        self.code, self.message, self.minimum, self.maximum = code, Message(ja=ja, en=en), minimum, maximum


@dataclass(frozen=True)
class Reader(Generic[Value]):
    """Reads the text of a value, or raises `Unreadable`; `schema` says in JSON Schema which texts it takes."""

    read: Callable[[str], Value]
    schema: Schema

    def __call__(self, value: str) -> Value:
        return self.read(value)


def takes(**schema: object) -> Callable[[Callable[[str], Value]], Reader[Value]]:
    """A reader made of a function, with the schema of what it takes."""
    return lambda read: Reader(read, schema)


@takes(type="string")
def plain(value: str) -> str:
    """The text with a space for each control character."""
    return value.translate(_CONTROL)


@takes(type="string")
def query(value: str) -> str:
    """As much of a text as is ever kept; that not all of it is searched stands among the warnings of the answer."""
    return plain(value[:MAX_QUERY])


def up_to(longest: int) -> Reader[str]:
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


name = up_to(MAX_FILTER_LENGTH)


def whole(minimum: int, maximum: int, too_large: ParameterCode = "out_of_range") -> Reader[int]:
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
