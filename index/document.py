"""A blog post, as we read it and as we index it."""

from __future__ import annotations

import hashlib
import unicodedata
from dataclasses import dataclass, field
from typing import Literal

from msgspec import Struct

from index.language import Message

BlockKind = Literal["heading", "prose", "item", "table", "code", "rule"]
ContainerKind = Literal["quote", "bullets", "numbers", "item", "definitions", "term", "meaning", "note"]
StyleKind = Literal[
    "link", "strong", "emphasis", "deleted", "sub", "sup", "code", "image", "task", "note", "row", "head", "cell"
]


class Container(Struct, frozen=True, array_like=True, eq=False):
    """An element that holds blocks: a quote, a list, an item of it. Two that say the same are two. `value` is the number of
    an item, the name of a footnote."""

    kind: ContainerKind
    value: str = ""


class Style(Struct, frozen=True, array_like=True):
    """What the characters from `start` to `end` of a block's text are, beside text. `value` is the target of a link, the name of a
    footnote, the address of an image (and its size, where that is known: `a.png 300x200`), x for a task that is done, how a cell is aligned. Empty are an image that nobody has described,
    a task, the sign of a footnote, and a row: the cells behind it, up to the next row, are its own."""

    kind: StyleKind
    start: int
    end: int
    value: str = ""


@dataclass(frozen=True)
class Block:
    """One block of a post, in reading order, as plain text without any markup.

    `prose` is a paragraph (also inside a quote), `item` the paragraph of a list item, `table` has a row on
    each line, its cells separated by " | ". A line break that the author wrote is a "\\n". A `rule` has no text, nor has a
    paragraph of images that nobody has described. Blocks are compared by what they say.
    """

    kind: BlockKind
    text: str
    level: int = 0  # of a heading: 1 to 6
    anchor: str = ""  # of a heading: its id on the published page
    language: str = ""  # of code
    inside: tuple[Container, ...] = field(default=(), compare=False)  # outermost first
    styles: tuple[Style, ...] = field(default=(), compare=False)


@dataclass(frozen=True)
class Section:
    """A heading and the prose, items and tables below it, blocks separated by a blank line.

    What stands before the first heading is a section of level 0 without heading and anchor.
    """

    level: int
    heading: str
    anchor: str
    text: str


@dataclass(frozen=True)
class Code:
    """A block of code; `language` is "" where the author names none."""

    language: str
    text: str


@dataclass(frozen=True)
class Link:
    """A link in a post: `target` as written (or the name that `{% post_url %}` gives), `text` as shown."""

    target: str
    text: str


@dataclass(frozen=True)
class Removal:
    """A passage of a draft that was left out: why, how many characters it has, and the first 40 of them."""

    reason: Literal["marker", "repeat", "fragment"]
    characters: int
    beginning: str


class Wishes(Struct, frozen=True):
    """Which related posts the author of a post wants beside it, by any name of theirs: `pinned` ones first, `excluded` ones never. With
    `none` there are to be none at all."""

    pinned: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    none: bool = False


class Brief(Struct, frozen=True):
    """A post without its text, as lists, hits and feeds show it. `path` leads from the blog's folder to the file; `date` and
    `updated` are ISO 8601 with a zone; `image` is a whole address on the blog's own server. What a post does not have is None."""

    id: str
    path: str
    url: str
    title: str
    date: str | None = None
    updated: str | None = None
    tags: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    author: str | None = None
    description: str | None = None
    image: str | None = None


class Document(Brief, frozen=True):
    """One blog post as we index it."""

    sections: tuple[Section, ...] = ()
    code: tuple[Code, ...] = ()
    links: tuple[Link, ...] = ()
    images: tuple[str, ...] = ()
    removed: tuple[Removal, ...] = ()
    titled: tuple[
        Link, ...
    ] = ()  # those that show the title of another post: its slug, and that title, or again the slug
    untitled: bool = False  # its title is but its first heading, or the name of its file
    ends: str | None = None  # when its site publishes it no longer, ISO 8601
    ignored: tuple[str, ...] = ()  # codes of checks of which its author does not want to hear
    wishes: Wishes = Wishes()
    structure: bytes = b""  # what the text is made of: see `index.structure`


@dataclass(frozen=True)
class Problem:
    """Something amiss in a file. A fatal one makes the run end with exit code 5; any other is only reported. An `unplaced` one makes it
    unsure where the generator publishes the post, if at all.

    `code` is stable, for programs: F001 front matter does not parse, F004 unknown encoding, F005 control characters,
    F006 binary, F007 too large, F008 cannot be read, F009 empty, F010 name, F011 an encoding that the generator does not read,
    D001 unreadable date, D002 posts without a date, U001 two files with one URL.
    """

    code: str
    path: str
    line: int
    message: Message
    fatal: bool = True
    unplaced: bool = False


def document_id(path: str) -> str:
    """The first 12 hex digits of BLAKE2b over the NFC path: macOS hands out NFD names for the same file."""
    return hashlib.blake2b(unicodedata.normalize("NFC", path).encode("utf-8", "surrogateescape")).hexdigest()[:12]


def in_brief(document: Brief) -> Brief:
    """The brief of a document, without its text."""
    return Brief(**{name: getattr(document, name) for name in Brief.__struct_fields__})
