"""The editor's questions to one snapshot."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

import numpy as np

from search.editing.duplicates import Duplication
from search.editing.links import Links
from search.editing.overlap import Overlaps
from search.editing.timeline import timeline
from search.facets import Facets
from search.pipeline import Pipeline
from search.reports.duplicates import Duplicates
from search.reports.overlap import Overlap, Sought
from search.reports.timeline import Timeline
from search.snapshot import Snapshot
from search.vectors import make_vectors


class SnapshotEditor:
    """Makes the reports of a snapshot: see `search.reports.editor.Editor`."""

    def __init__(self, snapshot: Snapshot, pipeline: Pipeline, facets: Facets) -> None:
        self._snapshot, self._pipeline, self._facets = snapshot, pipeline, facets

    def duplicates(self, *, at_least: float, diff: bool = False) -> Duplicates:
        return Duplication(self._snapshot, self._links, diff=diff).found(at_least=at_least)

    def overlap(self, queries: Iterable[Sought] | None = None, *, most: int = 20) -> Overlap:
        overlaps = Overlaps(self._snapshot, self._pipeline, self._links, make_vectors(self._snapshot))
        return overlaps.of_titles(most=most) if queries is None else overlaps.of_queries(list(queries), most=most)

    def timeline(self, query: str) -> Timeline:
        ranked = self._pipeline.ranked(query, "all", exact=False)
        found = ranked.ranking.among(self._facets.allowed(ranked.parsed.filters))
        matched = np.flatnonzero(found.matched(len(self._snapshot))).tolist()
        return timeline(query, [self._snapshot.briefs[number] for number in matched])

    @cached_property
    def _links(self) -> Links:
        return Links(self._snapshot)
