"""The responses that were finished last: who asks for the same is sent the same, and nothing is searched or written anew."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from threading import Lock

from cachetools import LRUCache
from flask import g
from werkzeug.wrappers import Response

MOST_BYTES = 16_000_000  # of an application: some two thousand pages in gzip
LARGEST = 1_000_000  # bytes of one, so that no export pushes out all pages
_BESIDE = 1_500  # bytes of memory beside them: the objects, the key, the place


@dataclass(frozen=True, slots=True)
class Finished:
    """The status, headers and body of a response, and whether a search in it found nothing, which is counted each time."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes
    found_nothing: bool

    @classmethod
    def of(cls, response: Response) -> Finished:
        return cls(response.status_code, tuple(response.headers), response.get_data(), g.get("found_nothing", False))

    @property
    def size(self) -> int:
        """In memory, in bytes."""
        return len(self.body) + sum(len(value) for _, value in self.headers) + _BESIDE

    @property
    def lasts(self) -> bool:
        """Whether the next who asks may have it: nothing went wrong, and its view does not say how long it lasts."""
        return self.status < 400 and all(name != "Cache-Control" for name, _ in self.headers)


class Responses:
    """The finished responses of one edition of an index. Any thread may ask; two that ask at once may both make the same."""

    def __init__(self) -> None:
        self._edition: object = None
        self._kept: LRUCache[Hashable, Finished] = LRUCache(MOST_BYTES, getsizeof=lambda each: each.size)
        self._lock = Lock()

    def get(self, edition: object, key: Hashable, make: Callable[[], Finished]) -> Finished:
        """The response that has the key in the edition; where it is not here, `make` makes it. With the first that is asked for in
        another edition all before it go."""
        with self._lock:
            if edition != self._edition:
                self._kept.clear()
                self._edition = edition
            if kept := self._kept.get(key):
                return kept
        made = make()
        with self._lock:
            if edition == self._edition and made.lasts and made.size <= LARGEST:
                self._kept[key] = made
        return made
