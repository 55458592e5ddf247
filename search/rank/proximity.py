"""Words of a query that stand together in a document: such a document scores higher.

Two words typed as one, 全文検索, count where they stand side by side; all words count the more, the shorter the shortest stretch of
text in which they stand. A tag is said of the whole text, so it is near to every word.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from heapq import heappush, heappushpop

import numpy as np
import numpy.typing as npt

from index.analyzed import Field
from search.match.matcher import Matcher
from search.postings import Numbers, Scores, mask_of
from search.query.resolved import Resolved
from search.query.tree import EVERYWHERE, IN_TAGS
from search.rank.ranking import Ranking

# Two words of one side by side add this much of the smaller idf. On JSQuAD validation MRR@10 rises by 0.003, whatever the factor
# between 0.6 and 1.
_SIDE_BY_SIDE = 0.8
# Words add this much of their idf where no other stands between them, and half of that where so many do. Both were tuned on every
# other query about known posts of a real blog; tests/bench/README.md has the figures of the others. JSQuAD does not change.
_TOGETHER, _HALF = 0.35, 30.0

_BEST = 30  # documents that are looked through
_FEWEST = 2  # words, of which one can say that they stand together
_FAR = 1 << 30  # words: more than any text has
_AFTER_ALL_OTHERS = 1e6  # more than any score: those that lack some of the words are shown last


@dataclass(frozen=True)
class Together:
    """Words of a query that a document has together, and what that adds to its score."""

    words: tuple[str, ...]
    worth: float
    beside: bool  # side by side, as they were typed; else near each other


class Proximity:
    """The words of one query, and what a document gains that has them together."""

    def __init__(self, query: Resolved, matcher: Matcher) -> None:
        self._postings, self._words = matcher.postings, tuple(term.text for term in query.words)
        self._idf = [matcher.typed_idf(term) for term in query.words]
        self._pairs = [(self._words.index(one), self._words.index(other)) for one, other in query.pairs]
        self._worths = [_SIDE_BY_SIDE * min(self._idf[word] for word in pair) for pair in self._pairs]
        self._matcher, self._terms = matcher, query.words

    def refine(self, ranking: Ranking, *, shown: int) -> Ranking:
        """The ranking with more for words that stand together, in the best `_BEST` documents; of these at least in those that it
        may bring among the first `shown`."""
        if len(self._words) < _FEWEST:
            return ranking
        reached = np.where(ranking.relaxed, ranking.scores - np.float32(_AFTER_ALL_OTHERS), ranking.scores)
        best = np.flatnonzero(reached >= _last_of(reached, _BEST))
        documents, nearness = ranking.documents[best], ranking.nearness[best]
        at_most = reached[best] + self._most(documents) * nearness
        gained, looked_through = np.zeros(len(best), np.float32), np.zeros(len(reached), bool)
        first: list[float] = []  # a heap of the best scores so far
        for place in np.argsort(-at_most).tolist():
            if len(first) >= shown and at_most[place] < first[0]:
                break  # to look where the words stand takes 20 µs a document
            gained[place] = nearness[place] * sum(each.worth for each in self.found(int(documents[place])))
            looked_through[best[place]] = True
            (heappush if len(first) < shown else heappushpop)(first, float(reached[best[place]] + gained[place]))
        scores = ranking.scores.copy()
        scores[best] += gained
        return replace(ranking, scores=scores, looked_through=looked_through)

    def found(self, document: int) -> Iterator[Together]:
        """The words that a document has together, with what that adds."""
        places, words = self._postings.post(document).word_places(self._words)
        if self._pairs:
            beside = np.flatnonzero(places[1:] - places[:-1] == 1)
            neighbours = set(zip(words[beside].tolist(), words[beside + 1].tolist(), strict=True))
            for pair, worth in zip(self._pairs, self._worths, strict=True):
                if pair in neighbours or pair[::-1] in neighbours:
                    yield Together(tuple(self._words[word] for word in pair), worth, beside=True)
        tagged = {word for word, has_tag in enumerate(self._tagged[:, document].tolist()) if has_tag}
        having = sorted(tagged.union(words.tolist()))
        if len(having) >= _FEWEST:
            others = _fewest_between(places, words, [word for word in having if word not in tagged])
            worth = _TOGETHER * sum(self._idf[word] for word in having) * _HALF / (_HALF + others)
            yield Together(tuple(self._words[word] for word in having), worth, beside=False)

    @cached_property
    def _having(self) -> npt.NDArray[np.bool_]:
        """Of every word, and every document, whether it has the word."""
        return self._masks(EVERYWHERE)

    @cached_property
    def _tagged(self) -> npt.NDArray[np.bool_]:
        return self._masks(IN_TAGS)

    def _masks(self, fields: tuple[Field, ...]) -> npt.NDArray[np.bool_]:
        return np.array([mask_of(self._matcher.having(term, fields), len(self._postings)) for term in self._terms])

    def _most(self, documents: Numbers) -> Scores:
        """What documents would gain that have all of their words together."""
        having = self._having[:, documents]
        most = np.where(
            having.sum(axis=0) < _FEWEST, np.float32(0), _TOGETHER * np.array(self._idf, np.float32) @ having
        )
        for (one, other), worth in zip(self._pairs, self._worths, strict=True):
            most += np.float32(worth) * (having[one] & having[other])
        return most


def _fewest_between(places: Numbers, words: Numbers, wanted: list[int]) -> int:
    """How many others stand in the shortest stretch that has each of the words wanted. The stretch that ends at a word begins at
    the one of these that was met longest ago."""
    if len(wanted) < _FEWEST:
        return 0
    met = np.where(words == np.array(wanted)[:, np.newaxis], places, -_FAR)
    shortest = (places - np.maximum.accumulate(met, axis=1).min(axis=0)).min()
    return int(shortest) + 1 - len(wanted)


def _last_of(scores: Scores, number: int) -> float:
    """The last of the best so many scores."""
    return float(np.partition(scores, -number)[-number]) if number < len(scores) else -np.inf
