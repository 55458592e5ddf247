"""One value of a parameter: read from its text, as its field declares, and the JSON Schema of the texts that can be read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from msgspec import NODEFAULT

from index.days import read_days
from index.language import Message
from search.declaration import SWITCHES, Declaration
from search.query.parse import LONGEST_QUERY
from search.request import Cursor

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
    "invalid_utf8",
]
"""What may be wrong with a parameter."""

Json = dict[str, Any]

_CONTROL = dict.fromkeys((*range(32), *range(127, 160)), " ")


@dataclass(eq=False)  # not frozen: Python writes the trace into it
class ParameterProblem(Exception):
    """What is wrong with a parameter: a stable code for programs, a sentence for people, the bounds where it lies outside them.
    `read_value` raises it without `param` and `value`, its name and its text, which `web.request.read` adds."""

    code: ParameterCode
    message: Message
    minimum: int | None = None
    maximum: int | None = None
    param: str = ""
    value: str = ""


def plain(value: str) -> str:
    """The text with a space for each control character."""
    return value.translate(_CONTROL)


def read_value(text: str, declared: Declaration) -> object:
    """The value of a field, or one of its values, from its text. Errors: `ParameterProblem`."""
    if declared.choices:
        return _choice(text, declared.choices)
    if declared.kind is bool:
        return SWITCHES[_choice(text.lower(), SWITCHES)]
    if declared.kind is int:
        return _whole(text, declared)
    if declared.kind is date:
        return _day(text, declared)
    if declared.kind is Cursor:
        return _cursor(text)
    return _text(text, declared.longest)


def schema_of(declared: Declaration) -> Json:
    """The texts that `read_value` takes for a field, in JSON Schema, and the default."""
    schema = _schema_of_one(declared)
    if declared.many:
        none = {"enum": [*declared.choices, ""]} if declared.choices else {}  # "" asks for the empty list
        most = {} if declared.most is None else {"maxItems": declared.most}
        schema = {"type": "array", "items": {**schema, **none}, **most}
    if declared.default in (None, "", (), NODEFAULT):
        return schema
    return {**schema, "default": declared.default}


def _schema_of_one(declared: Declaration) -> Json:
    if declared.choices:
        return {"type": "string", "enum": list(declared.choices)}
    if declared.kind is bool:
        others = [text for text in SWITCHES if text not in {"true", "false"}]
        return {"anyOf": [{"type": "boolean"}, {"type": "string", "enum": others}]}
    if declared.kind is int:
        return {"type": "integer", "minimum": declared.minimum, "maximum": declared.maximum}
    if declared.kind is date:
        some = {"type": "string", "pattern": "^[12][0-9]{3}(-(0[1-9]|1[0-2]))?$"}
        return {"anyOf": [{"type": "string", "format": "date"}, some]}
    if declared.kind is Cursor:
        return {"type": "string", "pattern": f"^{Cursor.PATTERN}$"}
    bounds = {"maxLength": declared.longest, "pattern": declared.pattern}
    return {"type": "string", **{name: bound for name, bound in bounds.items() if bound is not None}}


def _text(value: str, longest: int | None) -> str:
    """The text without space around it. One without a bound is a query: it is cut to one character more than a search reads, so
    that the answer still warns of the cut."""
    if longest is None:
        return plain(value[: LONGEST_QUERY + 1])
    if len(value) <= longest:
        return plain(value).strip()
    raise ParameterProblem(
        "too_long",
        Message(ja=f"{longest}文字以下で指定してください", en=f"must be at most {longest} characters long"),
        maximum=longest,
    )


def _whole(value: str, declared: Declaration) -> int:
    minimum, maximum = declared.minimum or 0, declared.maximum or 0
    digits = value.removeprefix("-")
    if not (digits.isascii() and digits.isdigit()):
        raise ParameterProblem("wrong_type", Message(ja="整数で指定してください", en="must be a whole number"))
    number = int(value) if len(digits) < 10 else maximum + 1 if digits == value else minimum - 1
    if minimum <= number <= maximum:
        return number
    raise ParameterProblem(
        declared.extra.get("too_large", "out_of_range") if number > maximum else "out_of_range",
        Message(ja=f"{minimum}以上{maximum}以下で指定してください", en=f"must be from {minimum} to {maximum}"),
        minimum=minimum,
        maximum=maximum,
    )


def _choice(value: str, allowed: Iterable[str]) -> str:
    if value in allowed:
        return value
    raise ParameterProblem(
        "invalid_choice",
        Message(ja=f"{'、'.join(allowed)} のどれかを指定してください", en=f"must be one of {', '.join(allowed)}"),
    )


def _cursor(value: str) -> Cursor:
    """The place where a list goes on, from `next` of the answer before."""
    if cursor := Cursor.of(value):
        return cursor
    raise ParameterProblem(
        "invalid_cursor",
        Message(ja="前の応答の next にある値を指定してください", en="must be the one in next of the answer before"),
    )


def _day(value: str, declared: Declaration) -> date:
    """The first or the last day of 2024, of 2024-05 or of 2024-05-12, as the field means it."""
    days = read_days(value)
    if days is None:
        raise ParameterProblem(
            "invalid_date",
            Message(
                ja="2024-05-12 のような日付（2024、2024-05 も可）で指定してください",
                en="must be a date such as 2024-05-12 (or 2024, or 2024-05)",
            ),
        )
    return days.last if declared.extra["day"] == "last" else days.first
