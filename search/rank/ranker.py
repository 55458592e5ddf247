"""A resolved query to the documents that answer it, with their scores: those with every word, or else the nearest."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from search.match.matcher import Matcher
from search.postings import Mask, Postings, Scores, mask_of
from search.query.resolved import Adjacent, Resolved
from search.query.tree import Filter, Literal, Query
from search.rank.bigrams import Bigrams
from search.rank.ranking import Ranking
from search.rank.relax import covering, softened
from search.rank.score import Scored, Scorer
from search.rank.titles import Titles
from search.request import Mode

# Words that fewer documents have together are answered with those that have most of them, too: the post that answers a question
# need not say 「呼ばれる」, nor that on アドオン 作り方 the latter (MRR@10 on JSQuAD 0.9528 with them, 0.9509 without; on the two rarest
# words of each question 0.8564 with them below 3, 0.8534 without, 0.8565 below 10).
_FEW_OF_SEVERAL, _FEW_OF_TWO = 10, 3


class Ranker:
    """Ranks documents: the words of a query score, and its bigrams add to that."""

    def __init__(self, postings: Postings, matcher: Matcher, having: Callable[[Filter], Mask]) -> None:
        self._postings, self.matcher = postings, matcher
        self.scorer = Scorer(postings, matcher, having)
        self.bigrams, self.titles = Bigrams(postings), Titles(postings, matcher)

    def rank(self, query: Resolved, *, mode: Mode) -> Ranking:
        """The documents that match. Mode `all` wants every word, `any` one of them, `auto` every word, or, where that finds few, also
        most of them, but all that was quoted. A document whose title was typed matches, whatever words stood beside it."""
        allowed = self._allowed(query)
        if not query.wanted:
            return self._ranking(allowed, np.zeros(len(allowed), np.float32))
        extra = self.titles.scores(query) + self.bigrams.scores(query.bigrams)
        if mode == "any":
            having = [self.scorer.score(part, allowed).matched for part in query.wanted]
            scored = self._some(query.lesser, allowed)
            return self._ranking(allowed & np.logical_or.reduce(having), _softly(scored) + extra, softened=allowed)
        whole = self.scorer.every(query.wanted, allowed)
        every = self._adjacent(query.adjacent, whole.matched)
        total = (whole.scores + extra + _softly(self._some(query.helpful, whole.matched))) * whole.nearness
        named = self._quoted(query, allowed & mask_of(self.titles.named(query), len(allowed)))
        few = np.count_nonzero(every) < _few(query)
        if mode == "all" or not (few or (named & ~every).any()):
            return self._ranking(every, total, nearness=whole.nearness)
        scored = self._some(query.lesser, allowed)
        near = covering(scored, self._quoted(query, allowed)) if few else named
        return self._ranking(
            every | named | near,
            np.where(every, total, _softly(scored) + extra),
            nearness=np.where(every, whole.nearness, np.float32(1)),
            relaxed=~(every | named),
            softened=~every,
        )

    def matching(self, query: Resolved) -> Mask:
        """The documents that match every word."""
        whole = self.scorer.every(query.wanted, self._allowed(query))
        return self._adjacent(query.adjacent, whole.matched)

    def _some(self, parts: Sequence[Query], allowed: Mask) -> list[Scored]:
        """What documents have of the parts, each for itself."""
        return [self.scorer.score(part, allowed) for part in parts]

    def _quoted(self, query: Resolved, allowed: Mask) -> Mask:
        """Those of the documents allowed that have all that was quoted: no answer does without that."""
        return self.scorer.every([part for part in query.wanted if _is_quoted(part)], allowed).matched

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
        self,
        matched: Mask,
        scores: Scores,
        *,
        nearness: Scores | None = None,
        relaxed: Mask | None = None,
        softened: Mask | None = None,
    ) -> Ranking:
        documents = np.flatnonzero(matched).astype(np.int32)
        none = np.zeros(len(documents), bool)
        return Ranking(
            documents,
            scores[documents],
            np.ones(len(documents), np.float32) if nearness is None else nearness[documents],
            none if relaxed is None else relaxed[documents],
            none if softened is None else softened[documents],
        )


def _few(query: Resolved) -> int:
    """Where fewer documents than these have every word, those that lack some follow. Of a query that is one part nothing may lack;
    and where two were typed as one word, 全文検索, a document with both is what was meant."""
    if len(query.wanted) > 2:
        return _FEW_OF_SEVERAL
    if len(query.wanted) == 2 and not query.adjacent:
        return _FEW_OF_TWO
    return 0 if len(query.lesser) == 1 and query.lesser == query.wanted else 1


def _is_quoted(part: Query) -> bool:
    return isinstance(part, Literal) and not part.word


def _softly(scored: Sequence[Scored]) -> Scores:
    """The scores of words together, each of which may lack."""
    return np.asarray(sum(each.scores * softened(each.nearness) for each in scored), np.float32)
