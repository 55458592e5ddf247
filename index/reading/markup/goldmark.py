"""What goldmark, the Markdown of Hugo, adds to CommonMark: attributes in braces, and its ids of headings."""

from __future__ import annotations

import re
import unicodedata

from index.reading.markup.flow import Flow
from index.reading.markup.scanner import Scanner

_ATTRIBUTE = r"""(?:[#.][^\s!-,/;-@\[-^`{|}~]+|[A-Za-z_:][\w:.-]*=(?:"[^"\n]*"|'[^'\n]*'|[^\s"',{}]+))"""
_ATTRIBUTES = re.compile(rf"\{{[ \t]*({_ATTRIBUTE}(?:[ \t,]+{_ATTRIBUTE})*)[ \t,]*\}}")
_HEADING = re.compile(r"[ \t>]*#{1,6}[ \t]")
_UNDERLINE = re.compile(r"[ \t]*\n[ \t>]*(?:=+|-+)[ \t]*$", re.MULTILINE)
_NO_ID = "heading"  # Hugo's id of a heading of which nothing is left


def attributes(scanner: Scanner, opener: re.Match[str]) -> int:
    """`{.lead #neko}`: of a heading the id stays, as `{#neko}`; on a line of its own below a block it vanishes, though a site that has
    not set `parser.attribute.block` shows it."""
    match = _ATTRIBUTES.match(scanner.body, opener.start())
    if scanner.site_type != "hugo" or not match:
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
