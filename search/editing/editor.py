"""The editor's questions to one snapshot."""

from __future__ import annotations

from functools import cached_property

import numpy as np

from index.document import Document
from search.editing.draft import draft_report
from search.editing.timeline import timeline
from search.facets import Facets
from search.pipeline import Pipeline
from search.related.related import RelatedPosts
from search.reports.draft import Draft
from search.reports.editor import Before
from search.reports.related import Neighbours, RelatedReport
from search.reports.timeline import Timeline
from search.request import RelatedRequest
from search.snapshot import Snapshot


class SnapshotEditor:
    """Makes the reports of a snapshot: see `search.reports.editor.Editor`."""

    def __init__(self, snapshot: Snapshot, pipeline: Pipeline, facets: Facets) -> None:
        self._snapshot, self._pipeline, self._facets = snapshot, pipeline, facets

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

    def timeline(self, query: str) -> Timeline:
        ranked = self._pipeline.ranked(query, "all", exact=False)
        found = ranked.ranking.among(self._facets.allowed(ranked.parsed.filters))
        matched = np.flatnonzero(found.matched(len(self._snapshot))).tolist()
        return timeline(query, [self._snapshot.briefs[number] for number in matched])
