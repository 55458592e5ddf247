"""What the index keeps of a document beside its text and its terms, as bytes in Whoosh."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from index.analyzed import Field, Region
from index.document import Code, Document, Link, Problem, Removal, Section


class Brief(msgspec.Struct, frozen=True):
    """What an answer shows of a document beside its text. `headings` are level and anchor, in order.

    `fingerprint` is that of the file's bytes and of the settings it was read with; "" while the body is still to come.
    """

    id: str
    path: str
    url: str
    title: str
    fingerprint: str
    date: str = ""
    updated: str = ""
    tags: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    author: str = ""
    description: str = ""
    headings: tuple[tuple[int, str], ...] = ()


class Stored(Brief, frozen=True):
    """A document less its text. `languages` are those of the code, in order."""

    languages: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()
    images: tuple[str, ...] = ()
    removed: tuple[Removal, ...] = ()
    problems: tuple[Problem, ...] = ()


_COPIED = (
    *("id", "path", "url", "title", "date", "updated", "tags", "categories", "author", "description"),
    *("links", "images", "removed"),
)

_decoder = msgspec.msgpack.Decoder(Stored)
_brief_decoder = msgspec.msgpack.Decoder(Brief)


def to_stored(document: Document, fingerprint: str, problems: tuple[Problem, ...]) -> Stored:
    return Stored(
        fingerprint=fingerprint,
        headings=tuple((section.level, section.anchor) for section in document.sections if section.heading),
        languages=tuple(code.language for code in document.code),
        problems=problems,
        **{name: getattr(document, name) for name in _COPIED},
    )


def encode(stored: Stored) -> bytes:
    return msgspec.msgpack.encode(stored)


def decode(data: bytes) -> Stored:
    """The stored document in these bytes. `msgspec.DecodeError` where they hold none."""
    return _decoder.decode(data)


def decode_brief(data: bytes) -> Brief:
    """The `Brief` of a stored document, in a quarter of the time that `decode` takes."""
    return _brief_decoder.decode(data)


def to_document(stored: Stored, text: str, regions: Sequence[Region]) -> Document:
    """The document that was stored; its sections and code are cut out of its text."""
    headings, languages = iter(stored.headings), iter(stored.languages)
    sections: list[Section] = []
    code: list[Code] = []
    for region in regions:
        piece = text[region.start : region.end]
        if region.field is Field.HEADINGS:
            level, anchor = next(headings)
            sections.append(Section(level, piece, anchor, ""))
        elif region.field is Field.BODY and sections and not sections[-1].text:
            last = sections.pop()
            sections.append(Section(last.level, last.heading, last.anchor, piece))
        elif region.field is Field.BODY:
            sections.append(Section(0, "", "", piece))
        elif region.field is Field.CODE:
            code.append(Code(next(languages), piece))
    return Document(sections=tuple(sections), code=tuple(code), **{name: getattr(stored, name) for name in _COPIED})
