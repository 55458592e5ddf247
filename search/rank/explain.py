"""What made the score of a hit, line by line: the lines add up to it."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from search.answer import TermScore
from search.bm25 import saturated
from search.match.matcher import Matcher
from search.query.resolved import Resolved
from search.query.tree import Leaf, Query, bare, lookups
from search.rank.proximity import Proximity
from search.rank.ranker import Ranker
from search.rank.ranking import Ranking
from search.rank.relax import softened
from search.spelling.variant import Tier


class Explainer:
    """Explains rankings."""

    def __init__(self, matcher: Matcher, ranker: Ranker, proximity: Proximity) -> None:
        self._matcher, self._ranker, self._proximity = matcher, ranker, proximity

    def explain(self, query: Resolved, ranking: Ranking, place: int) -> tuple[TermScore, ...]:
        """What each term gave to the score of the document at that place of the ranking, field by field."""
        document, nearness = int(ranking.documents[place]), float(ranking.nearness[place])
        lines = [line for part in query.wanted for line in self._part(part, document, nearness, ranking.softened)]
        titled = float(self._ranker.scorer.in_title(query.wanted)[document]) * nearness
        lines += [TermScore("", "all in title", 1, titled)] if titled else []
        for bigram in query.bigrams:
            share = self._ranker.bigrams.share(bigram, document)
            lines += [TermScore(bigram, "bigrams", 1, share)] if share else []
        lines += [
            TermScore(" ".join(term.text for term in pair.terms), "side by side", 1, pair.worth * nearness)
            for pair in self._proximity.pairs(query, document)
        ]
        return tuple(lines)

    def _part(self, part: Query, document: int, nearness: float, soft: bool) -> Iterator[TermScore]:
        """The best alternative with its score; what else the document has of the part is marked, and counts nothing."""
        counted = frozenset(map(bare, self._ranker.scorer.counted(part, document)))
        factor = nearness * (self._softness(part, document) if soft else 1.0)
        for leaf in lookups(part):
            yield from self._leaf(leaf, document, factor if bare(leaf) in counted else 0.0)

    def _softness(self, part: Query, document: int) -> float:
        scored = self._ranker.scorer.score(part, self._ranker.scorer.only(document))
        return float(softened(np.float32(scored.nearness[document])))

    def _leaf(self, leaf: Leaf, document: int, factor: float) -> Iterator[TermScore]:
        rows = self._matcher.counts(leaf, document)
        weighted = sum(row.frequency for row in rows)
        full = self._matcher.idf(leaf) * float(saturated(np.array(weighted, np.float32))) * factor
        for row in rows:
            score = full * row.frequency / weighted if factor else 0.0
            tier = Tier.SYNONYM if leaf.synonym_of else row.variant.tier
            yield TermScore(row.variant.term, row.field.name.lower(), row.count, score, tier)
