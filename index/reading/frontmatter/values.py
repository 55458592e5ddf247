"""The values of front matter and settings, as text, list, flag or mapping."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import TypeAlias

Value: TypeAlias = "str | date | datetime | list[Value] | dict[str, Value] | None"
Values: TypeAlias = Mapping[str, Value]

# NFC would write 神 (U+FA19) as 神: who wrote the old form means it. No such character is ever composed with another.
NOT_COMPATIBILITY_KANJI = re.compile("[^\uf900-\ufaff\U0002f800-\U0002fa1f]+")
MAX_VALUES = 1_000  # tags of one post


class Quoted(str):
    """A text that YAML takes for nothing but a text, since it stands in quotes: no date, no truth."""

    __slots__ = ()


def as_text(value: Value) -> str:
    """A value as one line of text: of a list its strings, with commas between them, of a mapping its name."""
    if isinstance(value, dict):
        name = value.get("name")
        value = name if isinstance(name, str) else None
    if isinstance(value, list):
        return ", ".join(as_list(value))
    return " ".join(_string(value).split())


def as_list(value: Value, *, split: bool = False) -> tuple[str, ...]:
    """The strings in a value, nested lists flattened, each once; `split` cuts a lone string at white space."""
    if isinstance(value, str) and split:
        value = list(value.split())
    strings = (as_text(inner).strip(",、，").strip() for inner in _leaves(value))
    return tuple(dict.fromkeys(string for string in strings if string))[:MAX_VALUES]


def as_flag(value: Value) -> bool | None:
    """True or False for what YAML 1.1 takes for a boolean, None for anything else."""
    text = _string(value).strip().lower()
    if text in ("true", "yes", "on"):
        return True
    return False if text in ("false", "no", "off") else None


def as_mapping(value: Value) -> Values:
    """A mapping as it is, an empty one for anything else."""
    return value if isinstance(value, dict) else {}


def _string(value: object) -> str:
    if isinstance(value, str):
        return _composed(value)
    return value.isoformat() if isinstance(value, date) else ""


def _composed(text: str) -> str:
    """The text with か and U+3099 as が, which macOS writes in two, and the author's own kanji."""
    return NOT_COMPATIBILITY_KANJI.sub(lambda run: unicodedata.normalize("NFC", run[0]), text)


def _leaves(value: Value) -> Iterator[Value]:
    """The values in a list and in the lists inside. Each counts once, for aliases can make billions of a few."""
    waiting, seen = [value], set[int]()
    while waiting:
        inner = waiting.pop()
        if id(inner) in seen:
            continue
        seen.add(id(inner))
        if isinstance(inner, list):
            waiting.extend(reversed(inner))
        else:
            yield inner
