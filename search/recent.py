"""Texts that were read lately, kept in memory up to a bound."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from threading import Lock


class RecentTexts:
    """Keeps the latest texts, `most` characters of them together. Any thread may ask."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._held = 0
        self._texts: OrderedDict[int, str] = OrderedDict()
        self._lock = Lock()

    def get(self, number: int, read: Callable[[], str]) -> str:
        """The text with that number, from `read` where it is not here."""
        with self._lock:
            if number in self._texts:
                self._texts.move_to_end(number)
                return self._texts[number]
        text = read()
        with self._lock:
            if number not in self._texts:
                self._texts[number] = text
                self._held += len(text)
            while self._held > self._most:
                _, oldest = self._texts.popitem(last=False)
                self._held -= len(oldest)
        return text
