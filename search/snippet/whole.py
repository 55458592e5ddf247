"""A whole post with what matched in it marked, as it is read from the first line to the last."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from index.analyzed import Field
from index.document import Document
from search.answer import MarkedCode, MarkedPost, MarkedSection, Span
from search.postings import PostText
from search.snippet.marks import Mark, Targets, find_marks
from search.snippet.spans import cut

_PARAGRAPH = re.compile(r"[^\n]+(?:\n[^\n]+)*")

_Region = tuple[int, int]  # first character, first character after


def mark_post(document: Document, post: PostText, targets: Targets) -> MarkedPost:
    """All of a post's text. Its time grows with the text and the marks in it, not with their product."""
    text = _MarkedText(post, targets)
    titles, tags, headings, bodies, code = map(text.regions, Field)
    return MarkedPost(
        document=document,
        length=len(text.text),
        title=text.spans(next(titles)),
        tags=tuple(map(text.spans, tags)),
        sections=tuple(
            MarkedSection(
                level=section.level,
                anchor=section.anchor,
                heading=text.spans(next(headings)) if section.heading else (),
                paragraphs=tuple(text.paragraphs(next(bodies))) if section.text else (),
            )
            for section in document.sections
        ),
        code=tuple(MarkedCode(each.language, text.spans(next(code))) for each in document.code),
    )


class _MarkedText:
    """The text of a post with its marks."""

    def __init__(self, post: PostText, targets: Targets) -> None:
        self.text = post.text()
        self._regions = list(zip(*post.regions(), strict=True))
        self._marks: list[Mark] = find_marks(post, targets)
        self._longest = max((mark.end - mark.start for mark in self._marks), default=0)

    def regions(self, field: Field) -> Iterator[_Region]:
        """The regions of a field, in reading order."""
        return ((start, end) for of, start, end in self._regions if of == field)

    def paragraphs(self, region: _Region) -> Iterator[tuple[Span, ...]]:
        """What stands between blank lines."""
        for paragraph in _PARAGRAPH.finditer(self.text, *region):
            yield self.spans(paragraph.span())

    def spans(self, region: _Region) -> tuple[Span, ...]:
        start, end = region
        # A mark may begin before and reach into it.
        marks = self._marks[bisect_left(self._marks, (start - self._longest,)) : bisect_left(self._marks, (end,))]
        return cut(self.text[start:end], start, marks)
