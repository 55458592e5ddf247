"""What the text of a post is made of: its blocks, where they stand, and what stands out in them.

A post is a list of blocks in reading order; each says how many characters of the document's text are its own, which lists and
quotes hold it, and which of its characters are a link, bold, code. The list is kept packed in the stored document and says
nothing twice: text, ids of headings and languages of code are where they always were, and code is the next region of code. A
page cuts the text of each block where a style or a mark of the query begins or ends, and only its template makes elements of that.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct, msgpack

from index.document import Block, BlockKind, Code, Container, Document, Section, Style

BETWEEN_BLOCKS = len("\n\n")  # characters, below one heading
_LEVEL = 1  # of compression: the highest saves a twentieth more and takes three times as long

_BORDER = re.compile(r"(?<!\n)\n\n")


class Placed(Struct, frozen=True, array_like=True):
    """A block without its text, of which it has `length` characters. It stays in the first `kept` elements that the block before it
    stood in, and opens others."""

    kind: BlockKind
    length: int
    kept: int = 0
    opens: tuple[Container, ...] = ()
    styles: tuple[Style, ...] = ()


_decoder = msgpack.Decoder(tuple[Placed, ...])


def pack(blocks: Iterable[Block]) -> bytes:
    """The structure of the blocks of a post."""
    return zlib.compress(msgpack.encode(list(_placed(blocks))), _LEVEL)


def structure_of(document: Document) -> tuple[Placed, ...]:
    """The blocks of a document. One that nobody has read from a file has paragraphs, and its code behind them."""
    if document.structure:
        return _decoder.decode(zlib.decompress(document.structure))
    return tuple(_plain(document.sections, document.code))


def _placed(blocks: Iterable[Block]) -> Iterator[Placed]:
    before: Sequence[Container] = ()
    for block in blocks:
        kept = _shared(before, block.inside)
        yield Placed(block.kind, len(block.text), kept, block.inside[kept:], block.styles)
        before = block.inside


def _shared(before: Sequence[Container], inside: Sequence[Container]) -> int:
    """How many elements hold both of two blocks."""
    pairs = enumerate(zip(before, inside, strict=False))
    return next((depth for depth, (one, other) in pairs if one is not other), min(len(before), len(inside)))


def _plain(sections: Iterable[Section], code: Iterable[Code]) -> Iterator[Placed]:
    for section in sections:
        if section.heading:
            yield Placed("heading", len(section.heading))
        if section.text:
            yield from (Placed("prose", len(text)) for text in _BORDER.split(section.text))
    yield from (Placed("code", len(each.text)) for each in code)
