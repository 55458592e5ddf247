"""What the fields of a Struct declare, for all that check a value, describe it or offer it as an option.

limit: Annotated[int, about("最大の件数", "How many at most", ge=1, le=100)] = 10
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from msgspec import Meta, Struct
from msgspec.structs import FieldInfo, fields

from index.language import Message

SWITCHES = {"1": True, "0": False, "true": True, "false": False, "on": True, "off": False}
"""How people write yes and no."""


@dataclass(frozen=True)
class Declaration:
    """One field of a Struct. People write `name`, the Struct calls it `field`. `kind` is the type of one value, to which the bounds
    apply; where `many`, several values may be given, at most `most`."""

    name: str
    field: str
    kind: Any
    default: Any
    many: bool
    most: int | None
    minimum: int | None
    maximum: int | None
    longest: int | None
    pattern: str | None
    extra: Mapping[str, Any]

    @property
    def choices(self) -> tuple[str, ...]:
        """The values to choose from, in the order of their declaration; () where any will do."""
        return get_args(self.kind) if get_origin(self.kind) is Literal else ()

    @property
    def separated(self) -> bool:
        """Whether our own addresses write several values with commas between them, as choices; other parameters are repeated there.
        Both are read."""
        return self.many and bool(self.choices)

    @property
    def about(self) -> Message:
        """What the field is for."""
        message: Message = self.extra["about"]
        return message


def about(ja: str, en: str, *, extra: Mapping[str, object] | None = None, **bounds: Any) -> Meta:
    """What a field is for in both languages, its bounds by the names of `Meta`, and anything else that a reader of it needs."""
    return Meta(extra={"about": Message(ja=ja, en=en), **(extra or {})}, **bounds)


@cache
def declarations(kind: type[Struct]) -> Mapping[str, Declaration]:
    """The fields of a Struct by the names that people write, in its order."""
    return {each.encode_name: _declaration(each) for each in fields(kind)}


def _declaration(field: FieldInfo) -> Declaration:
    whole, metas = _taken_apart(field.type)
    many = get_origin(whole) is tuple
    one, metas_of_one = _taken_apart(get_args(whole)[0]) if many else (whole, metas)
    extra: dict[str, Any] = {}
    for meta in metas:
        extra |= meta.extra or {}
    return Declaration(
        name=field.encode_name,
        field=field.name,
        kind=one,
        default=field.default,
        many=many,
        most=_first(metas, "max_length") if many else None,
        minimum=_first(metas_of_one, "ge"),
        maximum=_first(metas_of_one, "le"),
        longest=_first(metas_of_one, "max_length"),
        pattern=_first(metas_of_one, "pattern"),
        extra=extra,
    )


def _taken_apart(annotation: object) -> tuple[Any, tuple[Meta, ...]]:
    """The type without its metadata and without None, and the metadata."""
    metas: tuple[Meta, ...] = ()
    if get_origin(annotation) is Annotated:
        annotation, *found = get_args(annotation)
        metas = tuple(each for each in found if isinstance(each, Meta))
    if get_origin(annotation) in {Union, UnionType}:
        annotation = next(each for each in get_args(annotation) if each is not NoneType)
    return annotation, metas


def _first(metas: tuple[Meta, ...], constraint: str) -> Any:
    return next((value for meta in metas if (value := getattr(meta, constraint)) is not None), None)
