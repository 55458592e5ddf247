"""Drafts to one text that says every passage once."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain, groupby

from index.document import Block, Removal
from index.reading.drafts.fragments import find_fragments
from index.reading.drafts.headings import settle_headings
from index.reading.drafts.pieces import Gone, Piece, pieces_of
from index.reading.drafts.repeats import find_repeats, holds_drafts
from index.reading.markup.edits import Edit, edited, moved, stripped, without_empty

_LOST_HEADING = re.compile(r"#{2,6} +")  # of a draft that was pasted without its line breaks; now a text begins with it


def merge_drafts(drafts: Sequence[Sequence[Block]]) -> tuple[tuple[Block, ...], tuple[Removal, ...]]:
    """Every passage of the drafts once, in reading order, and what was left out of them. A post without a marker that does
    not look like drafts pasted one behind the other stays as it is: what it says twice it means twice."""
    pieces = pieces_of(drafts)
    if len(drafts) == 1 and not holds_drafts(pieces):
        return tuple(drafts[0]), ()
    blocks, removed = _merge(drafts, pieces)
    more = removed
    while more:  # pieces that are neighbours only now may be a repeat
        blocks, more = _merge([blocks], pieces_of([blocks]))
        removed += more
    return blocks, (Removal("marker", 0, ""),) * (len(drafts) - 1) + removed


def _merge(drafts: Sequence[Sequence[Block]], pieces: Sequence[Piece]) -> tuple[tuple[Block, ...], tuple[Removal, ...]]:
    blocks = list(chain.from_iterable(drafts))
    gone = find_fragments(pieces, find_repeats(pieces))
    gone = settle_headings(drafts, pieces, gone)
    return tuple(_kept(blocks, pieces, gone)), tuple(_removals(blocks, pieces, gone))


def _kept(blocks: Sequence[Block], pieces: Sequence[Piece], gone: Gone) -> Iterator[Block]:
    kept: dict[int, list[Piece]] = {pieces[i].block: [] for i in gone}
    for i, piece in enumerate(pieces):
        if piece.block in kept and i not in gone:
            kept[piece.block].append(piece)
    for place, block in enumerate(blocks):
        if place not in kept:
            yield block
        elif kept[place]:
            yield _left(block, kept[place])


def _left(block: Block, pieces: Sequence[Piece]) -> Block:
    """What is left of a block, without the mark of a heading that a paste had put into the middle of a line."""
    ends = [0, *(piece.end for piece in pieces)]
    starts = [*(piece.start for piece in pieces), len(block.text)]
    gaps = [Edit(end, start) for end, start in zip(ends, starts, strict=True) if end < start]
    text, styles = stripped(edited(block.text, gaps), moved(without_empty(block.styles, gaps), gaps))
    mark = [Edit(0, found.end())] if (found := _LOST_HEADING.match(text)) else []
    return replace(block, text=edited(text, mark), styles=moved(styles, mark))


def _removals(blocks: Sequence[Block], pieces: Sequence[Piece], gone: Gone) -> Iterator[Removal]:
    """A removal for each run of pieces that are left out for one reason."""
    runs = groupby(enumerate(sorted(gone)), lambda pair: (pair[1] - pair[0], gone[pair[1]]))
    for (_, reason), run in runs:
        text = "".join(blocks[pieces[i].block].text[pieces[i].start : pieces[i].end] for _, i in run)
        yield Removal(reason, len(text), text[:40])
