"""A whole post with what matched in it marked, as it is read from the first line to the last."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from index.analyzed import Field, Region
from search.marks import AllSought, Mark, find_marks
from search.result import MarkedCode, MarkedPost, MarkedSection, Span
from search.snapshot import Snapshot
from search.spans import cut

_PARAGRAPH = re.compile(r"[^\n]+(?:\n[^\n]+)*")


def mark_post(snapshot: Snapshot, number: int, sought: AllSought) -> MarkedPost:
    """All of a post's text. Its time grows with the text and the marks in it, not with their product."""
    document = snapshot.document(number)
    text = _Text(snapshot, number, sought)
    titles, tags, headings, bodies, code = map(text.of, Field)
    return MarkedPost(
        document=document,
        length=int(snapshot.characters[number]),
        title=text.whole(next(titles)),
        tags=tuple(map(text.whole, tags)),
        sections=tuple(
            MarkedSection(
                level=section.level,
                anchor=section.anchor,
                heading=text.whole(next(headings)) if section.heading else (),
                paragraphs=tuple(text.paragraphs(next(bodies))) if section.text else (),
            )
            for section in document.sections
        ),
        code=tuple(MarkedCode(piece.language, text.whole(next(code))) for piece in document.code),
    )


class _Text:
    """The text of a document with its marks."""

    def __init__(self, snapshot: Snapshot, number: int, sought: AllSought) -> None:
        self._text, self._regions = snapshot.text(number), snapshot.regions(number)
        self._marks: list[Mark] = find_marks(snapshot, number, sought)
        self._longest = max((mark.end - mark.start for mark in self._marks), default=0)

    def of(self, field: Field) -> Iterator[Region]:
        """The regions of a field, in reading order."""
        return (region for region in self._regions if region.field is field)

    def whole(self, region: Region) -> tuple[Span, ...]:
        return self._spans(region.start, region.end)

    def paragraphs(self, region: Region) -> Iterator[tuple[Span, ...]]:
        """What stands between blank lines."""
        for found in _PARAGRAPH.finditer(self._text, region.start, region.end):
            yield self._spans(*found.span())

    def _spans(self, start: int, end: int) -> tuple[Span, ...]:
        # A mark may begin before and reach into it.
        marks = self._marks[bisect_left(self._marks, (start - self._longest,)) : bisect_left(self._marks, (end,))]
        return cut(self._text[start:end], start, marks)
