"""Reports that take seconds to make, kept as long as the generation that they are of."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import TypeVar, cast

Value = TypeVar("Value")

_MOST = 8


class Finished:
    """The last few. One is made at a time: whoever asks for it meanwhile waits, and nobody makes it twice. What makes one must not ask for another
    one here."""

    def __init__(self) -> None:
        self._values: OrderedDict[Hashable, object] = OrderedDict()
        self._making = Lock()

    def of(self, name: Hashable, make: Callable[[], Value]) -> Value:
        """What goes by that name, made if it is not there."""
        with self._making:
            if name not in self._values:
                self._values[name] = make()
            self._values.move_to_end(name)
            while len(self._values) > _MOST:
                self._values.popitem(last=False)
            return cast("Value", self._values[name])
