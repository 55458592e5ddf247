"""What a person typed, to words with what was written before them: AND, NOT and brackets are taken out."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from index.language import Message

MINUSES = "−‐–－-"  # the hyphen last: these stand in a set of a pattern

# Quotation marks that a phone or a Japanese keyboard types for ", and minus signs for -.
_OPERATORS = str.maketrans({"“": '"', "”": '"', "„": '"', "″": '"', "＂": '"', "：": ":", "｜": "|", "　": " "})
_TO_HYPHENS = str.maketrans(dict.fromkeys(MINUSES, "-"))
FIELDS = ("tag", "category", "author", "year", "date", "title")


def _in_any_width(name: str) -> str:
    return "".join(f"[{letter}{chr(ord(letter) + 0xFEE0)}]" for letter in name)


_WORD = re.compile(
    rf'(?P<minus>[{MINUSES}](?=[^\s{MINUSES}]))?(?:(?P<field>{"|".join(map(_in_any_width, FIELDS))}):(?=\S))?(?:"(?P<quote>[^"]*)(?P<close>"?)|(?P<bare>[^\s"]+))',
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Piece:
    """One word of a query with what was written before it."""

    text: str
    field: str
    quoted: bool
    minus: bool
    written: str


def pieces_of(text: str, notes: list[Message]) -> Iterator[Piece]:
    """The pieces of a text, one after the other; what is amiss is noted."""
    return _unbracketed(list(_operated(list(_written(_plain(text), notes)))), notes)


def _plain(text: str) -> str:
    """One width for operators; what no text can hold becomes a space. Words stay as they were typed."""
    readable = "".join(" " if unicodedata.category(character) in {"Cc", "Cs"} else character for character in text)
    return readable.translate(_OPERATORS)


def narrow(text: str) -> str:
    return unicodedata.normalize("NFKC", text)


def _written(text: str, notes: list[Message]) -> Iterator[Piece]:
    for match in _WORD.finditer(text):
        quoted = match["bare"] is None
        body = match["quote"] if quoted else match["bare"].translate(_TO_HYPHENS)
        if quoted and not match["close"]:
            notes.append(
                Message(
                    ja='" が閉じていないので、最後までを引用とみなしました',
                    en='A " was not closed; the rest was taken as quoted.',
                )
            )
        if body.strip():
            yield Piece(body.strip(), narrow(match["field"] or "").lower(), quoted, bool(match["minus"]), match.group())


def _unbracketed(pieces: Sequence[Piece], notes: list[Message]) -> Iterator[Piece]:
    """The pieces without brackets round several: what stands before them holds for each word, title:(猫 OR 犬), and OR
    binds first anyway."""
    group: list[Piece] = []
    for place, piece in enumerate(pieces):
        opens, closes = _opens(piece), _closes(piece)
        if not (group or opens):
            if _bare(piece).text:
                yield _bare(piece)
            continue
        group.append(piece)
        if closes or place + 1 == len(pieces):
            before, after = pieces[place - len(group) : place - len(group) + 1], pieces[place + 1 : place + 2]
            yield from _distributed(group, notes, beside_or=any(map(is_or, (*before, *after))))
            group = []


def _distributed(group: Sequence[Piece], notes: list[Message], *, beside_or: bool) -> Iterator[Piece]:
    """The words of a bracket. That they must stand together cannot be asked for, and is said."""
    first = group[0]
    words = [piece for piece in map(_bare, group) if piece.text]
    joined = sum(map(is_or, words))
    if len(words) - joined > joined + 1 and (first.minus or beside_or):
        notes.append(
            Message(
                ja="括弧でまとめられるのは OR でつないだ語だけなので、一語ずつ検索しました",
                en="Brackets hold words joined by OR only; each word was searched by itself.",
            )
        )
    for piece in words:
        if not (first.minus and is_or(piece)):
            yield replace(piece, field=piece.field or first.field, minus=piece.minus or first.minus)


def _opens(piece: Piece) -> bool:
    return not piece.quoted and piece.text[0] in "(（" and not set(piece.text) & set(")）")


def _closes(piece: Piece) -> bool:
    return not piece.quoted and piece.text[-1] in ")）" and not set(piece.text) & set("(（")


def _bare(piece: Piece) -> Piece:
    if not (_opens(piece) or _closes(piece)):
        return piece
    text = piece.text.strip("()（）")
    return replace(piece, text=text, written=text)


def is_or(piece: Piece) -> bool:
    return narrow(piece.text) in {"OR", "|"} and piece.written == piece.text


def _operated(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """The pieces without AND, which between words says what is so anyway, and without NOT, which is a minus."""
    negated = False
    for before, piece, after in zip((None, *pieces), pieces, (*pieces[1:], None), strict=False):
        operator = narrow(piece.text) if piece.written == piece.text else ""
        if operator == "AND" and before and after:
            continue
        if operator == "NOT" and after and not after.minus:
            negated = True
            continue
        yield replace(piece, minus=True) if negated else piece
        negated = False
