"""What the index keeps of a document beside its text and its terms: two pieces of bytes, of which opening an index reads the first."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from datetime import UTC, datetime

from msgspec import Struct, msgpack
from msgspec.structs import asdict

from index.analyzed import Field, Region
from index.document import Brief, Code, Document, Link, Problem, Removal, Section, Wishes, in_brief
from index.normalize import letters


class Listed(Struct, frozen=True):
    """What a searcher holds of a document in memory. `letters` are those of its title (see `index.normalize`), `headings` are level and
    anchor, in order.

    `fingerprint` is that of the file's bytes and of the settings it was read with; "" while the body is still to come.
    """

    post: Brief
    fingerprint: str
    letters: str
    headings: tuple[tuple[int, str], ...] = ()


class Further(Struct, frozen=True):
    """What is read when a post is shown, or compared with its file. `languages` are those of the code, in order."""

    languages: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()
    images: tuple[str, ...] = ()
    removed: tuple[Removal, ...] = ()
    problems: tuple[Problem, ...] = ()
    titled: tuple[Link, ...] = ()
    untitled: bool = False
    ends: str | None = None
    ignored: tuple[str, ...] = ()
    wishes: Wishes = Wishes()
    structure: bytes = b""


class Stored(Listed, frozen=True):
    """A document less its text."""

    further: Further = Further()


Buffer = bytes | memoryview

_listed = msgpack.Decoder(Listed)
_further = msgpack.Decoder(Further)


def to_stored(document: Document, fingerprint: str, problems: tuple[Problem, ...]) -> Stored:
    return Stored(
        post=in_brief(document),
        fingerprint=fingerprint,
        letters=letters(document.title),
        headings=tuple((section.level, section.anchor) for section in document.sections if section.heading),
        further=Further(
            languages=tuple(code.language for code in document.code),
            links=document.links,
            images=document.images,
            removed=document.removed,
            problems=problems,
            titled=document.titled,
            untitled=document.untitled,
            ends=document.ends,
            ignored=document.ignored,
            wishes=document.wishes,
            structure=document.structure,
        ),
    )


def has_ended(stored: Stored) -> bool:
    """Whether a site publishes a post no longer, though its file is as it was."""
    ends = stored.further.ends
    return ends is not None and datetime.fromisoformat(ends) < datetime.now(UTC)


def encode(stored: Stored) -> tuple[bytes, bytes]:
    """A document as its two pieces. The second, half of which is links, is compressed to 40 %."""
    listed = Listed(stored.post, stored.fingerprint, stored.letters, stored.headings)
    return msgpack.encode(listed), zlib.compress(msgpack.encode(stored.further))


def decode(listed: Buffer, further: Buffer) -> Stored:
    """The stored document in its two pieces. `msgspec.DecodeError` or `zlib.error` where they hold none."""
    first = decode_listed(listed)
    return Stored(
        first.post, first.fingerprint, first.letters, first.headings, _further.decode(zlib.decompress(further))
    )


def decode_listed(listed: Buffer) -> Listed:
    """The first piece of a document."""
    return _listed.decode(listed)


def to_document(stored: Stored, text: str, regions: Sequence[Region]) -> Document:
    """The document that was stored; its sections and code are cut out of its text."""
    further = stored.further
    headings, languages = iter(stored.headings), iter(further.languages)
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
        links=further.links,
        images=further.images,
        removed=further.removed,
        titled=further.titled,
        untitled=further.untitled,
        ends=further.ends,
        ignored=further.ignored,
        wishes=further.wishes,
        structure=further.structure,
    )
