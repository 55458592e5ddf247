"""A whole post as its page shows it, block by block, with what matched in it marked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from index.analyzed import Field
from index.document import Container, Document, Style
from index.structure import BETWEEN_BLOCKS, Placed, structure_of
from search.marked import Element, MarkedBlock, MarkedCell, MarkedText, Run, Span
from search.postings import PostText
from search.snippet.marks import Mark
from search.snippet.runs import runs_of
from search.snippet.spans import cutter

_CELLS = ("head", "cell")


def mark_post(document: Document, post: PostText, marks: list[Mark]) -> MarkedText:
    """All that a post is made of, marked. Its time grows with the text and the marks in it, not with their product."""
    page = _Page(document, post, marks)
    return MarkedText(
        title=next(page.regions(Field.TITLE)),
        tags=tuple(page.regions(Field.TAGS)),
        blocks=tuple(map(page.block, structure_of(document))),
    )


class _Page:
    """Reads a post from block to block. Each heading, and each block of code, is a region of the text; the blocks below a heading are
    one together."""

    def __init__(self, document: Document, post: PostText, marks: list[Mark]) -> None:
        self._spans = cutter(post.text(), marks)
        self._regions = list(zip(*post.regions(), strict=True))
        self._headings_at, self._bodies_at, self._code_at = map(
            self._beginnings, (Field.HEADINGS, Field.BODY, Field.CODE)
        )
        self._headings = ((each.level, each.anchor) for each in document.sections if each.heading)
        self._languages = (each.language for each in document.code)
        self._below = -1  # where the next block below the heading begins; -1 where none has been read yet

    def regions(self, field: Field) -> Iterator[tuple[Span, ...]]:
        """The regions of a field."""
        return (self._spans(start, end) for of, start, end in self._regions if of == field)

    def block(self, placed: Placed) -> MarkedBlock:
        """The next block."""
        block = partial(MarkedBlock, placed.kind, kept=placed.kept, opens=tuple(map(_element, placed.opens)))
        start = self._start(placed)
        if placed.kind == "heading":
            level, anchor = next(self._headings)
            return block(self._runs(start, placed.length, placed.styles), level=level, anchor=anchor)
        if placed.kind == "code":
            return block(self._runs(start, placed.length), language=next(self._languages))
        if placed.kind == "table" and placed.styles:
            return block(rows=self._rows(start, placed.styles))
        return block(self._runs(start, placed.length, placed.styles))

    def _beginnings(self, field: Field) -> Iterator[int]:
        return (start for of, start, _ in self._regions if of == field)

    def _start(self, placed: Placed) -> int:
        """Where a block begins. One without a character is nowhere in the text."""
        if placed.kind == "code":
            return next(self._code_at)
        if placed.kind == "heading":
            self._below = -1
            return next(self._headings_at)
        if not placed.length:
            return 0
        start = self._below if self._below >= 0 else next(self._bodies_at)
        self._below = start + placed.length + BETWEEN_BLOCKS
        return start

    def _rows(self, start: int, styles: Sequence[Style]) -> tuple[tuple[MarkedCell, ...], ...]:
        rows: list[list[tuple[Style, list[Style]]]] = []
        for style in styles:
            if style.kind == "row":
                rows.append([])
            elif style.kind in _CELLS:
                rows[-1].append((style, []))
            else:
                rows[-1][-1][1].append(style)
        return tuple(tuple(self._cell(start, *cell) for cell in row) for row in rows)

    def _cell(self, start: int, cell: Style, styles: Sequence[Style]) -> MarkedCell:
        within = [Style(each.kind, each.start - cell.start, each.end - cell.start, each.value) for each in styles]
        runs = self._runs(start + cell.start, cell.end - cell.start, within)
        return MarkedCell(runs, cell.kind == "head", cell.value)

    def _runs(self, start: int, length: int, styles: Sequence[Style] = ()) -> tuple[Run, ...]:
        return tuple(runs_of(self._spans(start, start + length), styles))


def _element(container: Container) -> Element:
    return Element(container.kind, container.value)
