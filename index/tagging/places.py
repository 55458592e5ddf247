"""Where the tags of a post stand in its front matter, character by character."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import yaml

from index.reading.frontmatter.syntax import NOT_YAML_CHARACTERS, RARE_LINE_ENDS, TWO_HALVES, YAML_LOADER

Quotes = Literal["", "'", '"']
Form = Literal["yaml", "toml", "json"]

_STRING = re.compile(r'"(?:[^"\\\n]|\\.)*"|\'[^\'\n]*\'')
_SKIPPED = re.compile(r"(?:[\s,]|#[^\n]*)*")
_WORD = re.compile(r"[^\s,、，]+")
_PLAIN = re.compile(r"[^\W\d_](?:[^:#,\[\]{}\"'`|>&*!%@\\\n]|(?<=\S)[#:'\"](?=\S))*", re.UNICODE)
_NO_TEXT = frozenset("true false yes no on off null y n".split())


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


def tag_places(source: str, form: Form, key: str) -> list[Place]:
    """The tags below a key of front matter, in its own order; none of those that stand elsewhere, or are written in a way that is not
    rewritten: text over several lines, aliases of YAML."""
    return list(_in_yaml(source, key)) if form == "yaml" else _in_array(source, form, key)


# ---- YAML


def _in_yaml(source: str, key: str) -> Iterator[Place]:
    text = source.translate(RARE_LINE_ENDS)
    if NOT_YAML_CHARACTERS.search(text) or TWO_HALVES.search(text):
        return
    for scalars, alone in _values(yaml.parse(text, Loader=YAML_LOADER), key):
        for scalar in scalars:
            yield from _of_scalar(scalar, text, alone=alone)


def _values(events: Iterator[Any], key: str) -> Iterator[tuple[list[Any], bool]]:
    """The scalars below a key of the outermost mapping, and whether there is but one that is its whole value."""
    depth, name, is_key = 0, "", True
    scalars: list[Any] = []
    for event in events:
        if isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        elif isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth == 1 or not isinstance(event, yaml.SequenceStartEvent):
                scalars = []
            if depth == 1:
                continue
        elif not isinstance(event, yaml.NodeEvent):
            continue
        if depth > 1 or (depth == 1 and not is_key):
            if name == key and isinstance(event, yaml.ScalarEvent):
                scalars.append(event)
            if depth == 1:
                if scalars:
                    yield scalars, isinstance(event, yaml.ScalarEvent)
                scalars, is_key = [], True
        elif depth == 1:
            name, is_key = event.value.strip().lower() if isinstance(event, yaml.ScalarEvent) else "", False


def _of_scalar(scalar: Any, text: str, *, alone: bool) -> Iterator[Place]:
    start, end = scalar.start_mark.index, scalar.end_mark.index
    quotes: Quotes = scalar.style or ""
    inner = (start + len(quotes), end - len(quotes))
    if scalar.style not in (None, "", "'", '"') or "\n" in text[start:end]:
        return
    if alone and text[slice(*inner)] == scalar.value and len(_WORD.findall(scalar.value)) > 1:
        for match in _WORD.finditer(text, *inner):
            yield Place(*match.span(), match[0], quotes, word=True)
    else:
        yield Place(start, end, scalar.value, quotes)


# ---- TOML and JSON


def _in_array(source: str, form: Form, key: str) -> list[Place]:
    """The strings of an array, or the one string, that is set to a key. That it is the right one is seen by who rewrites it: the front matter
    then has these tags."""
    setting = re.compile(rf"""(?:^|[{{,])[ \t]*["']?{re.escape(key)}["']?\s*[=:]\s*""", re.MULTILINE | re.IGNORECASE)
    for match in setting.finditer(source):
        places = list(_strings(source, match.end(), form))
        if places:
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


def between(places: Sequence[Place], text: str) -> bool:
    """Whether nothing but a comma or a new item stands between two places."""
    gap = text[places[0].end : places[1].start]
    return re.fullmatch(r"\s*,\s*|[ \t]*\r?\n[ \t]*-[ \t]+|[\s,、，]+", gap) is not None
