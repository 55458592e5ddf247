"""Sakuin itself. What is no public name of it stands here and nowhere else in the measurements."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import numpy as np

from engine import SHOWN, Part, Task
from search.query.parse import parse
from search.rank.ranking import Ranking
from search.request import SearchRequest
from search.searcher import IndexSearcher, open_searcher
from search.snippet.highlight import highlight
from search.snippet.marks import targets


class OpenedSakuin:
    def __init__(self, place: Path) -> None:
        self._searcher: IndexSearcher = open_searcher(place)

    def task(self, part: Part, query: str) -> Task:
        if part == "search":
            return partial(self._search, SearchRequest(query))
        return self._part(part, query)

    def _search(self, request: SearchRequest) -> int:
        result = self._searcher.search(request)
        return result.total or len(result.hits)

    def _part(self, part: Part, query: str) -> Task:
        view, request = self._searcher._latest(), SearchRequest(query)
        pipeline, resolved = view.pipeline, view.pipeline.resolve(parse(query).query)

        def ranked() -> Ranking:
            return pipeline.refine(pipeline.ranker.rank(resolved, mode=request.mode), resolved)

        if part == "ranking":
            return lambda: len(view._order.first(view._newer(ranked()), request.sort, SHOWN))
        ranking = ranked()
        if part == "facets":
            matched = ranking.matched(len(view.snapshot))
            return lambda: len(view._facets.count(request.facets, matched, ()))
        best = ranking.documents[np.argsort(-ranking.scores, kind="stable")[:SHOWN]].tolist()

        def cut() -> int:
            wanted = targets(pipeline.matcher, resolved)
            return len([highlight(post, wanted, length=request.snippet) for post in map(view.snapshot.post, best)])

        return cut


class Sakuin:
    name = "Sakuin"

    def open(self, place: Path) -> OpenedSakuin:
        return OpenedSakuin(place)


ENGINE = Sakuin()
