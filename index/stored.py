"""What the index keeps of a document beside its text and its terms, as bytes in Whoosh."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from msgspec import Struct, msgpack
from msgspec.structs import asdict

from index.analyzed import Field, Region
from index.document import Brief, Code, Document, Link, Problem, Removal, Section, in_brief


class Listed(Struct, frozen=True):
    """What a searcher holds of a document in memory. `headings` are level and anchor, in order.

    `fingerprint` is that of the file's bytes and of the settings it was read with; "" while the body is still to come.
    """

    post: Brief
    fingerprint: str
    headings: tuple[tuple[int, str], ...] = ()


class Stored(Listed, frozen=True):
    """A document less its text. `languages` are those of the code, in order."""

    languages: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()
    images: tuple[str, ...] = ()
    removed: tuple[Removal, ...] = ()
    problems: tuple[Problem, ...] = ()
    titled: tuple[Link, ...] = ()
    untitled: bool = False
    ends: str | None = None
    structure: bytes = b""


_decoder = msgpack.Decoder(Stored)
_listed_decoder = msgpack.Decoder(Listed)


def to_stored(document: Document, fingerprint: str, problems: tuple[Problem, ...]) -> Stored:
    return Stored(
        post=in_brief(document),
        fingerprint=fingerprint,
        headings=tuple((section.level, section.anchor) for section in document.sections if section.heading),
        languages=tuple(code.language for code in document.code),
        links=document.links,
        images=document.images,
        removed=document.removed,
        problems=problems,
        titled=document.titled,
        untitled=document.untitled,
        ends=document.ends,
        structure=document.structure,
    )


def has_ended(stored: Stored) -> bool:
    """Whether a site publishes a post no longer, though its file is as it was."""
    return stored.ends is not None and datetime.fromisoformat(stored.ends) < datetime.now(UTC)


def encode(stored: Stored) -> bytes:
    return msgpack.encode(stored)


def decode(data: bytes) -> Stored:
    """The stored document in these bytes. `msgspec.DecodeError` where they hold none."""
    return _decoder.decode(data)


def decode_listed(data: bytes) -> Listed:
    """The `Listed` part of a stored document, in a quarter of the time that `decode` takes."""
    return _listed_decoder.decode(data)


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
    return Document(
        **asdict(stored.post),
        sections=tuple(sections),
        code=tuple(code),
        links=stored.links,
        images=stored.images,
        removed=stored.removed,
        titled=stored.titled,
        untitled=stored.untitled,
        ends=stored.ends,
        structure=stored.structure,
    )
