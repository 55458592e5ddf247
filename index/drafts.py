"""Pasted drafts: a post that holds several drafts of one article says every passage once.

Each draft began again in the middle of the one before, and most restarts carry no marker. So the text is read as
one run of pieces, which are sentences or the lines between them, and a piece that was said before is left out:

- A long piece (a sentence of 20 characters, a line of 60) stands once, wherever it comes again. Of the 258,000
  repeated sentences of the corpus, 98 % stand beside another repeated one: a pasted draft. The other 2 % (5,600 in
  1,500 posts) are nearly all a draft rewritten around a sentence that it kept, or the closing question of one draft
  with which the next begins. A reader misses nothing there, so they count as repeats as well.
- A short piece may be a refrain, an item or a label. It goes only in a run: beside a piece that goes, if the two
  stood side by side before, or as part of a paragraph that stood before.
- A piece of which a fuller version stands elsewhere is a fragment. A long one may stand anywhere (「また、」 before
  the same sentence is the usual difference), a short one only where the text breaks off or starts again.
- A heading stands or falls with the text below it. One that was said before is said again only where what is left
  below it would otherwise stand under another heading. A sentence as a heading is a sentence.

What differs in one character is another sentence and stays. Code and tables always stay.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, replace
from itertools import chain, count, groupby, islice, pairwise, takewhile, zip_longest
from typing import Literal, NamedTuple

from index.document import Block, BlockKind, Removal

MARKERS = ("---END---",)
SENTENCE = 20  # characters, without blanks; a shorter sentence may be a refrain
PARAGRAPH = 60  # what is not a sentence may be a label or an item up to here

_OPENING = "….「『（(“\"'‘【[〈《〔"
_CLOSING = "」』）)”\"'’】]〉》〕"
_CLOSERS = f"[{re.escape(_CLOSING)}]"
_STOP = rf"(?:[。｡！？]|[!?](?=\s|{_CLOSERS}|[!?]|\Z))"
# A quotation belongs to its sentence when that goes on behind it: 「本当か？」と聞いた。
_QUOTE = r"(?:「[^「」]*」|『[^『』]*』|（[^（）]*）)(?=[とっのをがはにでもやなだ、])"
_PARTICLES = ("は", "が", "を", "の", "、")  # no label ends like this
_STOPS = ("。", "｡", "！", "？", "!", "?")
_PIECE = re.compile(rf"(?>{_QUOTE}|[^。｡！？!?「『（]+|(?!{_STOP}).)*+(?:{_STOP}+{_CLOSERS}*\s*|\Z)", re.DOTALL)
_BLANKS = re.compile(r"\s+")
# Marks of Markdown that a draft pasted as one line has kept: "### 4. 展望 …", "* 費用: …".
_MARKS = re.compile(r"\s*(?:(?:#{1,6}|[-*+•・>]+|\d{1,2}[.)])\s+)*")
_ASIDE = re.compile(r"[【〔\[（(].*[】〕\]）)]", re.DOTALL)  # 【既存の記事の最後の部分】
_FENCE = re.compile(r"\s*(`{3,}(?!.*`)|~{3,})(.*)", re.DOTALL)

_Gone = dict[int, Literal["repeat", "fragment"]]  # the places of the pieces left out, and why


class _Cut(NamedTuple):
    key: str  # the text without blanks, for drafts break their lines differently
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Piece:
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
        return len(self.key) >= (SENTENCE if self.finished else PARAGRAPH)


def split_drafts(markdown: str, markers: tuple[str, ...] = MARKERS) -> list[str]:
    """The text between the lines that are only a marker. Inside of a closed code fence a marker is code.

    A marker glued to the end of a sentence (「…です。 ---END---」) or to a whole paragraph ends a draft as well.
    """
    lines = markdown.splitlines(keepends=True)
    marks = {i: sides for i, line in enumerate(lines) if (sides := _at_marker(line, markers))}
    seams = sorted(marks.keys() - _in_fences(lines, marks.keys())) if marks else []
    drafts = []
    start, behind = 0, ""
    for seam in seams:
        before, next_behind = marks[seam]
        drafts.append(behind + "".join(lines[start:seam]) + before)
        start, behind = seam + 1, next_behind + "\n" * bool(next_behind)
    return [*drafts, behind + "".join(lines[start:])]


def _at_marker(line: str, markers: tuple[str, ...]) -> tuple[str, str] | None:
    """What stands before and behind the marker of the line; None if the line is only text."""
    text = line.strip()
    for marker in filter(None, markers):
        if text == marker:
            return "", ""
        before, behind = text.removesuffix(marker), text.removeprefix(marker)
        if before != text and before[-1].isspace() and (_finished(before.rstrip()) or len(before) > PARAGRAPH):
            return before.rstrip(), ""
        if behind != text and behind[0].isspace() and len(behind) > PARAGRAPH:
            return "", behind.lstrip()
    return None


def _in_fences(lines: Sequence[str], marks: Set[int]) -> set[int]:
    inside: set[int] = set()
    i = 0
    while i < len(lines):
        end = _fence_end(lines, marks, i)
        inside.update(range(i, end))
        i = end + 1
    return inside


def _fence_end(lines: Sequence[str], marks: Set[int], start: int) -> int:
    """Where the fence that opens at `start` ends: its closing line, or the marker of the draft that stopped in it."""
    opening = _FENCE.match(lines[start])
    if not opening:
        return start
    marker = 0  # the first one since the fence opened
    for i in range(start + 1, len(lines)):
        if i in marks:
            marker = marker or i
        fence = _FENCE.match(lines[i])
        if not fence or not fence[1].startswith(opening[1]):
            continue
        closes = not fence[2].strip()
        if marker and (not closes or _odd_fences(lines, marks, i + 1)):
            return marker  # line i opens a fence of a later draft
        if closes:
            return i
    return marker or len(lines)


def _odd_fences(lines: Sequence[str], marks: Set[int], start: int) -> bool:
    """Of the fences from here to the end of the draft, one has no counterpart."""
    rest = takewhile(lambda i: i not in marks, range(start, len(lines)))
    return sum(bool(_FENCE.match(lines[i])) for i in rest) % 2 == 1


def merge_drafts(drafts: Sequence[Sequence[Block]]) -> tuple[tuple[Block, ...], tuple[Removal, ...]]:
    """Every passage of the drafts once, in reading order, and what was left out of them."""
    blocks, removed = _merge(drafts)
    more = removed
    while more:  # pieces that are neighbours only now may be a repeat
        blocks, more = _merge([blocks])
        removed += more
    return blocks, (Removal("marker", 0, ""),) * (len(drafts) - 1) + removed


def _merge(drafts: Sequence[Sequence[Block]]) -> tuple[tuple[Block, ...], tuple[Removal, ...]]:
    blocks = list(chain.from_iterable(drafts))
    pieces = _pieces(drafts)
    gone = _fragments(pieces, _repeats(pieces))
    gone = _settle_headings(drafts, pieces, gone)
    return tuple(_kept(blocks, pieces, gone)), tuple(_removals(blocks, pieces, gone))


def _pieces(drafts: Sequence[Sequence[Block]]) -> list[_Piece]:
    places = [(number, block) for number, draft in enumerate(drafts) for block in draft]
    cuts = [_cut(block) for _, block in places]
    texts = _Texts({cut.key for each in cuts for cut in each})
    labels = _labels((block for _, block in places), cuts)
    pieces = []
    for place, ((number, block), each) in enumerate(zip(places, cuts, strict=True)):
        each = [part for cut in each for part in _without_labels(block.text, cut, labels, texts)]
        for i, cut in enumerate(each, 1):
            finished = _finished(cut.key)
            pieces.append(
                _Piece(cut.key, finished, block.kind, number, place, cut.start, cut.end, i == 1, i == len(each))
            )
    return pieces


def _cut(block: Block) -> list[_Cut]:
    if block.kind in ("code", "table"):
        return []
    spans = (match.span() for match in _PIECE.finditer(block.text))
    return [_Cut(key, *span) for span in spans if (key := _key(block.text[slice(*span)]))]


def _finished(text: str) -> bool:
    return text.rstrip(_CLOSING).endswith(_STOPS)


def _key(text: str) -> str:
    marks = _MARKS.match(text)
    return "".join(text[marks.end() if marks else 0 :].split())


def _labels(blocks: Iterable[Block], cuts: Iterable[Sequence[_Cut]]) -> set[str]:
    """Headings and lines like them: 副題 of 「何が変わる？ 副題」, too."""
    lines = (each[-1].key for block, each in zip(blocks, cuts, strict=True) if each and "\n" not in block.text)
    return {line for line in lines if not _finished(line)}


def _without_labels(text: str, cut: _Cut, labels: set[str], texts: _Texts) -> list[_Cut]:
    """The labels at the head of a sentence that stands elsewhere without them, and the sentence."""
    parts = []
    start = cut.start
    while (end := _label_end(text, start, cut.end, labels)) > start:
        parts.append(_Cut(_key(text[start:end]), start, end))
        start = end
    if not parts:
        return [cut]
    rest = _Cut(_key(text[start : cut.end]), start, cut.end)
    known = rest.key in texts or (not _finished(rest.key) and texts.one_extends(rest.key))
    return [part for part in parts if part.key] + [rest] if known else [cut]


def _label_end(text: str, start: int, end: int, labels: set[str]) -> int:
    """Where the label ends with which text[start:end] begins; `start` if there is none."""
    for gap in islice(_BLANKS.finditer(text, start, end), 12):  # no label has more words
        line = text[start : gap.start()]
        if gap.end() < end and (_key(line) in labels or ("\n" in gap[0] and _ASIDE.fullmatch(line))):
            return gap.end()
    return start


def _repeats(pieces: Sequence[_Piece]) -> _Gone:
    """What was said before, as far as it is long or in a run with what is."""
    said: dict[str, int] = {}
    same = [said.setdefault(piece.key, i) for i, piece in enumerate(pieces)]
    pairs: dict[tuple[int, int], int] = {}
    # where each piece stood first behind the same neighbour
    follows = [pairs.setdefault(pair, i) for i, pair in enumerate(pairwise([-1, *same]))]
    again = [piece.long and same[i] < i for i, piece in enumerate(pieces)]
    for i in _paragraphs_said_before(pieces, follows):
        again[i] = True
    for i in range(1, len(pieces)):
        again[i] |= again[i - 1] and follows[i] < i
    for i in range(len(pieces) - 1, 0, -1):
        again[i - 1] |= again[i] and follows[i] < i
    for i in range(len(pieces) - 1, 0, -1):
        if again[i - 1] and not again[i] and not pieces[i].first and _is_label(pieces[i - 1]):
            again[i - 1] = False  # it introduces something new
    return {i: "repeat" for i, was_said in enumerate(again) if was_said}


def _is_label(piece: _Piece) -> bool:
    return not piece.finished and not piece.long


def _paragraphs_said_before(pieces: Sequence[_Piece], follows: Sequence[int]) -> Iterator[int]:
    """Pieces, short ones too, of runs as long as a paragraph that stood in an earlier paragraph piece for piece."""
    start = 0
    for i in range(1, len(pieces) + 1):
        if i < len(pieces) and not pieces[i].first and pieces[follows[i]].block < pieces[i].block:
            continue
        if i - start > 1 and sum(len(piece.key) for piece in pieces[start:i]) >= PARAGRAPH:
            yield from range(start, i)
        start = i


class _Texts:
    """Texts in order: those that begin as a given one and go on stand right behind it."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._texts = sorted(texts)

    def __contains__(self, text: str) -> bool:
        place = bisect_left(self._texts, text)
        return place < len(self._texts) and self._texts[place] == text

    def one_extends(self, text: str) -> bool:
        place = bisect_right(self._texts, text)
        return place < len(self._texts) and self._texts[place].startswith(text)


