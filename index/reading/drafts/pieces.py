"""Blocks to pieces: sentences, or the lines and half sentences that stand in place of one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Literal, NamedTuple

from index.document import Block, BlockKind
from index.reading.drafts.texts import one_extends

SENTENCE = 20  # characters, without blanks; a shorter sentence may be a refrain
PARAGRAPH = 60  # what is not a sentence may be a label or an item up to here

_CLOSING = "」』）)”\"'’】]〉》〕"
_CLOSERS = f"[{re.escape(_CLOSING)}]"
_STOP = rf"(?:[。｡！？]|[!?](?=\s|{_CLOSERS}|[!?]|\Z))"
# A quotation belongs to its sentence when that goes on behind it: 「本当か？」と聞いた。
_QUOTE = r"(?:「[^「」]*」|『[^『』]*』|（[^（）]*）)(?=[とっのをがはにでもやなだ、])"
_STOPS = ("。", "｡", "！", "？", "!", "?")
_PIECE = re.compile(rf"(?>{_QUOTE}|[^。｡！？!?「『（]+|(?!{_STOP}).)*+(?:{_STOP}+{_CLOSERS}*\s*|\Z)", re.DOTALL)
_BLANKS = re.compile(r"\s+")
# Marks of Markdown that a draft pasted as one line has kept: 「* 費用は…」 says what the item 「費用は…」 said.
_MARKS = re.compile(r"\s*(?:(?:#{1,6}|[-*+•・>]+|\d{1,2}[.)])\s+)*")
_ASIDE = re.compile(r"[【〔\[（(].*[】〕\]）)]", re.DOTALL)  # 【既存の記事の最後の部分】

Gone = dict[int, Literal["repeat", "fragment"]]  # the places of the pieces left out, and why


class _Cut(NamedTuple):
    key: str  # the text without blanks, for drafts break their lines differently
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Piece:
    """A sentence, or the line or half sentence that stands in place of one: text[start:end] of a block."""

    key: str
    finished: bool  # it ends as a sentence does
    kind: BlockKind
    draft: int
    block: int
    start: int
    end: int
    first: bool  # of its block
    last: bool

    @property
    def long(self) -> bool:
        """Whether it is too long to be said twice on purpose."""
        return len(self.key) >= (SENTENCE if self.finished else PARAGRAPH)


def pieces_of(drafts: Sequence[Sequence[Block]]) -> list[Piece]:
    """The pieces of all drafts, in reading order."""
    places = [(number, block) for number, draft in enumerate(drafts) for block in draft]
    cuts = [_cut(block) for _, block in places]
    keys = {cut.key for each in cuts for cut in each}
    texts = sorted(keys)
    labels = _labels((block for _, block in places), cuts)
    pieces = []
    for place, ((number, block), each) in enumerate(zip(places, cuts, strict=True)):
        each = [part for cut in each for part in _without_labels(block.text, cut, labels, keys, texts)]
        for i, cut in enumerate(each, 1):
            ended = finished(cut.key)
            pieces.append(Piece(cut.key, ended, block.kind, number, place, cut.start, cut.end, i == 1, i == len(each)))
    return pieces


def _cut(block: Block) -> list[_Cut]:
    if block.kind in ("code", "table"):
        return []
    spans = (match.span() for match in _PIECE.finditer(block.text))
    return [_Cut(key, *span) for span in spans if (key := key_of(block.text[slice(*span)]))]


def finished(text: str) -> bool:
    """Whether a text ends as a sentence does."""
    return text.rstrip(_CLOSING).endswith(_STOPS)


def key_of(text: str) -> str:
    """A text without blanks, the marks in front and asterisks without a partner: drafts break and mark their lines differently."""
    text = text.replace("**", "")
    marks = _MARKS.match(text)
    return "".join(text[marks.end() if marks else 0 :].split())


def _labels(blocks: Iterable[Block], cuts: Iterable[Sequence[_Cut]]) -> set[str]:
    """The keys of headings and of lines like them: also of 副題 in 「何が変わる？ 副題」."""
    lines = (each[-1].key for block, each in zip(blocks, cuts, strict=True) if each and "\n" not in block.text)
    return {line for line in lines if not finished(line)}


def _without_labels(text: str, cut: _Cut, labels: set[str], keys: set[str], texts: list[str]) -> list[_Cut]:
    """The labels at the head of a sentence that stands elsewhere without them, and the sentence. `texts` are the keys, sorted."""
    parts = []
    start = cut.start
    while (end := _label_end(text, start, cut.end, labels)) > start:
        parts.append(_Cut(key_of(text[start:end]), start, end))
        start = end
    if not parts:
        return [cut]
    rest = _Cut(key_of(text[start : cut.end]), start, cut.end)
    known = rest.key in keys or (not finished(rest.key) and one_extends(rest.key, texts))
    return [part for part in parts if part.key] + [rest] if known else [cut]


def _label_end(text: str, start: int, end: int, labels: set[str]) -> int:
    """Where the label ends with which text[start:end] begins; `start` if there is none."""
    for gap in islice(_BLANKS.finditer(text, start, end), 12):  # no label has more words
        line = text[start : gap.start()]
        if gap.end() < end and (key_of(line) in labels or ("\n" in gap[0] and _ASIDE.fullmatch(line))):
            return gap.end()
    return start
