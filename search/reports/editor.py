"""All that `web` asks of a blog for its editor."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from search.reports.duplicates import Duplicates
from search.reports.overlap import Overlap, Sought
from search.reports.timeline import Timeline


class Editor(Protocol):
    """The reports of one generation. Errors: `IndexUnavailable` where there is no index to ask."""

    def duplicates(self, *, at_least: float, diff: bool = False) -> Duplicates:
        """The posts that resemble each other by `at_least`, 0 to 1, and those that are called the same; with `diff` how they
        differ."""
        ...

    def overlap(self, queries: Iterable[Sought] | None = None, *, most: int = 20) -> Overlap:
        """At most so many contests of posts for a query: of these queries, or of those that titles make, where there are none."""
        ...

    def timeline(self, query: str) -> Timeline:
        """When the blog wrote of something."""
        ...
