"""A file in two: the front matter of a post, in YAML, TOML or JSON, and the body below it."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field, replace

from index.reading.frontmatter.recovery import UNCLOSED, Fault, fault_of, recover
from index.reading.frontmatter.syntax import SyntaxFault, load
from index.reading.frontmatter.values import Values

YAML_BLOCK = re.compile(r"---[^\S\n]*\n(.*?)^(?:---|\.\.\.)[^\S\n]*$\n?", re.MULTILINE | re.DOTALL)
TOML_BLOCK = re.compile(r"\+\+\+[^\S\n]*\n(.*?)^\+\+\+[^\S\n]*$\n?", re.MULTILINE | re.DOTALL)
OPENERLESS_YAML_BLOCK = re.compile(r"(.*?)^---[^\S\n]*$\n?", re.MULTILINE | re.DOTALL)
OPENERLESS_JSON_BLOCK = re.compile(r"(?:;;;[^\S\n]*\n)?(.*?)^;;;[^\S\n]*$\n?", re.MULTILINE | re.DOTALL)
KEY_LINE = re.compile(r"""["']?[^\s"'#:{}\[\],&*?|<>=!%@`-][^"'\n:]{0,80}["']?[^\S\n]*:(?:[ \t]|$)""", re.MULTILINE)
YAML_LINE = re.compile(r"\s*$|\s*#|\s+\S|-\s|[\]}]|[^\s:]{1,80}\s*:(?:\s|$)")


@dataclass(frozen=True)
class FrontMatter:
    """The values by lower-case key, and the body below them.

    With a `fault`, `values` holds what single lines gave, and the body is still whole.
    """

    body: str
    values: Values = field(default_factory=dict)
    found: bool = False
    fault: Fault | None = None
    source: str = ""
    line: int = 1  # of the file, on which `source` starts

    def line_of(self, key: str) -> int:
        """The line of the file that sets a key; the line on which the source starts where none does."""
        setting = rf"""^(?:["']?|[ \t{{,]*"){key}["']?[ \t]*[:=]"""
        match = re.search(setting, self.source, re.MULTILINE | re.IGNORECASE)
        return self.line + self.source.count("\n", 0, match.start()) if match else self.line


def read_front_matter(text: str, *, blanks_above: bool = False, openerless: bool = False) -> FrontMatter:
    """The front matter and the body of a file; it never raises. Front matter may begin below blank lines (`blanks_above`), and without
    a line that opens it (`openerless`): see `Dialect`."""
    below = text.lstrip(" \t\n") if blanks_above else text
    split = _split(below, openerless=openerless)
    if split is None:
        return FrontMatter(text)
    split = replace(split, line=split.line + text.count("\n", 0, len(text) - len(below)))
    if not split.closed:
        return _recovered(split, _unclosed(split))
    try:
        values = load(split.source, split.form)
    except SyntaxFault as error:
        cut = _cut_at_prose(split)
        return _recovered(cut, fault_of(error, split.line) if cut.closed else _unclosed(cut))
    if values is None:  # "---" around a sentence: two horizontal rules
        return FrontMatter(text)
    return FrontMatter(split.body, values, found=True, source=split.source, line=split.line)


def _recovered(split: _Split, fault: Fault) -> FrontMatter:
    return FrontMatter(split.body, recover(split.source), found=True, fault=fault, source=split.source, line=split.line)


def _unclosed(split: _Split) -> Fault:
    return Fault(split.line + split.source.count("\n"), 1, UNCLOSED)


# ---- Where the front matter ends


@dataclass(frozen=True)
class _Split:
    """Front matter still unread: its text, the line of the file it starts on, and the body."""

    form: str  # "yaml", "toml" or "json"
    source: str
    line: int
    body: str
    closed: bool = True


def _split(text: str, *, openerless: bool) -> _Split | None:
    if text.startswith("---") and text[3:].partition("\n")[0].strip() == "":
        return _split_yaml(text)
    if text.startswith("+++"):
        match = TOML_BLOCK.match(text)
        return _cut("toml", text, match, line=2) if match else None
    if re.match(r"\{\s*[\"}]", text):
        return _split_json(text)
    return _split_openerless(text) if openerless else None


def _split_yaml(text: str) -> _Split | None:
    first = re.compile(r"(?:\s*(?:#.*)?\n)*").match(text, text.find("\n") + 1) if "\n" in text else None
    at_key = first is not None and KEY_LINE.match(text, first.end()) is not None
    match = YAML_BLOCK.match(text)
    if match and (at_key or not match[1].strip() or match[1].lstrip()[:1] in "{-#&!%"):
        return _cut("yaml", text, match, line=2)
    if not at_key:
        return None
    source, body = _at_prose(text.partition("\n")[2])
    return _Split("yaml", source, 2, body, closed=False)


def _split_json(text: str) -> _Split:
    try:
        _, end = json.JSONDecoder(parse_int=str, parse_float=str).raw_decode(text)
    except (ValueError, RecursionError):
        closing = re.search(r"^\}[^\S\n]*$\n?", text, re.MULTILINE)
        end = closing.end() if closing else len(text)
    return _Split("json", text[:end], 1, text[end:].lstrip("\n"))


def _split_openerless(text: str) -> _Split | None:
    if (text.startswith((";;;", '"'))) and (match := OPENERLESS_JSON_BLOCK.match(text)):
        line = 2 if text.startswith(";;;") else 1
        source = match[1].strip()
        return _Split("json", source if source.startswith("{") else f"{{{source}}}", line, text[match.end() :])
    if KEY_LINE.match(text) and (match := OPENERLESS_YAML_BLOCK.match(text)):
        return _cut("yaml", text, match, line=1)
    return None


def _cut(form: str, text: str, match: re.Match[str], *, line: int) -> _Split:
    return _Split(form, match[1], line, text[match.end() :])


def _cut_at_prose(split: _Split) -> _Split:
    """The split with its front matter ended before prose: left open, it runs to a horizontal rule far below."""
    source, prose = _at_prose(split.source)
    if split.form != "yaml" or not prose:
        return split
    return _Split("yaml", source, split.line, f"{prose.rstrip()}\n\n---\n{split.body}", closed=False)


def _at_prose(source: str) -> tuple[str, str]:
    """The source cut before the first line after a blank one that cannot be YAML."""
    end, after_blank = 0, False
    for line in source.splitlines(keepends=True):
        if after_blank and not YAML_LINE.match(line):
            return source[:end], source[end:]
        after_blank = not line.strip()
        end += len(line)
    return source, ""
