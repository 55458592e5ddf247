"""Words of a query that stand side by side in a document, particles passed over: such a document scores higher."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from search.match.matcher import Matcher
from search.query.resolved import Pair, Resolved
from search.rank.ranking import Ranking

# Two words of the query side by side add this much of the smaller idf; the best documents only are looked through.
# On JSQuAD validation MRR@10 rises by 0.003, whatever the factor between 0.6 and 1. Words typed apart tell less of each other.
_SIDE_BY_SIDE, _APART = 0.8, 0.24
_BEST = 100

_AFTER_ALL_OTHERS = 1e6  # more than any score: those that lack some of the words are shown last


class Proximity:
    """The pairs of words of one query, and what each adds to the score of a document that has it side by side."""

    def __init__(self, query: Resolved, matcher: Matcher) -> None:
        self._matcher, self._pairs = matcher, query.pairs
        self._words = tuple(dict.fromkeys(term.text for pair in query.pairs for term in pair.terms))
        self._worths = [
            (_APART if pair.apart else _SIDE_BY_SIDE) * min(map(matcher.typed_idf, pair.terms)) for pair in query.pairs
        ]
        self._places = [frozenset(self._words.index(term.text) for term in pair.terms) for pair in query.pairs]

    def refine(self, ranking: Ranking, *, shown: int) -> Ranking:
        """The ranking with the bonus for words side by side, for the best `_BEST` documents; of these at least for those that
        it may bring among the first `shown`."""
        if not self._pairs:
            return ranking
        best = np.argpartition(-ranking.scores, _BEST)[:_BEST] if len(ranking.scores) > _BEST else slice(None)
        places = np.arange(len(ranking.scores))[best]
        documents, nearness = ranking.documents[places], ranking.nearness[places]
        # What each pair would give; to look whether its words are neighbours takes 5 µs a document.
        may = np.array([self._matcher.has_both(*pair.terms)[documents] for pair in self._pairs])
        most = np.array(self._worths, np.float32) @ may * nearness
        worth_it = most > 0
        if shown < len(places):
            reached = ranking.scores[places] - ranking.relaxed[places] * _AFTER_ALL_OTHERS
            worth_it &= reached + most >= np.partition(reached, -shown)[-shown]
        bonus = [sum(worth for _, worth in self.pairs(document)) for document in documents[worth_it].tolist()]
        scores = ranking.scores.copy()
        scores[places[worth_it]] += np.array(bonus, np.float32) * nearness[worth_it]
        return replace(ranking, scores=scores)

    def pairs(self, document: int) -> list[tuple[Pair, float]]:
        """The pairs that a document has side by side, each with what it adds to the score."""
        found = self._matcher.postings.post(document).side_by_side(self._words) if self._words else set()
        each = zip(self._pairs, self._worths, self._places, strict=True)
        return [(pair, worth) for pair, worth, places in each if places in found]
