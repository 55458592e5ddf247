"""The author's own text with what matched in it: spans, and whole posts of them. They are parts of answers: see
`search.answer`."""

from __future__ import annotations

from msgspec import Struct, field

from index.document import BlockKind, Brief, ContainerKind, StyleKind


class Span(Struct, frozen=True, omit_defaults=True):
    """A part of the author's own text; `match` is true where the query matches it."""

    text: str
    matched: bool = field(default=False, name="match")


class Element(Struct, frozen=True, omit_defaults=True):
    """What a block or a part of its text stands in: a quote, a list, its item; a link, bold, code. `value`: see `Container` and
    `Style` of `index.document`."""

    kind: ContainerKind | StyleKind
    value: str = ""


class Run(Span, frozen=True, omit_defaults=True):
    """A part of a block's text, and what it stands in, outermost first. It is empty where an image has no description, and at the
    box of a task."""

    styles: tuple[Element, ...] = ()


class MarkedCell(Struct, frozen=True, omit_defaults=True):
    runs: tuple[Run, ...]
    head: bool = False
    align: str = ""


class MarkedBlock(Struct, frozen=True, omit_defaults=True):
    """A block of a post with what matched. It stands in the first `kept` elements that hold the block before it, and in those that it
    `opens`. Level and anchor are those of a heading; a table has `rows`, all others have runs."""

    kind: BlockKind
    runs: tuple[Run, ...] = ()
    rows: tuple[tuple[MarkedCell, ...], ...] = ()
    kept: int = 0
    opens: tuple[Element, ...] = ()
    level: int = 0
    anchor: str = ""
    language: str = ""


class MarkedText(Struct, frozen=True):
    """A whole post as it is read, with what matched: the runs of each block, joined, are its text. `linked` are the posts of the
    blog that its links lead to, by their targets as written."""

    title: tuple[Span, ...]
    tags: tuple[tuple[Span, ...], ...]
    blocks: tuple[MarkedBlock, ...]
    linked: dict[str, Brief] = {}
