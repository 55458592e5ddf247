"""Which posts of a blog link to each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Set

from search.linked import linked_numbers
from search.snapshot import Snapshot


class Links:
    """The links between the posts of a snapshot, by their numbers; a post's link to itself is none."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._targets: list[set[int]] = []
        self._sources: defaultdict[int, set[int]] = defaultdict(set)
        for number in range(len(snapshot)):
            targets = set(linked_numbers(snapshot, snapshot.document(number)).values()) - {number}
            self._targets.append(targets)
            for target in targets:
                self._sources[target].add(number)

    def linked_from(self, number: int) -> int:
        """How many posts link to this one."""
        return len(self.sources(number))

    def sources(self, number: int) -> Set[int]:
        """The posts that link to this one."""
        return self._sources.get(number, frozenset())

    def targets(self, number: int) -> Set[int]:
        """The posts that this one links to."""
        return self._targets[number]

    def link(self, one: int, other: int) -> bool:
        """Whether a post links to another."""
        return other in self._targets[one]
