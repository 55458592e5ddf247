"""Pieces that were said before, and whether they are enough to take a post for pasted drafts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from index.reading.drafts.pieces import PARAGRAPH, Gone, Piece

IN_A_ROW = 3


def holds_drafts(pieces: Sequence[Piece]) -> bool:
    """Whether the pieces of a post without a marker are several drafts, as far as one can see."""
    return _has_row_again(pieces) or _starts_again(pieces)


def _has_row_again(pieces: Sequence[Piece]) -> bool:
    """Whether three long pieces of prose, no two of them equal, stand in a row that stood in a row before."""
    same, follows = _first_places(pieces)
    row: set[int] = set()
    for i, piece in enumerate(pieces):
        if follows[i] == i:
            row.clear()
        if same[i] < i and piece.long and piece.kind == "prose":
            row.add(same[i])
        if len(row) == IN_A_ROW:
            return True
    return False


def _starts_again(pieces: Sequence[Piece]) -> bool:
    """Whether a paragraph begins with the long sentences that the one before ends with. Lines that are no sentences may be
    verses, or captions."""
    last: dict[str, int] = {}
    back = row = 0  # how far back each piece of a row stood, and how many pieces the row has
    for i, piece in enumerate(pieces):
        here = i - last.get(piece.key, i)
        row = row + 1 if here == back else 1
        back, last[piece.key] = here, i
        sentence = piece.kind == "prose" and piece.long and piece.finished
        if sentence and 0 < back <= row and pieces[i - back + 1].first:
            return True
    return False


def find_repeats(pieces: Sequence[Piece]) -> Gone:
    """The pieces that were said before and go: the long ones, and short ones in a run with them."""
    same, follows = _first_places(pieces)
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


def _first_places(pieces: Sequence[Piece]) -> tuple[list[int], list[int]]:
    """Where each piece stood first, and where it stood first behind the same neighbour."""
    said: dict[str, int] = {}
    same = [said.setdefault(piece.key, i) for i, piece in enumerate(pieces)]
    pairs: dict[tuple[int, int], int] = {}
    return same, [pairs.setdefault(pair, i) for i, pair in enumerate(pairwise([-1, *same]))]


def _is_label(piece: Piece) -> bool:
    return not piece.finished and not piece.long


def _paragraphs_said_before(pieces: Sequence[Piece], follows: Sequence[int]) -> Iterator[int]:
    """Pieces, short ones too, of runs as long as a paragraph that stood in an earlier paragraph piece for piece."""
    start = 0
    for i in range(1, len(pieces) + 1):
        if i < len(pieces) and not pieces[i].first and pieces[follows[i]].block < pieces[i].block:
            continue
        if i - start > 1 and sum(len(piece.key) for piece in pieces[start:i]) >= PARAGRAPH:
            yield from range(start, i)
        start = i
