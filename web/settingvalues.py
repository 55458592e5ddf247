"""The value of a setting as its field declares it: from `sakuin.toml`, where it has a type, or from the environment, where it is text."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from index.errors import InputUnusable
from search.declaration import SWITCHES, Declaration
from web.settingfaults import TEXT, TYPES, no_choice, no_list, no_match, no_switch, out_of_range


class Secret(str):
    """A text that no trace and no log may show."""

    def __repr__(self) -> str:
        return "Secret()"


def from_file(declared: Declaration, key: str, value: object, file: Path) -> object:
    """The value of a setting in `sakuin.toml`, below whose folder the paths in it lie. Errors: `InputUnusable`."""
    if declared.many:
        return _list_from_file(key, value, file)
    types, called = TYPES.get(declared.kind, TEXT)
    # To Python a truth is a number too.
    if not isinstance(value, types) or isinstance(value, bool) != (types is bool):
        raise InputUnusable(
            ja=f"{file} の {key} は{called.ja}で書いてください。", en=f"{file}: {key} must be {called.en}."
        )
    checked = _checked(declared, key, value, f"{file}: {key}")
    return file.parent / checked if isinstance(checked, Path) else checked


def _list_from_file(key: str, value: object, file: Path) -> tuple[str, ...]:
    if isinstance(value, list) and all(isinstance(each, str) for each in value):
        return tuple(value)
    raise no_list(key, file)


def from_text(declared: Declaration, key: str, text: str, variable: str) -> object:
    """The value of a setting in the environment, by the variable. Errors: `InputUnusable`."""
    kind = declared.kind
    if declared.many:
        return tuple(part.strip() for part in text.split(",") if part.strip())
    if kind is bool:
        if text.lower() in SWITCHES:
            return SWITCHES[text.lower()]
        raise no_switch(variable, text)
    if kind not in {int, float}:
        return _checked(declared, key, text, variable)
    try:
        number = kind(text) if text.isascii() else None
    except ValueError:
        number = None
    if number is None:
        raise out_of_range(declared, variable, text)
    return _checked(declared, key, number, variable)


def _checked(declared: Declaration, key: str, value: Any, where: str) -> object:
    """The value in the type of its field. Errors: `InputUnusable` where it is none that the field takes."""
    if declared.minimum is not None and not declared.minimum <= value <= (declared.maximum or 0):
        raise out_of_range(declared, where, value)
    if declared.choices and value not in declared.choices:
        raise no_choice(declared, key, where, value)
    if declared.pattern and not re.fullmatch(declared.pattern, value):
        raise no_match(declared, where, value)
    if declared.kind is Path:
        return Path(value).expanduser() if value else None
    return declared.kind(value) if declared.kind in {float, Secret} else value
