"""A document as the answer to a question for one post, with the parts that were asked for."""

from __future__ import annotations

from collections.abc import Collection

from msgspec import UNSET
from msgspec.structs import astuple

from index.document import Document, in_brief
from search.answer import Heading, Part, Post


def post_of(document: Document, length: int, include: Collection[Part]) -> Post:
    """The post of a document with the parts in `include`; `length` is that of its indexed text, in characters."""
    headings = (Heading(each.level, each.heading, each.anchor or None) for each in document.sections if each.heading)
    return Post(
        *astuple(in_brief(document)),
        length=length,
        body=_body(document) if "body" in include else UNSET,
        headings=tuple(headings) if "headings" in include else UNSET,
        links=document.links if "links" in include else UNSET,
        removed=document.removed if "removed" in include else UNSET,
        code=document.code if "code" in include else UNSET,
    )


def _body(document: Document) -> str:
    """The text of a post: headings with their #, and paragraphs, separated by blank lines."""
    parts: list[str] = []
    for section in document.sections:
        if section.heading:
            parts.append(f"{'#' * section.level} {section.heading}")
        if section.text:
            parts.append(section.text)
    return "\n\n".join(parts)
