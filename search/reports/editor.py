"""All that `web` asks of a blog for its editor."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from index.document import Brief, Document
from search.reports.check import CheckReport
from search.reports.draft import Draft
from search.reports.duplicates import Duplicates
from search.reports.overlap import Overlap, Sought
from search.reports.post import PostReport
from search.reports.queries import Queries
from search.reports.related import RelatedReport
from search.reports.tags import TagReport
from search.reports.timeline import Timeline
from search.request import RelatedRequest

if TYPE_CHECKING:
    from index.reading.sites.site import Site

Before = Mapping[str, Sequence[tuple[str, float]]]
"""Lists that were written earlier: of each path the paths of the posts near to it, with their scores."""


class Editor(Protocol):
    """The reports of one generation. Errors: `IndexUnavailable` where there is no index to ask."""

    @property
    def by_path(self) -> Mapping[str, Brief]:
        """The posts by their paths."""
        ...

    @property
    def site(self) -> Site | None:
        """The site that the posts are of; None where their files are not here."""
        ...

    def post(self, post_id: str, *, related: RelatedRequest, at_least: float) -> PostReport | None:
        """All that is told of one post, with the copies that resemble it by `at_least`; None where there is none."""
        ...

    def duplicates(self, *, at_least: float, diff: bool = False) -> Duplicates:
        """The posts that resemble each other by `at_least`, 0 to 1, and those that are called the same; with `diff` how they
        differ."""
        ...

    def draft(self, document: Document, request: RelatedRequest) -> Draft:
        """What the archive has to say of a post that is still a draft."""
        ...

    def related(self, request: RelatedRequest, *, before: Before) -> RelatedReport:
        """The posts near to each post, in the order of their paths; a list stays as it was `before` where it is as good."""
        ...

    def overlap(self, queries: Iterable[Sought] | None = None, *, most: int = 20) -> Overlap:
        """At most so many contests of posts for a query: of these queries, or of those that titles make, where there are none."""
        ...

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

    def queries(self, sought: Queries) -> Queries:
        """What readers sought, as the log has it, and what the blog lacks of that."""
        ...
