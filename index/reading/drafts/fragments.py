"""Half sentences of which a fuller version stands elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from index.reading.drafts.pieces import SENTENCE, Gone, Piece
from index.reading.drafts.texts import one_extends

_OPENING = "….「『（(“\"'‘【[〈《〔"
_PARTICLES = ("は", "が", "を", "の", "、")  # no label ends like this


def find_fragments(pieces: Sequence[Piece], repeats: Gone) -> Gone:
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
    """Looks for half sentences: `begin` and `end` are the places of the pieces with which another begins or ends."""

    def __init__(self, pieces: Sequence[Piece], repeats: Gone) -> None:
        left = {i: piece for i, piece in enumerate(pieces) if i not in repeats}
        self._pieces = pieces
        self._keys = {piece.key for piece in left.values()}
        self._contexts = sorted({f"{before.key}\0{piece.key}" for before, piece in pairwise(pieces)})
        forwards = sorted(self._keys | {key.lstrip(_OPENING) for key in self._keys})
        backwards = sorted(key[::-1] for key in self._keys)
        self.begin = [i for i, piece in left.items() if one_extends(piece.key, forwards)]
        self.end = [i for i, piece in left.items() if one_extends(piece.key[::-1], backwards)]
        self.gone = dict(repeats)

    def breaks_off(self, i: int) -> bool:
        """Whether a draft stopped behind piece i, in the middle of a sentence."""
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
        """Whether a draft started with piece i, in the middle of a sentence."""
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
        """Whether the fuller version follows the same piece as this one, which is then no label that only looks like it."""
        return i > 0 and one_extends(f"{self._pieces[i - 1].key}\0{self._pieces[i].key}", self._contexts)
