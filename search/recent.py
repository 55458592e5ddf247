"""A cache of bounded size that any thread may ask."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from threading import Lock
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")


class Recent(Generic[Key, Value]):
    """The values that were asked for last; their sizes add up to at most `most`."""

    def __init__(self, most: int, size: Callable[[Value], int]) -> None:
        self._most, self._size = most, size
        self._used = 0
        self._values: OrderedDict[Key, Value] = OrderedDict()
        self._lock = Lock()

    def get(self, key: Key, read: Callable[[], Value]) -> Value:
        """The value of a key; where it is not here, `read` makes it."""
        with self._lock:
            if key in self._values:
                self._values.move_to_end(key)
                return self._values[key]
        return self.get_all([key], lambda _: [read()])[0]

    def get_all(self, keys: Sequence[Key], read: Callable[[list[Key]], Iterable[Value]]) -> list[Value]:
        """The values of these keys; `read` makes those that are not here, all at once."""
        with self._lock:
            found = {key: self._values[key] for key in keys if key in self._values}
            for key in found:
                self._values.move_to_end(key)
        missing = [key for key in dict.fromkeys(keys) if key not in found]
        if missing:
            found.update(zip(missing, read(missing), strict=True))
            with self._lock:
                self._keep({key: found[key] for key in missing})
        return [found[key] for key in keys]

    def _keep(self, made: Mapping[Key, Value]) -> None:
        for key, value in made.items():
            if key not in self._values:
                self._values[key] = value
                self._used += self._size(value)
        while self._used > self._most:
            _, oldest = self._values.popitem(last=False)
            self._used -= self._size(oldest)
