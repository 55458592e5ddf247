"""The editor's questions to one snapshot."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property
from pathlib import Path

import numpy as np

from search.editing.check import check
from search.editing.duplicates import Duplication
from search.editing.links import Links
from search.editing.overlap import Overlaps
from search.editing.queries import Gaps
from search.editing.tags import tags
from search.editing.timeline import timeline
from search.facets import Facets
from search.pipeline import Pipeline
from search.related.related import RelatedPosts
from search.reports.check import CheckReport
from search.reports.duplicates import Duplicates
from search.reports.editor import Before
from search.reports.overlap import Overlap, Sought
from search.reports.queries import Queries
from search.reports.related import Neighbours, RelatedReport
from search.reports.tags import TagReport
from search.reports.timeline import Timeline
from search.request import RelatedRequest
from search.snapshot import Snapshot


class SnapshotEditor:
    """Makes the reports of a snapshot: see `search.reports.editor.Editor`."""

    def __init__(self, snapshot: Snapshot, pipeline: Pipeline, facets: Facets) -> None:
        self._snapshot, self._pipeline, self._facets = snapshot, pipeline, facets

    def duplicates(self, *, at_least: float, diff: bool = False) -> Duplicates:
        return Duplication(self._snapshot, self._links, diff=diff).found(at_least=at_least)

    @cached_property
    def related_posts(self) -> RelatedPosts:
        return RelatedPosts(self._snapshot)

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
        overlaps = Overlaps(self._snapshot, self._pipeline, self._links, self.related_posts.nearness.vectors)
        return overlaps.of_titles(most=most) if queries is None else overlaps.of_queries(list(queries), most=most)

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
        return check(self._snapshot, select=select, ignore=ignore, built=built)

    def tags(self) -> TagReport:
        return tags(self._snapshot)

    def queries(self, sought: Queries) -> Queries:
        return Gaps(self._snapshot, self._pipeline, self._facets).told(sought)
