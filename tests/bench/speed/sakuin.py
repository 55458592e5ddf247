"""Sakuin itself. What is no public name of it stands here and nowhere else in the measurements."""

from __future__ import annotations

from collections import Counter
from functools import partial
from pathlib import Path

import numpy as np

from engine import SHOWN, Part, Task
from search.asking.query import Filters, parse
from search.highlight import highlight
from search.marks import AllSought
from search.result import SearchRequest
from search.searcher import IndexSearcher, open_searcher

_OTHER_LENGTHS = 121  # of a snippet, one for each time that a query is asked: another length is another answer


class OpenedSakuin:
    def __init__(self, place: Path) -> None:
        self._searcher: IndexSearcher = open_searcher(place)
        self._asked: Counter[str] = Counter()

    def task(self, part: Part, query: str) -> Task:
        if part == "search":
            self._asked[query] += 1
            return partial(self._search, SearchRequest(query, snippet=_OTHER_LENGTHS + self._asked[query]))
        if part == "kept":
            request = SearchRequest(query)
            self._search(request)
            return partial(self._search, request)
        return self._part(part, query)

    def _search(self, request: SearchRequest) -> int:
        result = self._searcher.search(request)
        return result.total or len(result.hits)

    def _part(self, part: Part, query: str) -> Task:
        view, request = self._searcher._latest(), SearchRequest(query)
        terms = view._terms(parse(query))
        masks = view._facets.masks(Filters(), ())

        def rank() -> int:
            answer = view._neighbours.refine(view._ranker.rank(terms, mode=request.mode), terms, shown=SHOWN)
            return len(view._first(view._newer(answer), request.sort, SHOWN))

        if part == "ranking":
            return rank
        ranking = view._neighbours.refine(view._ranker.rank(terms, mode=request.mode), terms, shown=SHOWN)
        if part == "facets":
            matched = ranking.matched(len(view.snapshot))
            return lambda: len(view._facets.count(request.facets, matched, masks, Filters()))
        best = ranking.documents[np.argsort(-ranking.scores, kind="stable")[:SHOWN]].tolist()

        def cut() -> int:
            sought = AllSought(tuple(map(view._sought, terms.leaves)))
            return len([highlight(view.snapshot, number, sought, length=request.snippet) for number in best])

        return cut


class Sakuin:
    name = "Sakuin"

    def open(self, place: Path) -> OpenedSakuin:
        return OpenedSakuin(place)


ENGINE = Sakuin()
