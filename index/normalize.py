"""One spelling for width and case, with a way back to the author's own characters."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from index import characters

# Characters that NFKC and case folding leave as they are, which is nearly all of a Japanese post: the rest is
# looked at one by one. A character here may still join with a combining mark after it (か and U+3099), so a mark
# is taken together with the character before it.
_CHANGING = re.compile(rf"[^\n -@\[-~{characters.NORMAL}]+")
_HYPHENS = re.compile(r"[\u2010-\u2013\u2212]")
# A hyphen between katakana or at the end of a katakana word is meant as ー; so is ─, which draws lines.
_LONG_VOWEL = re.compile(rf"(?<=[{characters.KATAKANA_LETTERS}])[-─━](?=[{characters.KATAKANA_LETTERS}]|[^\w\s─━-]|$)")
_MARKS = "\u3099\u309a\uff9e\uff9f\u309b\u309c"
_SPACING_MARKS = {0x309B: "\u3099", 0x309C: "\u309a"}  # う゛ is ゔ; by itself ゛ is a mark above a space
_LONGEST_CLUSTER = (
    31  # a character and 30 marks: Unicode Standard Annex 15, "Stream-Safe Text Format"; sorting more takes long
)
_INVISIBLE = re.compile(f"[{characters.INVISIBLE}]+")
_BETWEEN = re.compile(r"[\W_]+")
_DOTTED_I = "i\u0307"  # what case folding makes of the capital of İstanbul


@dataclass(frozen=True)
class Normalized:
    """A normalized text with the way back to its original. An offset in `text` from `boundaries[i]` up to, not with,
    `boundaries[i + 1]` stands `shifts[i]` characters further on in the original."""

    text: str
    boundaries: tuple[int, ...] = ()
    shifts: tuple[int, ...] = ()

    def original(self, offset: int) -> int:
        """The offset in the original of the character that gave the one at `offset`."""
        place = bisect_right(self.boundaries, offset) - 1
        return offset + self.shifts[place] if place >= 0 else offset

    def originals(self, offsets: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
        """`original` of every offset."""
        shifts = np.array((0, *self.shifts), np.int64)
        places = np.searchsorted(np.array(self.boundaries, np.int64), offsets, side="right")
        return np.asarray(offsets + shifts[places], np.int64)


def normalize(text: str) -> Normalized:
    """Text to its normal form: 「ＰｙｔｈｏｎとｶﾞｽとPython」 gives 「pythonとガスとpython」.

    NFKC (Unicode Standard Annex 15), then full case folding, then one hyphen and one long vowel; what nobody sees goes. Each
    character of the result leads back to the cluster (a character with the combining marks after it) that it came from: ㌔
    gives キロ, and both lead to ㌔.
    """
    # The letters that change most are a part of most words in them, and have small ones of the same length.
    text = text.encode("utf-8", "surrogatepass").lower().decode("utf-8", "surrogatepass")
    pieces: list[str] = []
    boundaries: list[int] = []
    shifts: list[int] = []
    done = length = 0
    for start, end in _changing_spans(text):
        pieces.append(text[done:start])
        length += start - done
        for at, cluster in _clusters(text, start, end):
            folded = _folded(cluster)
            for step in range(len(folded)):
                _lead_back(boundaries, shifts, length + step, at)
            pieces.append(folded)
            length += len(folded)
        _lead_back(boundaries, shifts, length, end)
        done = end
    pieces.append(text[done:])
    return Normalized(_one_hyphen("".join(pieces) if done else text), tuple(boundaries), tuple(shifts))


def letters(text: str) -> str:
    """The normal form of a text without spaces and punctuation: 「味噌、作り！」 gives 「味噌作り」."""
    return _BETWEEN.sub("", normalize(text).text)


def _folded(cluster: str) -> str:
    """The normal form of a character with its marks."""
    visible = _INVISIBLE.sub("", cluster)
    voiced = unicodedata.normalize("NFKC", visible.translate(_SPACING_MARKS))
    narrow = voiced if len(voiced) < len(visible) else unicodedata.normalize("NFKC", visible)
    folded = unicodedata.normalize("NFKC", narrow.casefold())
    return folded.replace(_DOTTED_I, "i")


def _one_hyphen(text: str) -> str:
    """All hyphens as -, and as ー where they stand for it: 「サ−バ」 gives 「サーバ」. No character comes or goes."""
    if _HYPHENS.search(text):
        text = _HYPHENS.sub("-", text)
    return _LONG_VOWEL.sub("ー", text)


def _lead_back(boundaries: list[int], shifts: list[int], offset: int, original: int) -> None:
    """Add a boundary at `offset`, unless the shift of the one before it is right for it too."""
    shift = original - offset
    if shift != (shifts[-1] if shifts else 0):
        boundaries.append(offset)
        shifts.append(shift)


def _changing_spans(text: str) -> list[tuple[int, int]]:
    """Where normalizing may change something; a span that begins with a mark takes in the character before it."""
    spans = []
    for match in _CHANGING.finditer(text):
        start, end = match.span()
        if start and _belongs(text[start]):
            start -= 1
        spans.append((start, end))
    return spans


def _clusters(text: str, start: int, end: int) -> list[tuple[int, str]]:
    clusters: list[tuple[int, str]] = []
    at = start
    while at < end:
        stop = at + 1
        while stop < min(end, at + _LONGEST_CLUSTER) and _belongs(text[stop]):
            stop += 1
        clusters.append((at, text[at:stop]))
        at = stop
    return clusters


def joins(character: str) -> bool:
    """Whether a character joins with the one before it: voiced marks, accents, vowels and finals of decomposed Hangul."""
    return character in _MARKS or unicodedata.combining(character) != 0 or "\u1160" <= character <= "\u11ff"


def _belongs(character: str) -> bool:
    """Whether a character belongs to the cluster of the one before it."""
    return joins(character) or is_invisible(character)


def is_invisible(character: str) -> bool:
    """Whether nobody sees a character by itself."""
    return _INVISIBLE.match(character) is not None
