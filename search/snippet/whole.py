"""A whole post with what matched in it marked, as it is read from the first line to the last."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import starmap

from index.analyzed import Field
from index.document import Document
from search.marked import MarkedCode, MarkedSection, MarkedText
from search.postings import PostText
from search.snippet.marks import Targets, find_marks
from search.snippet.spans import cutter

_PARAGRAPH = re.compile(r"[^\n]+(?:\n[^\n]+)*")  # what stands between blank lines

_Region = tuple[int, int]  # first character, first character after


def mark_post(document: Document, post: PostText, targets: Targets) -> MarkedText:
    """All of a post's text, marked. Its time grows with the text and the marks in it, not with their product."""
    text = post.text()
    spans = cutter(text, find_marks(post, targets))
    regions = list(zip(*post.regions(), strict=True))

    def of_field(field: Field) -> Iterator[_Region]:
        return ((start, end) for of, start, end in regions if of == field)

    titles, tags, headings, bodies, code = map(of_field, Field)
    return MarkedText(
        title=spans(*next(titles)),
        tags=tuple(starmap(spans, tags)),
        sections=tuple(
            MarkedSection(
                level=section.level,
                anchor=section.anchor,
                heading=spans(*next(headings)) if section.heading else (),
                paragraphs=tuple(spans(*each.span()) for each in _PARAGRAPH.finditer(text, *next(bodies)))
                if section.text
                else (),
            )
            for section in document.sections
        ),
        code=tuple(MarkedCode(each.language, spans(*next(code))) for each in document.code),
    )
