"""A resolved query to the documents that answer it, with their scores: those with every word, or else the nearest."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np

from search.match.matcher import Matcher
from search.postings import Mask, Postings, Scores
from search.query.resolved import Adjacent, Resolved
from search.query.tree import Filter
from search.rank.bigrams import Bigrams
from search.rank.ranking import Ranking
from search.rank.relax import covering, softened
from search.rank.score import Scorer
from search.rank.titles import Titles
from search.request import Mode

# Three words or more that fewer documents have together are answered with those that have most of them, too: the post that answers
# a question need not say 「呼ばれる」 (MRR@10 on JSQuAD 0.9528 with them, 0.9509 without).
_FEW, _SEVERAL = 10, 3


class Ranker:
    """Ranks documents: the words of a query score, and its bigrams add to that."""

    def __init__(self, postings: Postings, matcher: Matcher, having: Callable[[Filter], Mask]) -> None:
        self._postings, self.matcher = postings, matcher
        self.scorer = Scorer(postings, matcher, having)
        self.bigrams, self.titles = Bigrams(postings), Titles(postings, matcher)

    def rank(self, query: Resolved, *, mode: Mode) -> Ranking:
        """The documents that match. Mode `all` wants every word, `any` one of them, `auto` every word, or, where that finds
        nothing, the documents that have most of them."""
        allowed = self._allowed(query)
        if not query.wanted:
            return self._ranking(allowed, np.zeros(len(allowed), np.float32))
        extra = self.titles.scores(query)
        every = np.zeros(len(allowed), bool)
        if mode != "any":
            whole = self.scorer.every(query.wanted, allowed)
            every = self._adjacent(query.adjacent, whole.matched)
            enough = np.count_nonzero(every) >= (_FEW if len(query.wanted) >= _SEVERAL else 1)
            if enough or mode == "all" or (len(query.lesser) == 1 and query.lesser == query.wanted):
                total = (whole.scores + extra + self.bigrams.scores(query.bigrams)) * whole.nearness
                return self._ranking(every, total, nearness=whole.nearness)
        scored = [self.scorer.score(part, allowed) for part in query.lesser]
        total = np.sum([each.scores * softened(each.nearness) for each in scored], axis=0, dtype=np.float32)
        total += extra + self.bigrams.scores(query.bigrams)
        if mode == "any":
            matched = allowed & np.logical_or.reduce(
                [self.scorer.score(part, allowed).matched for part in query.wanted]
            )
            return replace(self._ranking(matched, total), softened=True)
        near = covering(scored, allowed)
        return replace(self._ranking(every | near, total, relaxed=~every), softened=True)

    def matching(self, query: Resolved) -> Mask:
        """The documents that match every word."""
        whole = self.scorer.every(query.wanted, self._allowed(query))
        return self._adjacent(query.adjacent, whole.matched)

    def _allowed(self, query: Resolved) -> Mask:
        return self.scorer.every(query.needed, np.ones(len(self._postings), bool)).matched

    def _adjacent(self, adjacent: Sequence[Adjacent], every: Mask) -> Mask:
        """Those of the documents that have side by side what was typed so; all of them, if none has."""
        together = every
        for words in adjacent:
            having = self.matcher.adjacent(words)
            if words.synonym is not None:
                having |= self.scorer.score(words.synonym, every).matched
            together = together & having
        return together if together.any() else every

    def _ranking(
        self, matched: Mask, scores: Scores, *, nearness: Scores | None = None, relaxed: Mask | None = None
    ) -> Ranking:
        documents = np.flatnonzero(matched).astype(np.int32)
        return Ranking(
            documents,
            scores[documents],
            np.ones(len(documents), np.float32) if nearness is None else nearness[documents],
            np.zeros(len(documents), bool) if relaxed is None else relaxed[documents],
        )
