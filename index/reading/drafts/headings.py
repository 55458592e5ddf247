"""Headings, each of which stands or falls with the text below it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count, groupby

from index.document import Block
from index.reading.drafts.pieces import Gone, Piece, key_of
from index.reading.drafts.texts import one_extends


@dataclass(slots=True)
class _Heading:
    level: int
    key: str
    pieces: range
    again: bool = False  # in a run of repeats
    half: bool = False  # cut short
    waits: bool = False  # it is said only if some text below it is left
    said: bool = False


class _Outline:
    """The headings above the place that we read."""

    def __init__(self) -> None:
        self._path: list[_Heading] = []
        self._said: list[_Heading] = []

    def leave(self) -> None:
        """A draft may start in the middle of a section that we do not know."""
        self._path = []

    def enter(self, heading: _Heading) -> None:
        self._path = [above for above in self._path if above.level < heading.level] + [heading]
        if not heading.waits:
            self.say()

    def say(self) -> None:
        for heading in self._path:
            if not heading.said and not (heading.again and self._stands(heading)):
                heading.said = True
                self._said = [above for above in self._said if above.level < heading.level] + [heading]

    def _stands(self, heading: _Heading) -> bool:
        above = [other for other in self._said if other.level <= heading.level]
        return bool(above) and above[-1].key == heading.key


class _Headings:
    """Reads a post for its headings, and decides which of the short ones are said."""

    def __init__(self, drafts: Sequence[Sequence[Block]], pieces: Sequence[Piece], gone: Gone) -> None:
        self._pieces, self._gone = pieces, gone
        self._titles = Counter(key_of(block.text) for draft in drafts for block in draft if block.kind == "heading")
        self._sorted_titles = sorted(self._titles)
        self._texts = sorted(piece.key for piece in pieces)
        self.short: list[_Heading] = []
        spans = groupby(range(len(pieces)), lambda i: pieces[i].block)
        self._spans = {block: range((places := list(run))[0], places[-1] + 1) for block, run in spans}
        self._read(drafts)

    def _read(self, drafts: Sequence[Sequence[Block]]) -> None:
        outline = _Outline()
        places = count()
        for draft in drafts:
            outline.leave()
            said = [(next(places), block) for block in draft]
            said = [(place, block) for place, block in said if block.text]  # a rule or an image says nothing
            behind_each = [*(block for _, block in said[1:]), None]
            for (place, block), behind in zip(said, behind_each, strict=False):
                span = self._spans.get(place, range(0))
                left = not span or any(i not in self._gone for i in span)
                if block.kind == "heading" and span and not any(self._pieces[i].long for i in span):
                    self.short.append(self._heading(block, behind, span))
                    outline.enter(self.short[-1])
                elif left and block.kind == "heading":
                    outline.enter(_Heading(block.level, key_of(block.text), span))
                elif left:
                    outline.say()

    def _heading(self, block: Block, behind: Block | None, span: range) -> _Heading:
        heading = _Heading(block.level, key_of(block.text), span, again=all(i in self._gone for i in span))
        empty = behind is None or (behind.kind == "heading" and behind.level <= block.level)
        if not self._pieces[span[-1]].finished:
            cut = behind is None and span.stop < len(self._pieces) and one_extends(heading.key, self._texts)
            heading.half = cut or (span.stop in self._gone and one_extends(heading.key, self._sorted_titles))
        heading.waits = heading.again or heading.half or (self._titles[heading.key] > 1 and not empty)
        return heading


def settle_headings(drafts: Sequence[Sequence[Block]], pieces: Sequence[Piece], gone: Gone) -> Gone:
    """The pieces that go, once each short heading goes or stays with the text below it."""
    headings = _Headings(drafts, pieces, gone).short
    short = {i for heading in headings for i in heading.pieces}
    settled: Gone = {i: reason for i, reason in gone.items() if i not in short}
    said = {piece.key for i, piece in enumerate(pieces) if i not in settled and i not in short}
    said |= {heading.key for heading in headings if heading.said}
    for heading in headings:
        if not heading.said and heading.key in said:
            settled.update(dict.fromkeys(heading.pieces, "repeat"))
        elif not heading.said and heading.half:
            settled.update(dict.fromkeys(heading.pieces, "fragment"))
        said.add(heading.key)
    return settled
