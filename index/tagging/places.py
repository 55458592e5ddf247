"""Where the tags of a post stand in its front matter, character by character."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

import yaml

from index.reading.frontmatter.syntax import NOT_YAML_CHARACTERS, RARE_LINE_ENDS, TWO_HALVES, YAML_LOADER
from index.reading.frontmatter.values import as_list

Quotes = Literal["", "'", '"']
Form = Literal["yaml", "toml", "json"]

_STRING = re.compile(r'"(?:[^"\\\n]|\\.)*"|\'[^\'\n]*\'')
_LONG_STRING = re.compile(r"\"{3}.*?\"{3}|'{3}.*?'{3}", re.DOTALL)
_SKIPPED = re.compile(r"(?:[\s,]|#[^\n]*)*")
_WORD = re.compile(r"[^\s,、，]+")
_PLAIN = re.compile(r"[^\W\d_](?:[^:#,\[\]{}\"'`|>&*!%@\\\n]|(?<=\S)[#:'\"](?=\S))*", re.UNICODE)
_NO_TEXT = frozenset(["true", "false", "yes", "no", "on", "off", "null", "y", "n"])


@dataclass(frozen=True)
class Place:
    """A tag in a text: its first character, the first after it, what it says, and how it is quoted. A `word` stands in one text with others."""

    start: int
    end: int
    value: str
    quotes: Quotes = ""
    word: bool = False

    def written(self, tag: str, form: Form) -> str:
        """Another tag as it must be written here."""
        if self.word:
            return tag
        if self.quotes == "'" and (form == "yaml" or "'" not in tag):
            return f"'{tag.replace(chr(39), chr(39) * 2)}'" if form == "yaml" else f"'{tag}'"
        if not self.quotes and _PLAIN.fullmatch(tag) and tag.strip() == tag and tag.lower() not in _NO_TEXT:
            return tag
        return json.dumps(tag, ensure_ascii=False)


class Asked(NamedTuple):
    """The key of front matter below which the tags of a post stand, what they are, and whether white space cuts its text into them."""

    key: str
    tags: tuple[str, ...]
    cut: bool = False


def tag_places(source: str, form: Form, asked: Asked) -> list[Place]:
    """Where the tags of a post stand in its front matter, in its own order; none of those that stand elsewhere, or are written in a way that
    is not rewritten: text over several lines, aliases of YAML."""
    return list(_in_yaml(source, asked)) if form == "yaml" else _in_array(source, form, asked)


# ---- YAML


def _in_yaml(source: str, asked: Asked) -> Iterator[Place]:
    text = source.translate(RARE_LINE_ENDS)
    if NOT_YAML_CHARACTERS.search(text) or TWO_HALVES.search(text):
        return
    for scalar in _scalars(yaml.parse(text, Loader=YAML_LOADER), asked.key):
        yield from _of_scalar(scalar, text, cut=asked.cut)


def _scalars(events: Iterator[Any], key: str) -> Iterator[Any]:
    """The scalars below a key of the outermost mapping, but none of those in a mapping there."""
    inside: list[Any] = []  # the collections that are open, as their first events
    nodes, name = 0, ""  # of the outermost mapping, where a key and its value take turns
    for event in events:
        if isinstance(event, yaml.CollectionEndEvent):
            inside.pop()
        if not isinstance(event, yaml.NodeEvent):
            continue
        nodes += len(inside) == 1
        is_key = len(inside) == 1 and nodes % 2 == 1
        if is_key:
            name = event.value.strip().lower() if isinstance(event, yaml.ScalarEvent) else ""
        elif isinstance(event, yaml.ScalarEvent) and name == key and _in_lists(inside):
            yield event
        if isinstance(event, yaml.CollectionStartEvent):
            inside.append(event)


def _in_lists(inside: Sequence[Any]) -> bool:
    return all(isinstance(each, yaml.SequenceStartEvent) for each in inside[1:])


def _of_scalar(scalar: Any, text: str, *, cut: bool) -> Iterator[Place]:
    start, end = scalar.start_mark.index, scalar.end_mark.index
    quotes: Quotes = scalar.style or ""
    inner = (start + len(quotes), end - len(quotes))
    if scalar.style not in (None, "", "'", '"') or "\n" in text[start:end]:
        return
    if cut and text[slice(*inner)] == scalar.value:
        for match in _WORD.finditer(text, *inner):
            yield Place(*match.span(), match[0], quotes, word=True)
    else:
        yield Place(start, end, scalar.value, quotes)


# ---- TOML and JSON


def _in_array(source: str, form: Form, asked: Asked) -> list[Place]:
    """The strings of the array, or the one string, that is set to the key and says these tags."""
    key = re.escape(asked.key)
    setting = re.compile(rf"""(?:^|[{{,])\s*["']?{key}["']?\s*[=:]\s*""", re.MULTILINE | re.IGNORECASE)
    for match in setting.finditer(_LONG_STRING.sub(lambda found: " " * len(found[0]), source)):
        places = list(_strings(source, match.end(), form))
        if as_list([place.value for place in places]) == asked.tags:
            return places
    return []


def _strings(source: str, at: int, form: Form) -> Iterator[Place]:
    several = source[at : at + 1] == "["
    at += several
    while True:
        at = _SKIPPED.match(source, at).end() if several else at  # type: ignore[union-attr]
        match = _STRING.match(source, at)
        if match is None or source.startswith(('"""', "'''"), at):
            return
        yield Place(*match.span(), _value(match[0], form), "'" if match[0][0] == "'" else '"')
        at = match.end()
        if not several:
            return


def _value(literal: str, form: Form) -> str:
    try:
        return str(tomllib.loads(f"a = {literal}")["a"] if form == "toml" else json.loads(literal))
    except ValueError:
        return ""


def are_neighbours(places: Sequence[Place], text: str) -> bool:
    """Whether nothing but a comma or a new item stands between two places."""
    gap = text[places[0].end : places[1].start]
    return re.fullmatch(r"\s*,\s*|[ \t]*\r?\n[ \t]*-[ \t]+|[\s,、，]+", gap) is not None
