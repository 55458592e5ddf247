"""Words of a query that stand side by side in a document, particles passed over: such a document scores higher."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from search.match.matcher import Matcher
from search.postings import Postings
from search.query.resolved import Resolved
from search.query.tree import Term
from search.rank.ranking import Ranking

# Two words of the query side by side add this much of the smaller idf; the best documents only are looked through.
# On JSQuAD validation MRR@10 rises by 0.003, whatever the factor between 0.6 and 1.
_SIDE_BY_SIDE = 0.8
_BEST = 100

_AFTER_ALL_OTHERS = 1e6  # more than any score: those that lack some of the words are shown last


@dataclass(frozen=True)
class Pair:
    """Two words of a query, and what they give to a document that has them side by side. `words` are those of all pairs of
    the query, and `places` where these two are among them."""

    terms: tuple[Term, Term]
    worth: float
    words: tuple[str, ...]
    places: frozenset[int]


class Proximity:
    """Looks for pairs of words in documents."""

    def __init__(self, postings: Postings, matcher: Matcher) -> None:
        self._postings, self._matcher = postings, matcher

    def refine(self, ranking: Ranking, query: Resolved, *, shown: int) -> Ranking:
        """The ranking with the bonus for words side by side, for the best `_BEST` documents; for those at least that may
        come to be among the first `shown` by it."""
        if not query.pairs:
            return ranking
        best = np.argpartition(-ranking.scores, _BEST)[:_BEST] if len(ranking.scores) > _BEST else slice(None)
        places = np.arange(len(ranking.scores))[best]
        documents, nearness = ranking.documents[places], ranking.nearness[places]
        pairs = self._pairs(query)
        # What each pair would give; to look whether its words are neighbours takes 5 µs a document.
        may = np.array([self._matcher.has_both(pair.terms)[documents] for pair in pairs])
        most = np.array([pair.worth for pair in pairs], np.float32) @ may * nearness
        worth_it = most > 0
        if shown < len(places):
            reached = ranking.scores[places] - ranking.relaxed[places] * _AFTER_ALL_OTHERS
            worth_it &= reached + most >= np.partition(reached, -shown)[-shown]
        bonus = [
            sum(pair.worth for pair in self._standing(document, pairs)) for document in documents[worth_it].tolist()
        ]
        scores = ranking.scores.copy()
        scores[places[worth_it]] += np.array(bonus, np.float32) * nearness[worth_it]
        return replace(ranking, scores=scores)

    def pairs(self, query: Resolved, document: int) -> Iterator[Pair]:
        """The pairs of a query that a document has."""
        return self._standing(document, self._pairs(query))

    def _standing(self, document: int, pairs: Sequence[Pair]) -> Iterator[Pair]:
        """Those of the pairs whose words stand side by side in a document."""
        found = self._postings.post(document).side_by_side(pairs[0].words) if pairs else set()
        return (pair for pair in pairs if pair.places in found)

    def _pairs(self, query: Resolved) -> list[Pair]:
        words = tuple(dict.fromkeys(term.text for pair in query.pairs for term in pair))
        return [
            Pair(
                pair,
                _SIDE_BY_SIDE * min(map(self._matcher.typed_idf, pair)),
                words,
                frozenset(words.index(term.text) for term in pair),
            )
            for pair in query.pairs
        ]
