"""What a site generator does to a post before it is Markdown: Liquid, shortcodes, and marks that only kramdown, Zenn
or Qiita know. Here they go, so that what is left is Markdown: text stays, instructions vanish, code becomes a fence.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from index.document import Link
from index.reading.markup import code, kramdown, zenn
from index.reading.markup.dialect import Dialect
from index.reading.markup.scanner import Scanner

# In every dialect, for who moves a blog takes the posts along.
COMMON_MARKS = (code.ESCAPE, kramdown.MATH, zenn.CONTAINER, zenn.EMBED)
NO_TITLES: Mapping[str, str] = {}


class Prepared(NamedTuple):
    """The body of a post as plain Markdown, the links that stood in tags outside any Markdown link, and those that show the title
    of another post."""

    markdown: str
    links: list[Link]
    titled: list[Link]


def prepare(body: str, dialect: Dialect, titles: Mapping[str, str] = NO_TITLES) -> Prepared:
    """The body of a post as plain Markdown. A link that names but a post shows its title, where `titles` has one for its slug. It
    never raises and takes linear time."""
    if not any(sign in body for mark in dialect.marks for sign in mark.signs):
        return Prepared(body, [], [])
    scanner = Scanner(body, titles)
    scanner.scan(dialect.marks)
    return Prepared("".join(scanner.output), scanner.links, scanner.titled)
