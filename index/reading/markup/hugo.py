"""What Hugo adds to CommonMark: shortcodes, and of goldmark attributes in braces and ids of headings."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import partial

from index.reading.markup.code import OPENS_FENCE, OPENS_SPAN, fence_of, span
from index.reading.markup.flow import Flow
from index.reading.markup.liquid import KNOWN_TAGS, Tags
from index.reading.markup.scanner import Mark, Scanner

_ATTRIBUTE = r"""(?:[#.][^\s!-,/;-@\[-^`{|}~]+|[A-Za-z_:][\w:.-]*=(?:"[^"\n]*"|'[^'\n]*'|[^\s"',{}]+))"""
_ATTRIBUTES = re.compile(rf"\{{[ \t]*({_ATTRIBUTE}(?:[ \t,]+{_ATTRIBUTE})*)[ \t,]*\}}")
_HEADING = re.compile(r"[ \t>]*#{1,6}[ \t]")
_UNDERLINE = re.compile(r"[ \t]*\n[ \t>]*(?:=+|-+)[ \t]*$", re.MULTILINE)
_SHORTCODE = r"\{\{[<%][ \t]*(?P<closes>/?)[ \t]*(?P<name>[\w-]+)"
_SHOWN_SHORTCODE = re.compile(r"(\{\{[<%])/\*((?:[^*]|\*(?!/))*+)\*/([>%]\}\})")
_NO_ID = "heading"  # Hugo's id of a heading of which nothing is left


def _shown(code: str) -> str:
    """Code in which `{{</* note */>}}` is the shortcode that it shows."""
    return _SHOWN_SHORTCODE.sub(r"\1\2\3", code)


def _fence(scanner: Scanner, opener: re.Match[str]) -> int:
    """Hugo takes a post apart at its shortcodes first: a block of code that opens inside one ends with it, though no closing fence be
    there."""
    mark, closing = fence_of(opener)
    inside: Counter[str] = Counter()
    for found in re.compile(f"(?P<end>{closing})|{_SHORTCODE}", re.MULTILINE).finditer(scanner.body, opener.end()):
        name = found["name"]
        if not name:
            scanner.write(_shown(scanner.body[opener.start() : found.end()]))
            return found.end()
        if found["closes"] and not inside[name]:
            scanner.write(f"{scanner.body[opener.start() : found.start()]}\n{mark}\n")
            return found.start()
        inside[name] += -1 if found["closes"] else 1
    scanner.write(scanner.body[opener.start() :])
    return len(scanner.body)


def _braces(scanner: Scanner, opener: re.Match[str]) -> int:
    """`{.lead #neko}`: of a heading the id stays, as `{#neko}`; on a line of its own below a block it vanishes, though a site that has
    not set `parser.attribute.block` shows it."""
    match = _ATTRIBUTES.match(scanner.body, opener.start())
    if not match:
        return scanner.keep(opener)
    start = scanner.body.rfind("\n", 0, opener.start()) + 1
    before = scanner.body[start : opener.start()]
    if _HEADING.match(before) or (before.strip() and _UNDERLINE.match(scanner.body, match.end())):
        scanner.write(f"{_unclosed(scanner.take_last_line())} {_id(match[1])}")
    elif before.strip(" \t>") or start < 2 or scanner.body[start - 2] == "\n":
        return scanner.keep(opener)
    return match.end()


def goldmark_anchor(heading: Flow, rule: str) -> str:
    """The id of a heading by a rule of `autoHeadingIDType`: "github", "github-ascii" or "blackfriday" (`markup/goldmark/autoid.go`,
    Hugo 0.168). Its typographer makes dashes and dots of `--` and `...` first, except in code."""
    parts = (re.sub("---?", "", part) if kind == "text" else part for part, kind in heading.parts)
    text = "".join(parts).strip()
    if rule == "blackfriday":
        return "-".join(_runs_of_letters(text)) or _NO_ID
    if rule == "github-ascii":
        bare = "".join(c for c in unicodedata.normalize("NFD", text) if unicodedata.category(c) != "Mn")
        text = "".join(c for c in unicodedata.normalize("NFC", bare) if c.isascii())
    return "".join("-" if c in "- " else c.lower()[0] for c in text if c in "- _" or _is_letter_or_digit(c)) or _NO_ID


def _runs_of_letters(text: str) -> list[str]:
    """The runs of letters and numbers, ① and ½ among them, in lower case."""
    return "".join(c.lower()[0] if unicodedata.category(c)[0] in "LN" else " " for c in text).split()


def _is_letter_or_digit(character: str) -> bool:
    category = unicodedata.category(character)
    return category[0] == "L" or category == "Nd"


def _unclosed(heading: str) -> str:
    """A heading without the marks that may close it: `## 題 ##`."""
    bare = heading.rstrip()
    unmarked = bare.rstrip("#")
    return unmarked.rstrip() if unmarked.endswith((" ", "\t")) else bare


def _id(attributes: str) -> str:
    ids = [each[1:] for each in re.findall(_ATTRIBUTE, attributes) if each.startswith("#")]
    return f"{{#{ids[0]}}}" if ids else ""


MARKS = (
    Mark("hugo_fence", OPENS_FENCE, _fence),
    Mark("hugo_code", OPENS_SPAN, partial(span, shown=_shown)),
    *Tags("hugo", KNOWN_TAGS, fills_in=False).marks,
    Mark("braces", r"\{(?=[ \t]*[#.\w][^{}\n]*\}[ \t]*$)", _braces, ("{",)),
)
