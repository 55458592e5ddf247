"""All that `web` asks of a blog for its editor."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from search.reports.check import CheckReport
from search.reports.tags import TagReport
from search.reports.timeline import Timeline


class Editor(Protocol):
    """The reports of one generation. Errors: `IndexUnavailable` where there is no index to ask."""

    def timeline(self, query: str) -> Timeline:
        """When the blog wrote of something."""
        ...

    def check(
        self, *, select: Sequence[str] = (), ignore: Sequence[str] = (), built: Path | None = None
    ) -> CheckReport:
        """What is amiss with the posts, by checks whose codes begin so; `built` is the folder of the built site."""
        ...

    def tags(self) -> TagReport:
        """The tags, and what is untidy about them."""
        ...
