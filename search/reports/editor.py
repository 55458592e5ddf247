"""All that `web` asks of a blog for its editor."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from index.document import Document
from search.reports.draft import Draft
from search.reports.related import RelatedReport
from search.reports.timeline import Timeline
from search.request import RelatedRequest

Before = Mapping[str, Sequence[tuple[str, float]]]
"""Lists that were written earlier: of each path the paths of the posts near to it, with their scores."""


class Editor(Protocol):
    """The reports of one generation. Errors: `IndexUnavailable` where there is no index to ask."""

    def draft(self, document: Document, request: RelatedRequest) -> Draft:
        """What the archive has to say of a post that is still a draft."""
        ...

    def related(self, request: RelatedRequest, *, before: Before) -> RelatedReport:
        """The posts near to each post, in the order of their paths; a list stays as it was `before` where it is as good."""
        ...

    def timeline(self, query: str) -> Timeline:
        """When the blog wrote of something."""
        ...
