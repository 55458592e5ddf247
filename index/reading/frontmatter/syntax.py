"""YAML, TOML and JSON to values: every one a plain string, list or mapping.

YAML is read from the parser's events, not with a Loader: `no`, `2024`, `0123` and `12:30` stay what the author
wrote, an alias is never copied, and a front matter nested a hundred thousand deep cannot exhaust the stack (libyaml's
own composer crashes the process on it).
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, time

import yaml

from index.reading.frontmatter.values import Value

MAX_DEPTH = 50
MAX_BRACKETS = 20_000  # libyaml needs quadratic time for "[[[[…"

YAML_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
NOT_YAML_CHARACTERS = re.compile("[^\t\n\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
NULLS = ("", "~", "null", "Null", "NULL")


class SyntaxFault(ValueError):
    """A syntax error with its place in the source."""

    def __init__(self, problem: str, line: int = 1, column: int = 1) -> None:
        super().__init__(problem)
        self.line = line
        self.column = column


def load(source: str, form: str) -> dict[str, Value] | None:
    """The mapping in a text, its keys in lower case; None when the text holds something else.

    The form is "yaml", "toml" or "json". SyntaxFault says what is wrong with the text.
    """
    value = _load(source, form)
    if value is None:
        return {}
    return {key.strip().lower(): inner for key, inner in value.items()} if isinstance(value, dict) else None


def _load(source: str, form: str) -> Value:
    try:
        return LOADERS[form](source)
    except SyntaxFault:
        raise
    except yaml.MarkedYAMLError as error:
        raise SyntaxFault(error.problem or error.context or "", *_place(error.problem_mark)) from error
    except json.JSONDecodeError as error:
        raise SyntaxFault(error.msg, error.lineno, error.colno) from error
    except tomllib.TOMLDecodeError as error:
        problem, _, place = str(error).rpartition(" (")
        raise SyntaxFault(problem, *map(int, re.findall(r"\d+", place)[:2])) from error
    except RecursionError as error:
        raise SyntaxFault("nested too deeply") from error
    except (yaml.YAMLError, ValueError) as error:  # ValueError: a number with thousands of digits
        raise SyntaxFault(str(error).partition("\n")[0]) from error


def _load_yaml(source: str) -> Value:
    if source.count("[") + source.count("{") > MAX_BRACKETS:
        raise SyntaxFault("nested too deeply")
    return _Builder().build(yaml.parse(NOT_YAML_CHARACTERS.sub("", source), Loader=YAML_LOADER))


def _load_toml(source: str) -> Value:
    return _plain(tomllib.loads(source))


def _load_json(source: str) -> Value:
    return _plain(json.loads(source, parse_int=str, parse_float=str))


LOADERS: Mapping[str, Callable[[str], Value]] = {"yaml": _load_yaml, "toml": _load_toml, "json": _load_json}


def _place(mark: yaml.Mark | yaml._yaml.Mark | None) -> tuple[int, int]:
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)


def _plain(value: object) -> Value:
    """A value of TOML or JSON, numbers and booleans as the strings that YAML would give."""
    if isinstance(value, dict):
        return {str(key).lower(): _plain(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_plain(inner) for inner in value]
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):  # JSON can write half of a surrogate pair
        return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if value is None or isinstance(value, date):
        return value
    return value.isoformat() if isinstance(value, time) else str(value)


@dataclass
class _Builder:
    """YAML events to values, with a stack of our own."""

    root: Value = None
    open: list[list[Value] | dict[str, Value]] = field(default_factory=list)
    keys: list[str | None] = field(default_factory=list)  # the key that waits for its value, one for each in `open`
    anchors: dict[str, Value] = field(default_factory=dict)

    def build(self, events: Iterator[yaml.Event]) -> Value:
        for event in events:
            if isinstance(event, yaml.ScalarEvent):
                null = event.implicit[0] and event.value in NULLS
                self._add(None if null else event.value, event.anchor)
            elif isinstance(event, yaml.AliasEvent):
                self._add(self._meant(event), None)
            elif isinstance(event, yaml.CollectionStartEvent):
                self._enter([] if isinstance(event, yaml.SequenceStartEvent) else {}, event.anchor)
            elif isinstance(event, yaml.CollectionEndEvent):
                _merge(self.open.pop())
                self.keys.pop()
        return self.root

    def _meant(self, alias: yaml.AliasEvent) -> Value:
        if alias.anchor in self.anchors:
            return self.anchors[alias.anchor]
        raise SyntaxFault("undefined alias", *_place(alias.start_mark))

    def _enter(self, collection: list[Value] | dict[str, Value], anchor: str | None) -> None:
        if len(self.open) == MAX_DEPTH:
            raise SyntaxFault("nested too deeply")
        self._add(collection, anchor)
        self.open.append(collection)
        self.keys.append(None)

    def _add(self, value: Value, anchor: str | None) -> None:
        if anchor:
            self.anchors[anchor] = value
        if not self.open:
            self.root = value
            return
        parent = self.open[-1]
        if isinstance(parent, list):
            parent.append(value)
        elif self.keys[-1] is None:
            self.keys[-1] = value if isinstance(value, str) else ""
        else:
            parent[self.keys[-1]] = value
            self.keys[-1] = None


def _merge(collection: list[Value] | dict[str, Value]) -> None:
    """What YAML's merge key "<<" names joins the mapping, never over a key that is there."""
    if not isinstance(collection, dict) or "<<" not in collection:
        return
    merged = collection.pop("<<")
    for source in merged if isinstance(merged, list) else [merged]:
        if isinstance(source, dict):
            collection.update({key: source[key] for key in source if key not in collection})
