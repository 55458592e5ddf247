"""What the fields of a Struct declare: whoever checks a value, describes it or offers it as an option has it from here.

limit: Annotated[int, about("最大の件数", "How many at most", ge=1, le=100)] = 10
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from msgspec import Meta, Struct
from msgspec.structs import fields

from index.language import Message


@dataclass(frozen=True)
class Declaration:
    """One field of a Struct. `name` is the one that people write, `field` that of the Struct; `kind` is the type of one value,
    of which `many` may be given, at most `most`. The bounds are those of one value too."""

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
        """Whether its values stand in one text, with commas between them: choices do, any other may be given again."""
        return self.many and bool(self.choices)

    @property
    def about(self) -> Message:
        """What it is for."""
        message: Message = self.extra["about"]
        return message


def about(ja: str, en: str, *, extra: Mapping[str, object] | None = None, **bounds: Any) -> Meta:
    """What a field is for, with its bounds as `Meta` names them, and what else there is to say of it."""
    return Meta(extra={"about": Message(ja=ja, en=en), **(extra or {})}, **bounds)


@cache
def declarations(kind: type[Struct]) -> Mapping[str, Declaration]:
    """The fields of a Struct by the names that people write, in its order."""
    return {
        each.encode_name: _declaration(each.encode_name, each.name, each.type, each.default) for each in fields(kind)
    }


def _declaration(name: str, field: str, annotation: object, default: object) -> Declaration:
    whole, metas = _taken_apart(annotation)
    many = get_origin(whole) is tuple
    one, metas_of_one = _taken_apart(get_args(whole)[0]) if many else (whole, metas)
    extra: dict[str, Any] = {}
    for meta in metas:
        extra |= meta.extra or {}
    return Declaration(
        name=name,
        field=field,
        kind=one,
        default=default,
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
