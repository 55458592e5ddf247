"""What made the score of a hit, line by line: the lines add up to it."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from search.answer import TermScore
from search.bm25 import saturated
from search.query.resolved import Resolved
from search.query.tree import Leaf, Query, bare, lookups
from search.rank.proximity import Proximity
from search.rank.ranker import Ranker
from search.rank.ranking import Ranking
from search.rank.relax import softened
from search.spelling.variant import Tier


def explain(query: Resolved, ranking: Ranking, place: int, ranker: Ranker) -> tuple[TermScore, ...]:
    """What each term gave to the score of the document at that place of the ranking, field by field."""
    document, nearness = int(ranking.documents[place]), float(ranking.nearness[place])
    lines: list[TermScore] = []
    is_softened = bool(ranking.softened[place])
    if not is_softened:
        for part in query.wanted:
            lines += _part(part, document, nearness, ranker)
    for part in query.lesser if is_softened else query.helpful:
        lines += _part(part, document, nearness * _softness(part, document, ranker), ranker)
    titled = float(ranker.titles.scores(query)[document]) * nearness
    lines += [TermScore("", "in title", 1, round(titled, 6))] if titled else []
    for bigram in query.bigrams:
        share = ranker.bigrams.share(bigram, document) * nearness
        lines += [TermScore(bigram, "bigrams", 1, round(share, 6))] if share else []
    if ranking.looked_through is not None and ranking.looked_through[place]:
        for each in Proximity(query, ranker.matcher).found(document):
            field = "side by side" if each.beside else "near each other"
            lines.append(TermScore(" ".join(each.words), field, 1, round(each.worth * nearness, 6)))
    return tuple(lines)


def _part(part: Query, document: int, factor: float, ranker: Ranker) -> Iterator[TermScore]:
    """The best alternative with its score; what else the document has of the part is marked, and counts nothing."""
    counted = frozenset(map(bare, ranker.scorer.counted(part, document)))
    for leaf in lookups(part):
        yield from _leaf(leaf, document, factor if bare(leaf) in counted else 0.0, ranker)


def _softness(part: Query, document: int, ranker: Ranker) -> float:
    scored = ranker.scorer.score(part, ranker.scorer.only(document))
    return float(softened(np.float32(scored.nearness[document])))


def _leaf(leaf: Leaf, document: int, factor: float, ranker: Ranker) -> Iterator[TermScore]:
    rows = ranker.matcher.counts(leaf, document)
    weighted = sum(row.frequency for row in rows)
    full = ranker.matcher.idf(leaf) * float(saturated(np.array(weighted, np.float32))) * factor
    for row in rows:
        score = full * row.frequency / weighted if factor else 0.0
        tier = Tier.SYNONYM if leaf.synonym_of else row.variant.tier
        yield TermScore(row.variant.term, row.field.name.lower(), row.count, round(score, 6), tier)
