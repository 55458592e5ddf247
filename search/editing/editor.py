"""The editor's questions to one snapshot."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from index.document import Brief, Document
from search.editing.draft import draft_report
from search.editing.duplicates import Duplication
from search.editing.finished import Finished
from search.editing.links import Links
from search.editing.overlap import Overlaps
from search.editing.post import copies_of
from search.editing.queries import Gaps
from search.editing.timeline import timeline
from search.facets import Facets
from search.pipeline import Pipeline
from search.related.related import RelatedPosts
from search.reports.check import CheckReport
from search.reports.draft import Draft
from search.reports.duplicates import Duplicates
from search.reports.editor import Before
from search.reports.overlap import Overlap, Sought
from search.reports.post import PostReport
from search.reports.queries import Queries
from search.reports.related import Neighbours, RelatedReport
from search.reports.tags import TagReport
from search.reports.timeline import Timeline
from search.request import RelatedRequest
from search.snapshot import Snapshot

if TYPE_CHECKING:
    from index.reading.sites.site import Site


class SnapshotEditor:
    """Makes the reports of a snapshot: see `search.reports.editor.Editor`."""

    def __init__(self, snapshot: Snapshot, pipeline: Pipeline, facets: Facets) -> None:
        self._snapshot, self._pipeline, self._facets = snapshot, pipeline, facets
        self._finished = Finished()

    @cached_property
    def by_path(self) -> Mapping[str, Brief]:
        return {post.path: post for post in self._snapshot.briefs}

    @cached_property
    def site(self) -> Site | None:
        from search.editing.site import site_of

        return site_of(self._snapshot)

    def post(self, post_id: str, *, related: RelatedRequest, at_least: float) -> PostReport | None:
        number = self._snapshot.named(post_id)
        if number is None:
            return None
        post = self._snapshot.briefs[number]
        return PostReport(
            post=post,
            related=self.related_posts.to(number, related),
            links_out=self._in_order(self._links.targets(number)),
            links_in=self._in_order(self._links.sources(number)),
            copies=copies_of(self.duplicates(at_least=at_least, diff=True), post),
            lacking=tuple(each.tag for each in self.tags().lacking if post.path in each.paths),
            findings=tuple(each for each in self.check().findings if each.path == post.path),
        )

    def duplicates(self, *, at_least: float, diff: bool = False) -> Duplicates:
        def made() -> Duplicates:
            return Duplication(self._snapshot, self._links, diff=diff).found(at_least=at_least)

        return self._finished.of(("duplicates", at_least, diff), made)

    @cached_property
    def related_posts(self) -> RelatedPosts:
        return RelatedPosts(self._snapshot)

    def draft(self, document: Document, request: RelatedRequest) -> Draft:
        return draft_report(self._snapshot, self.related_posts, document, request)

    def related(self, request: RelatedRequest, *, before: Before) -> RelatedReport:
        numbers = sorted(range(len(self._snapshot)), key=lambda number: self._snapshot.briefs[number].path)
        posts = ((self._snapshot.briefs[number], number) for number in numbers)
        return RelatedReport(
            tuple(
                Neighbours(post, self.related_posts.to(number, request, before=before.get(post.path, ())))
                for post, number in posts
            )
        )

    def overlap(self, queries: Iterable[Sought] | None = None, *, most: int = 20) -> Overlap:
        def overlaps() -> Overlaps:
            return Overlaps(self._snapshot, self._pipeline, self._links, self.related_posts)

        if queries is not None:
            return overlaps().of_queries(list(queries), most=most)
        return self._finished.of(("overlap", most), lambda: overlaps().of_titles(most=most))

    def timeline(self, query: str) -> Timeline:
        ranked = self._pipeline.ranked(query, "all", exact=False)
        found = ranked.ranking.among(self._facets.allowed(ranked.parsed.filters))
        matched = np.flatnonzero(found.matched(len(self._snapshot))).tolist()
        return timeline(query, [self._snapshot.briefs[number] for number in matched])

    @cached_property
    def _links(self) -> Links:
        return Links(self._snapshot)

    def check(
        self, *, select: Sequence[str] = (), ignore: Sequence[str] = (), built: Path | None = None
    ) -> CheckReport:
        from search.editing.check import check  # which brings all that reads posts: a server waits for none of it

        asked = ("check", tuple(select), tuple(ignore), built)
        return self._finished.of(asked, lambda: check(self._snapshot, select=select, ignore=ignore, built=built))

    def tags(self) -> TagReport:
        from search.editing.tags import tags

        return self._finished.of("tags", lambda: tags(self._snapshot))

    def queries(self, sought: Queries) -> Queries:
        return Gaps(self._snapshot, self._pipeline, self._facets).told(sought)

    def _in_order(self, numbers: Iterable[int]) -> tuple[Brief, ...]:
        """The posts by their paths."""
        return tuple(sorted((self._snapshot.briefs[number] for number in numbers), key=lambda post: post.path))
