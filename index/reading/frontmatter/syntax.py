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
from datetime import date, time
from itertools import takewhile
from typing import Any

import yaml

from index.reading.frontmatter.values import Quoted, Value

MAX_DEPTH = 50
MAX_BRACKETS = 20_000  # libyaml needs quadratic time for "[[[[…"
MAX_MERGES = 100  # each copies all keys of another mapping
_KEY = r"[^\s.=\[\]{},#]"
DEEP_KEY = re.compile(
    rf"(?<!{_KEY})(?:{_KEY}++[ \t]*+\.[ \t]*+){{{MAX_DEPTH}}}"
)  # a.b.c…: tomllib walks it from every dot

YAML_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
NOT_YAML_CHARACTERS = re.compile("[^\t\n\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# What ends a line to libyaml, and to nobody else: it comes with text that is pasted.
RARE_LINE_ENDS = str.maketrans(dict.fromkeys("\x85\u2028\u2029", " "))
# How JSON writes a character of two halves, which YAML does not know: "\ud83c\udf5c" is 🍜.
TWO_HALVES = re.compile(r"\\u(d[89ab][0-9a-f]{2})\\u(d[c-f][0-9a-f]{2})", re.IGNORECASE)
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
    if source.count("[") + source.count("{") > MAX_BRACKETS or source.count("<<") > MAX_MERGES:
        raise SyntaxFault("nested too deeply")
    text = TWO_HALVES.sub(_as_one, NOT_YAML_CHARACTERS.sub("", source.translate(RARE_LINE_ENDS)))
    events = yaml.parse(text, Loader=YAML_LOADER)
    value, anchors = None, dict[str, Value]()
    for event in events:
        if isinstance(event, yaml.NodeEvent):
            value = _node(event, events, anchors)
    return value


def _as_one(halves: re.Match[str]) -> str:
    high, low = int(halves[1], 16), int(halves[2], 16)
    return f"\\U{0x10000 + (high - 0xD800) * 0x400 + low - 0xDC00:08x}"


def _load_toml(source: str) -> Value:
    if DEEP_KEY.search(source):
        raise SyntaxFault("nested too deeply")
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


def _node(event: yaml.NodeEvent, events: Iterator[Any], anchors: dict[str, Value], depth: int = 0) -> Value:
    """The value that begins with an event. What is in a list or a mapping is taken from `events`, with the event that ends it."""
    if isinstance(event, yaml.AliasEvent):
        if event.anchor not in anchors:
            raise SyntaxFault("undefined alias", *_place(event.start_mark))
        return anchors[event.anchor]
    value: Value = [] if isinstance(event, yaml.SequenceStartEvent) else {}
    if isinstance(event, yaml.ScalarEvent):
        plain = event.implicit[0]
        value = None if plain and event.value in NULLS else event.value if plain else Quoted(event.value)
    elif depth == MAX_DEPTH:
        raise SyntaxFault("nested too deeply")
    if event.anchor:
        anchors[event.anchor] = value  # before what is in it, which may name it
    if isinstance(event, yaml.CollectionStartEvent):
        inside = takewhile(lambda each: not isinstance(each, yaml.CollectionEndEvent), events)
        _fill(value, (_node(each, events, anchors, depth + 1) for each in inside))
    return value


def _fill(collection: Value, nodes: Iterator[Value]) -> None:
    """Add the nodes to a list, or to a mapping: there a key and its value are two nodes."""
    if isinstance(collection, list):
        collection.extend(nodes)
    elif isinstance(collection, dict):
        for key in nodes:
            collection[key if isinstance(key, str) else ""] = next(nodes)
        _merge(collection)


def _merge(mapping: dict[str, Value]) -> None:
    """What YAML's merge key "<<" names joins the mapping, never over a key that is there."""
    merged = mapping.pop("<<", None)
    sources = {id(source): source for source in (merged if isinstance(merged, list) else [merged])}
    for source in sources.values():
        if isinstance(source, dict):
            mapping.update({key: source[key] for key in source if key not in mapping})