def _fragments(pieces: Sequence[_Piece], repeats: _Gone) -> _Gone:
    """Pieces of which a fuller version stands elsewhere."""
    found = _Fragments(pieces, repeats)
    long = [i for i in found.begin + found.end if pieces[i].long]
    found.gone.update(dict.fromkeys(long, "fragment"))
    broken_off = [i for i in found.begin if i not in found.gone and found.breaks_off(i)]
    found.gone.update(dict.fromkeys(broken_off, "fragment"))
    started_late = [i for i in found.end if i not in found.gone and found.starts_late(i)]
    found.gone.update(dict.fromkeys(started_late, "fragment"))
    return found.gone


class _Fragments:
    """Looks for half sentences: `begin` and `end` are the places of what begins or ends some other piece."""

    def __init__(self, pieces: Sequence[_Piece], repeats: _Gone) -> None:
        left = {i: piece for i, piece in enumerate(pieces) if i not in repeats}
        self._pieces = pieces
        self._keys = {piece.key for piece in left.values()}
        self._contexts = _Texts({f"{before.key}\0{piece.key}" for before, piece in pairwise(pieces)})
        forwards = _Texts(self._keys | {key.lstrip(_OPENING) for key in self._keys})
        backwards = _Texts(key[::-1] for key in self._keys)
        self.begin = [i for i, piece in left.items() if forwards.one_extends(piece.key)]
        self.end = [i for i, piece in left.items() if backwards.one_extends(piece.key[::-1])]
        self.gone = dict(repeats)

    def breaks_off(self, i: int) -> bool:
        """A draft stopped behind piece i, in the middle of a sentence."""
        piece = self._pieces[i]
        if piece.finished or not piece.last or piece.kind == "heading":
            return False
        behind = self._pieces[i + 1] if i + 1 < len(self._pieces) else None
        no_label = not piece.first or self._in_context(i)
        if behind is None or (behind.kind == "heading" and behind.draft == piece.draft and i + 1 not in self.gone):
            return no_label
        if piece.key + behind.key in self._keys:
            return True
        if behind.draft != piece.draft and piece.kind == "prose":
            return True
        if i + 1 in self.gone or behind.draft != piece.draft or behind.key.startswith(piece.key):
            return no_label or len(piece.key) >= SENTENCE or piece.key.endswith(_PARTICLES)
        return False

    def starts_late(self, i: int) -> bool:
        """A draft started with piece i, in the middle of a sentence."""
        piece = self._pieces[i]
        if i == 0 or not piece.first or piece.kind != "prose":
            return False
        before = self._pieces[i - 1]
        if before.draft != piece.draft or before.key + piece.key in self._keys:
            return True
        if self.gone.get(i - 1) == "fragment" and not before.finished:
            return True
        return i - 1 in self.gone and i + 1 in self.gone

    def _in_context(self, i: int) -> bool:
        """The fuller version follows the same piece as this one, so it is not a label that looks like it."""
        return i > 0 and self._contexts.one_extends(f"{self._pieces[i - 1].key}\0{self._pieces[i].key}")


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

    def __init__(self, drafts: Sequence[Sequence[Block]], pieces: Sequence[_Piece], gone: _Gone) -> None:
        self._pieces, self._gone = pieces, gone
        self._titles = Counter(_key(block.text) for draft in drafts for block in draft if block.kind == "heading")
        self._longer_titles = _Texts(self._titles)
        self._longer_texts = _Texts(piece.key for piece in pieces)
        self.short: list[_Heading] = []
        spans = groupby(range(len(pieces)), lambda i: pieces[i].block)
        self._spans = {block: range((places := list(run))[0], places[-1] + 1) for block, run in spans}
        self._read(drafts)

    def _read(self, drafts: Sequence[Sequence[Block]]) -> None:
        outline = _Outline()
        places = count()
        for draft in drafts:
            outline.leave()
            for block, behind in zip_longest(draft, draft[1:]):
                span = self._spans.get(next(places), range(0))
                left = not span or any(i not in self._gone for i in span)
                if block.kind == "heading" and span and not any(self._pieces[i].long for i in span):
                    self.short.append(self._heading(block, behind, span))
                    outline.enter(self.short[-1])
                elif left and block.kind == "heading":
                    outline.enter(_Heading(block.level, _key(block.text), span))
                elif left:
                    outline.say()

    def _heading(self, block: Block, behind: Block | None, span: range) -> _Heading:
        heading = _Heading(block.level, _key(block.text), span, again=all(i in self._gone for i in span))
        empty = behind is None or (behind.kind == "heading" and behind.level <= block.level)
        if not self._pieces[span[-1]].finished:
            cut = behind is None and span.stop < len(self._pieces) and self._longer_texts.one_extends(heading.key)
            heading.half = cut or (span.stop in self._gone and self._longer_titles.one_extends(heading.key))
        heading.waits = heading.again or heading.half or (self._titles[heading.key] > 1 and not empty)
        return heading


