"""Characters found literally in a text: as they were typed, or else in any width and case."""

from __future__ import annotations

from collections.abc import Iterator

from index.analysis import Token, lead_back
from index.normalize import normalize
from search.terms import Literal


def find_literal(literal: Literal, text: str) -> Iterator[tuple[int, int]]:
    """Where the literal stands in `text`, first character and first character after, without overlaps.

    Normalizing a text takes longer than reading it, so it is done only where the text does not have the literal as it
    was typed: nearly every text that has it in any form has it in that one.
    """
    as_typed = list(_places(literal.typed, text))
    if as_typed:
        yield from ((start, start + len(literal.typed)) for start in as_typed)
        return
    normalized = normalize(text)
    for start in _places(literal.text, normalized.text):
        token = lead_back(Token("", start, len(literal.text)), normalized)
        yield token.start, token.start + token.length


def _places(sought: str, text: str) -> Iterator[int]:
    at = text.find(sought)
    while at >= 0:
        yield at
        at = text.find(sought, at + len(sought))
