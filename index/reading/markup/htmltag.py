"""The tags in a text that may be HTML, in linear time. Not by `html.parser`: before cpython#135462 it took a minute for
20,000 tags that nobody closes, and since then reads such a tag otherwise than it did."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import NamedTuple

# A quoted value may hold "<", but not in masses: each "<" of a text may begin a tag, and would read on to the end of it.
FREE = r"""(?:[^<>"']|"[^"<]*+"|'[^'<]*+')*+"""
QUOTED = r"""(?:"[^"<]*+(?:<[^"<]*+){1,10}+"|'[^'<]*+(?:<[^'<]*+){1,10}+')"""
TAG = re.compile(
    rf"""<!--.*?(?:-->|\Z)
      | <!\[CDATA\[.*?(?:\]\]>|\Z)
      | <[!?][^>]*(?:>|\Z)
      | <(?P<end>/?)(?P<name>[a-zA-Z][\w:-]*+)(?P<attributes>{FREE}(?:{QUOTED}{FREE}){{0,5}}+)>""",
    re.VERBOSE | re.DOTALL,
)


class HtmlTag(NamedTuple):
    """`<name attributes>`, or `</name>`: a closing one."""

    name: str
    closing: bool
    attributes: str

    def attribute(self, name: str) -> str:
        """The value of an attribute, "" where the tag has none."""
        match = re.search(
            rf"""(?<![\w-]){name}\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", self.attributes, re.IGNORECASE
        )
        return unescape(next((group for group in match.groups() if group), "")) if match else ""


def read_tag(source: str) -> HtmlTag | None:
    """The tag that a text begins with; None for a comment."""
    match = TAG.match(source)
    return _tag(match) if match else None


def split_at_tags(source: str) -> Iterator[str | HtmlTag]:
    """The texts and the tags of HTML in turn, comments left out."""
    place = 0
    for match in TAG.finditer(source):
        yield source[place : match.start()]
        place = match.end()
        if tag := _tag(match):
            yield tag
    yield source[place:]


def _tag(match: re.Match[str]) -> HtmlTag | None:
    return HtmlTag(match["name"].lower(), bool(match["end"]), match["attributes"]) if match["name"] else None