def _settle_headings(drafts: Sequence[Sequence[Block]], pieces: Sequence[_Piece], gone: _Gone) -> _Gone:
    """What is left out when each short heading stands or falls with the text below it."""
    headings = _Headings(drafts, pieces, gone).short
    short = {i for heading in headings for i in heading.pieces}
    settled: _Gone = {i: reason for i, reason in gone.items() if i not in short}
    said = {piece.key for i, piece in enumerate(pieces) if i not in settled and i not in short}
    said |= {heading.key for heading in headings if heading.said}
    for heading in headings:
        if not heading.said and heading.key in said:
            settled.update(dict.fromkeys(heading.pieces, "repeat"))
        elif not heading.said and heading.half:
            settled.update(dict.fromkeys(heading.pieces, "fragment"))
        said.add(heading.key)
    return settled


def _kept(blocks: Sequence[Block], pieces: Sequence[_Piece], gone: _Gone) -> Iterator[Block]:
    parts: dict[int, list[str]] = {pieces[i].block: [] for i in gone}
    for i, piece in enumerate(pieces):
        if piece.block in parts and i not in gone:
            parts[piece.block].append(blocks[piece.block].text[piece.start : piece.end])
    for place, block in enumerate(blocks):
        if place not in parts:
            yield block
        elif parts[place]:
            yield replace(block, text="".join(parts[place]).strip())


def _removals(blocks: Sequence[Block], pieces: Sequence[_Piece], gone: _Gone) -> Iterator[Removal]:
    """One for each run of pieces that are left out for the same reason."""
    runs = groupby(enumerate(sorted(gone)), lambda pair: (pair[1] - pair[0], gone[pair[1]]))
    for (_, reason), run in runs:
        text = "".join(blocks[pieces[i].block].text[pieces[i].start : pieces[i].end] for _, i in run)
        yield Removal(reason, len(text), text[:40])
