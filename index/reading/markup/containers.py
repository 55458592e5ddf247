"""The quotes and lists that are open at a place of a text."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from index.document import Container, ContainerKind

MOST_INSIDE = (
    24  # elements that a block is said to stand in: twelve lists in each other, more than any page has room for
)
LISTS: dict[ContainerKind, ContainerKind] = {"bullets": "item", "numbers": "item", "definitions": "meaning"}
LIST_OF: dict[ContainerKind, ContainerKind] = {"item": "bullets", "term": "definitions", "meaning": "definitions"}


@dataclass
class Containers:
    """Outermost first. Items stand in lists and lists hold but items, whatever the author forgot, for no page is valid otherwise.
    All takes time by what is opened, however deep that is."""

    _open: list[Container] = field(default_factory=list)
    _numbers: list[int] = field(default_factory=list)  # by container: that of its next item
    _counts: Counter[ContainerKind] = field(default_factory=Counter)

    @property
    def depth(self) -> int:
        return len(self._open)

    def open(self, kind: ContainerKind, *, first: int = 1, value: str = "") -> None:
        """Open an element. `first` is the number of the first item of a list. `value`: see `Container`."""
        last = self._open[-1].kind if self._open else None
        if kind in LIST_OF and last not in LISTS:
            self._push(LIST_OF[kind])
        elif kind not in LIST_OF and last in LISTS:
            self._push(LISTS[last])
        self._push(kind, first, value)

    def end_item(self, kind: ContainerKind) -> None:
        """Close the item of a list whose author begins the next one without closing it."""
        nearest = (
            each.kind for each in reversed(self._open[-MOST_INSIDE:]) if each.kind in LISTS or each.kind in LIST_OF
        )
        last = next(nearest, None)
        if last in LIST_OF and LIST_OF[last] == LIST_OF[kind]:
            self.close(last)

    def close(self, kind: ContainerKind) -> None:
        """Close the innermost element of a kind, and what is open in it. Nothing happens where there is none."""
        while self._counts[kind]:
            if self._pop() == kind:
                return

    def close_to(self, depth: int) -> None:
        """Close all but the outermost elements, `depth` of them."""
        while len(self._open) > depth:
            self._pop()

    def around(self) -> tuple[Container, ...]:
        """The elements that hold a block which stands here."""
        inside = tuple(self._open[:MOST_INSIDE])
        return inside[:-1] if inside and inside[-1].kind in LISTS else inside

    def _push(self, kind: ContainerKind, first: int = 1, value: str = "") -> None:
        numbered = kind == "item" and self._open[-1].kind == "numbers"
        self._open.append(Container(kind, str(self._numbers[-1]) if numbered else value))
        if numbered:
            self._numbers[-1] += 1
        self._numbers.append(first)
        self._counts[kind] += 1

    def _pop(self) -> ContainerKind:
        self._numbers.pop()
        kind = self._open.pop().kind
        self._counts[kind] -= 1
        return kind
