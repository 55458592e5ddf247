"""Marked text cut where it begins or ends to be a link, bold, code."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import get_args

from index.document import Style, StyleKind
from search.marked import Element, Run, Span

# What stands in what, where both begin at one character or overlap: bold in a link, never a link in bold, and an image in all.
_OUTERMOST_FIRST: dict[StyleKind, int] = {kind: depth for depth, kind in enumerate(get_args(StyleKind))}


def runs_of(spans: Sequence[Span], styles: Sequence[Style]) -> Iterator[Run]:
    """The runs of a block whose text is in `spans`. No two styles of a kind overlap."""
    if not styles:
        yield from (Run(span.text, span.matched) for span in spans)
        return
    cutting = _Cutting(styles)
    at = 0
    for span in spans:
        for low, high in pairwise(cutting.edges(at, at + len(span.text))):
            yield from cutting.empty_ones(low)
            yield Run(span.text[low - at : high - at], span.matched, cutting.styles(low))
        at += len(span.text)
    yield from cutting.empty_ones(at)


class _Cutting:
    """The styles of a block, to be asked for from its first character to the last."""

    def __init__(self, styles: Sequence[Style]) -> None:
        self._edges = sorted({edge for style in styles for edge in (style.start, style.end)})
        self._wide = sorted((style for style in styles if style.start < style.end), key=_start, reverse=True)
        self._empty = sorted((style for style in styles if style.start == style.end), key=_start, reverse=True)
        self._open: list[Style] = []

    def edges(self, low: int, high: int) -> list[int]:
        """Where to cut a span: its ends, and the edges of styles between them."""
        return [low, *self._edges[bisect_right(self._edges, low) : bisect_left(self._edges, high)], high]

    def styles(self, at: int) -> tuple[Element, ...]:
        """What a character stands in, outermost first."""
        while self._wide and self._wide[-1].start <= at:
            self._open.append(self._wide.pop())
        self._open = sorted((style for style in self._open if style.end > at), key=_depth)
        return tuple(Element(style.kind, style.value) for style in self._open)

    def empty_ones(self, at: int) -> Iterator[Run]:
        """The runs without text that stand before a character."""
        while self._empty and self._empty[-1].start <= at:
            style = self._empty.pop()
            yield Run("", styles=(*self.styles(style.start), Element(style.kind, style.value)))


def _start(style: Style) -> int:
    return style.start


def _depth(style: Style) -> int:
    return _OUTERMOST_FIRST[style.kind]
