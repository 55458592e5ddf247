"""Characters found in a text: literally, in any width and case, or as a word that the tokenizer cut."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from index.analysis.analyzer import lead_back
from index.analysis.token import Token
from index.normalize import normalize
from search.snapshot import Snapshot
from search.terms import Literal

# ASCII in full width.
_WIDE = {chr(code): chr(code + 0xFEE0) for code in range(0x21, 0x7F)} | {" ": "\u3000"}


def find_literal(literal: Literal, text: str) -> Iterator[tuple[int, int]]:
    """Where the literal stands in `text`, first character and first character after, without overlaps.

    Normalizing a text takes ten times as long as reading it, so it is done only where the text has the literal neither
    as it was typed nor with its letters in another width or case: half-width kana, ㌔ for キロ, marks of their own.
    """
    found = False
    for match in _pattern(literal.typed, literal.text).finditer(text):
        found = True
        yield match.span()
    if found:
        return
    normalized = normalize(text)
    for start in _places(literal.text, normalized.text):
        token = lead_back(Token("", start, len(literal.text)), normalized)
        yield token.start, token.start + token.length


def find_in_pieces(word: str, snapshot: Snapshot, document: int) -> Iterator[tuple[int, int]]:
    """Where a word in kana stands in a document as tokens of which none reaches beyond it. One of them at least has some
    content: 「私は|し|た」 does not say はし."""
    places = list(_places(word, snapshot.whole_text(document)))
    if not places:
        return
    starts, ends = snapshot.token_spans(document)
    for start in places:
        end = start + len(word)
        if ((starts < start) & (ends > start)).any() or ((starts < end) & (ends > end)).any():
            continue
        if ((starts >= start) & (ends <= end)).any():
            yield start, end


@lru_cache(64)
def _pattern(typed: str, normal: str) -> re.Pattern[str]:
    return re.compile(f"{re.escape(typed)}|{''.join(map(_forms, normal))}")


def _forms(character: str) -> str:
    """A character of a normalized text, in any width and case."""
    if character not in _WIDE:
        return re.escape(character)
    cases = {character, character.upper()}
    return f"[{''.join(re.escape(form) for case in sorted(cases) for form in (case, _WIDE[case]))}]"


def _places(sought: str, text: str) -> Iterator[int]:
    at = text.find(sought)
    while at >= 0:
        yield at
        at = text.find(sought, at + len(sought))
