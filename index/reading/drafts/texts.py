"""Which of many texts begin with another text."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable


class SortedTexts:
    """Texts, sorted: those that begin with a text stand right behind it."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._texts = sorted(texts)

    def __contains__(self, text: str) -> bool:
        place = bisect_left(self._texts, text)
        return place < len(self._texts) and self._texts[place] == text

    def one_extends(self, text: str) -> bool:
        place = bisect_right(self._texts, text)
        return place < len(self._texts) and self._texts[place].startswith(text)
