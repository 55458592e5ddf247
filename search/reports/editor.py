"""All that `web` asks of a blog for its editor."""

from __future__ import annotations

from typing import Protocol

from search.reports.queries import Queries
from search.reports.timeline import Timeline


class Editor(Protocol):
    """The reports of one generation. Errors: `IndexUnavailable` where there is no index to ask."""

    def timeline(self, query: str) -> Timeline:
        """When the blog wrote of something."""
        ...

    def queries(self, sought: Queries) -> Queries:
        """What readers sought, as the log has it, and what the blog lacks of that."""
        ...
