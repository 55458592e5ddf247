"""The editor's questions to one snapshot."""

from __future__ import annotations

import numpy as np

from search.editing.queries import Gaps
from search.editing.timeline import timeline
from search.facets import Facets
from search.pipeline import Pipeline
from search.reports.queries import Queries
from search.reports.timeline import Timeline
from search.snapshot import Snapshot


class SnapshotEditor:
    """Makes the reports of a snapshot: see `search.reports.editor.Editor`."""

    def __init__(self, snapshot: Snapshot, pipeline: Pipeline, facets: Facets) -> None:
        self._snapshot, self._pipeline, self._facets = snapshot, pipeline, facets

    def timeline(self, query: str) -> Timeline:
        ranked = self._pipeline.ranked(query, "all", exact=False)
        found = ranked.ranking.among(self._facets.allowed(ranked.parsed.filters))
        matched = np.flatnonzero(found.matched(len(self._snapshot))).tolist()
        return timeline(query, [self._snapshot.briefs[number] for number in matched])

    def queries(self, sought: Queries) -> Queries:
        return Gaps(self._snapshot, self._pipeline, self._facets).told(sought)
