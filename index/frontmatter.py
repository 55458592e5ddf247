"""What stands above a post: YAML, TOML or JSON, every value a plain string, list or mapping.

YAML is read from the parser's events, not with a Loader: `no`, `2024`, `0123` and `12:30` stay what the author
wrote, an alias is never copied, and a front matter nested a hundred thousand deep cannot exhaust the stack (libyaml's
own composer crashes the process on it).
"""

from __future__ import annotations

import json
import re
import tomllib
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import TypeAlias

import yaml

from index.language import Message

Value: TypeAlias = "str | date | datetime | list[Value] | dict[str, Value] | None"
Values: TypeAlias = Mapping[str, Value]

MAX_DEPTH = 50
MAX_VALUES = 1_000  # tags of one post
MAX_BRACKETS = 20_000  # libyaml needs quadratic time for "[[[[…"

YAML_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
YAML_BLOCK = re.compile(r"---[^\S\n]*\n(.*?)^(?:---|\.\.\.)[^\S\n]*$\n?", re.MULTILINE | re.DOTALL)
TOML_BLOCK = re.compile(r"\+\+\+[^\S\n]*\n(.*?)^\+\+\+[^\S\n]*$\n?", re.MULTILINE | re.DOTALL)
HEXO_YAML_BLOCK = re.compile(r"(.*?)^---[^\S\n]*$\n?", re.MULTILINE | re.DOTALL)
HEXO_JSON_BLOCK = re.compile(r"(?:;;;[^\S\n]*\n)?(.*?)^;;;[^\S\n]*$\n?", re.MULTILINE | re.DOTALL)
KEY_LINE = re.compile(r"""["']?[^\s"'#:{}\[\],&*?|<>=!%@`-][^"'\n:]{0,80}["']?[^\S\n]*:(?:[ \t]|$)""", re.MULTILINE)
YAML_LINE = re.compile(r"\s*$|\s*#|\s+\S|-\s|[\]}]|[^\s:]{1,80}\s*:(?:\s|$)")
NOT_YAML_CHARACTERS = re.compile("[^\t\n\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
NULLS = ("", "~", "null", "Null", "NULL")


@dataclass(frozen=True)
class Fault:
    """Why front matter does not parse, and where in the file."""

    line: int
    column: int
    reason: Message


@dataclass(frozen=True)
class FrontMatter:
    """A file in two: the values by lower-case key, and the body below them.

    With a `fault`, `values` holds what single lines gave, and the body is still whole.
    """

    body: str
    values: Values = field(default_factory=dict)
    found: bool = False
    fault: Fault | None = None


@dataclass(frozen=True)
class Split:
    """Front matter still unread: its text, the line of the file it starts on, and the body."""

    form: str  # "yaml", "toml", "json" or "": none
    source: str
    line: int
    body: str
    closed: bool = True


def read_front_matter(text: str, *, hexo: bool = False) -> FrontMatter:
    """The front matter and the body of a file; it never raises."""
    split = split_front_matter(text, hexo=hexo)
    if not split.form:
        return FrontMatter(text)
    if not split.closed:
        return _recovered(split, _unclosed(split))
    try:
        values = load(split.source, split.form)
    except SyntaxFault as error:
        cut = _cut_at_prose(split)
        return _recovered(cut, _fault(error, split) if cut.closed else _unclosed(cut))
    if values is None:  # "---" around a sentence: two horizontal rules
        return FrontMatter(text)
    return FrontMatter(split.body, values, found=True)


def split_front_matter(text: str, *, hexo: bool = False) -> Split:
    """Where the front matter ends. Hexo alone may leave out the line that opens it."""
    if text.startswith("---") and text[3:].partition("\n")[0].strip() == "":
        return _split_yaml(text)
    if text.startswith("+++"):
        match = TOML_BLOCK.match(text)
        return _cut("toml", text, match, line=2) if match else Split("", "", 0, text)
    if re.match(r"\{\s*[\"}]", text):
        return _split_json(text)
    if hexo:
        return _split_openerless(text)
    return Split("", "", 0, text)


def load(source: str, form: str) -> dict[str, Value] | None:
    """The values of a mapping in YAML, TOML or JSON; None when it is something else. ValueError says what is wrong."""
    try:
        loaded = {"yaml": _load_yaml, "toml": _load_toml, "json": _load_json}[form](source)
    except SyntaxFault:
        raise
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        line, column = (mark.line + 1, mark.column + 1) if mark is not None else (1, 1)
        raise SyntaxFault(error.problem or error.context or "", line, column) from error
    except json.JSONDecodeError as error:
        raise SyntaxFault(error.msg, error.lineno, error.colno) from error
    except tomllib.TOMLDecodeError as error:
        line, column = map(int, re.findall(r"\d+", str(error).rpartition("(")[2])[:2] or (1, 1))
        raise SyntaxFault(str(error).rpartition(" (")[0], line, column) from error
    except RecursionError as error:
        raise SyntaxFault("nested too deeply", 1, 1) from error
    except (yaml.YAMLError, ValueError) as error:  # ValueError: a number with thousands of digits
        raise SyntaxFault(str(error).partition("\n")[0], 1, 1) from error
    if loaded is None:
        return {}
    return {key.strip().lower(): value for key, value in loaded.items()} if isinstance(loaded, dict) else None


class SyntaxFault(ValueError):
    """A syntax error with its place in the source."""

    def __init__(self, problem: str, line: int, column: int) -> None:
        super().__init__(problem)
        self.line = line
        self.column = column


# ---- Splitting


def _split_yaml(text: str) -> Split:
    first = re.compile(r"(?:\s*(?:#.*)?\n)*").match(text, text.find("\n") + 1) if "\n" in text else None
    at_key = first is not None and KEY_LINE.match(text, first.end()) is not None
    match = YAML_BLOCK.match(text)
    if match and (at_key or not match[1].strip() or match[1].lstrip()[:1] in "{-#&!%"):
        return _cut("yaml", text, match, line=2)
    if not at_key:
        return Split("", "", 0, text)
    source, body = _at_prose(text.partition("\n")[2])
    return Split("yaml", source, 2, body, closed=False)


def _split_json(text: str) -> Split:
    try:
        _, end = json.JSONDecoder(parse_int=str, parse_float=str).raw_decode(text)
    except (ValueError, RecursionError):
        closing = re.search(r"^\}[^\S\n]*$\n?", text, re.MULTILINE)
        end = closing.end() if closing else len(text)
    return Split("json", text[:end], 1, text[end:].lstrip("\n"))


def _split_openerless(text: str) -> Split:
    if (text.startswith((";;;", '"'))) and (match := HEXO_JSON_BLOCK.match(text)):
        line = 2 if text.startswith(";;;") else 1
        source = match[1].strip()
        return Split("json", source if source.startswith("{") else f"{{{source}}}", line, text[match.end() :])
    if KEY_LINE.match(text) and (match := HEXO_YAML_BLOCK.match(text)):
        return _cut("yaml", text, match, line=1)
    return Split("", "", 0, text)


def _cut(form: str, text: str, match: re.Match[str], *, line: int) -> Split:
    return Split(form, match[1], line, text[match.end() :])


def _cut_at_prose(split: Split) -> Split:
    """The same split, but ending before prose: front matter left open runs to a horizontal rule far below."""
    source, prose = _at_prose(split.source)
    if split.form != "yaml" or not prose:
        return split
    return Split("yaml", source, split.line, f"{prose.rstrip()}\n\n---\n{split.body}", closed=False)


def _at_prose(source: str) -> tuple[str, str]:
    """The source cut before the first line after a blank one that cannot be YAML."""
    end, after_blank = 0, False
    for line in source.splitlines(keepends=True):
        if after_blank and not YAML_LINE.match(line):
            return source[:end], source[end:]
        after_blank = not line.strip()
        end += len(line)
    return source, ""


# ---- Loading


def _load_yaml(source: str) -> Value:
    if source.count("[") + source.count("{") > MAX_BRACKETS:
        raise SyntaxFault("nested too deeply", 1, 1)
    return _Builder().build(yaml.parse(NOT_YAML_CHARACTERS.sub("", source), Loader=YAML_LOADER))


def _load_toml(source: str) -> Value:
    return _plain(tomllib.loads(source))


def _load_json(source: str) -> Value:
    return _plain(json.loads(source, parse_int=str, parse_float=str))


def _plain(value: object) -> Value:
    """A value of TOML or JSON, numbers and booleans as the strings that YAML would give."""
    if isinstance(value, dict):
        return {str(key).lower(): _plain(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_plain(inner) for inner in value]
    if isinstance(value, bool):
        return str(value).lower()
    if value is None or isinstance(value, str | date):
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
                self.open.pop()
                self.keys.pop()
        return self.root

    def _meant(self, alias: yaml.AliasEvent) -> Value:
        if alias.anchor in self.anchors:
            return self.anchors[alias.anchor]
        mark = alias.start_mark
        raise SyntaxFault("undefined alias", *((mark.line + 1, mark.column + 1) if mark else (1, 1)))

    def _enter(self, collection: list[Value] | dict[str, Value], anchor: str | None) -> None:
        if len(self.open) == MAX_DEPTH:
            raise SyntaxFault("nested too deeply", 1, 1)
        self._add(collection, None)
        self.open.append(collection)
        self.keys.append(None)
        if anchor:
            self.anchors[anchor] = collection

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
            _put(parent, self.keys[-1], value)
            self.keys[-1] = None


def _put(mapping: dict[str, Value], key: str, value: Value) -> None:
    """Set a key; "<<" merges mappings, and never over a key that is there."""
    if key != "<<":
        mapping[key] = value
        return
    for merged in value if isinstance(value, list) else [value]:
        if isinstance(merged, dict):
            mapping.update({inner: merged[inner] for inner in merged if inner not in mapping})


# ---- Values as a field needs them


def as_text(value: Value) -> str:
    """A single line of text: of an author who is a mapping the name, of a list the parts in a row."""
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


def _string(value: object) -> str:
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value)
    return value.isoformat() if isinstance(value, date) else ""


def _leaves(value: Value) -> Iterator[Value]:
    """What is in a list and the lists in it; every list once, for aliases can make billions of a few."""
    waiting, seen = [value], set[int]()
    while waiting:
        inner = waiting.pop()
        if not isinstance(inner, list):
            yield inner
        elif id(inner) not in seen:
            seen.add(id(inner))
            waiting.extend(reversed(inner))


# ---- When it does not parse

UNCLOSED = Message(
    ja="front matter が閉じられていません。本文の前に「---」だけの行を入れてください",
    en='front matter is not closed: put a line with only "---" before the text',
)
TAB = ("タブが使われています。空白で字下げしてください", "there is a tab; indent with spaces")
ASTERISK = ("「*」で始まる値は引用符で囲んでください", 'put a value that begins with "*" in quotes')
# What the messages of libyaml and of PyYAML itself say, and what to do about it.
HINTS = (
    (
        "mapping values are not allowed",
        "値の中に「: 」があります。値全体を引用符で囲んでください",
        'a value contains ": "; put the value in quotes',
    ),
    ("\\t", *TAB),
    ("tab character", *TAB),
    (
        "cannot start any token",
        "値が特別な文字で始まっています。値を引用符で囲んでください",
        "a value begins with a special character; put the value in quotes",
    ),
    (
        "unexpected end of stream",
        "引用符が閉じられていません",
        "a quotation mark is not closed",
    ),
    (
        "could not find expected ':'",
        "「キー: 値」になっていない行があります",
        'a line is not "key: value"',
    ),
    (
        "expected ',' or",
        "角括弧または波括弧が閉じられていません",
        "a bracket is not closed, or a comma is missing",
    ),
    (
        "did not find expected key",
        "字下げがそろっていないか、引用符の後に文字があります",
        "the indentation is uneven, or there is text after a closing quotation mark",
    ),
    ("undefined alias", *ASTERISK),
    ("alphabetic or numeric", *ASTERISK),
    ("nested too deeply", "入れ子が深すぎます", "it is nested too deeply"),
)


def _fault(error: SyntaxFault, split: Split) -> Fault:
    problem = str(error)
    ja, en = next(((ja, en) for sign, ja, en in HINTS if sign in problem), (problem, problem))
    return Fault(split.line + error.line - 1, error.column, Message(ja, en))


def _unclosed(split: Split) -> Fault:
    return Fault(split.line + split.source.count("\n"), 1, UNCLOSED)


def _recovered(split: Split, fault: Fault) -> FrontMatter:
    """What single lines tell of front matter that does not parse: `key: value`, and lists of `- value` below a key."""
    values: dict[str, Value] = {}
    key = ""
    for line in split.source.splitlines():
        if match := re.match(r"""["']?([A-Za-z_][\w-]*)["']?\s*[:=]\s*(.*)""", line):
            key = match[1].lower()
            values[key] = _recovered_value(match[2])
        elif key and (item := re.match(r"\s*-\s+(.+)", line)):
            earlier = values[key]
            values[key] = [*(earlier if isinstance(earlier, list) else []), _unquoted(item[1])]
    return FrontMatter(split.body, values, found=True, fault=fault)


def _recovered_value(text: str) -> Value:
    if text.startswith("["):
        return [_unquoted(part) for part in text.strip(" []").split(",") if part.strip()]
    return _unquoted(text) or None


def _unquoted(text: str) -> str:
    return text.strip().rstrip(",").strip("\"'").strip()
