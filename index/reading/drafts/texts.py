"""Which of many texts begin with another text."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence


def one_extends(text: str, texts: Sequence[str]) -> bool:
    """Whether one of these sorted texts begins with a text and goes on: those that do stand right behind it."""
    place = bisect_right(texts, text)
    return place < len(texts) and texts[place].startswith(text)
