"""Words of a query that stand together in a document: such a document scores higher.

Two words typed as one, 全文検索, count where they stand side by side. All words count the more, the fewer others stand between them: of
each number of them, two, three and so on, the stretch of text that gives most gives their idf, less for what else is in it. So a post
that has one more word never gets less. A tag is said of the whole text, so it is near to every word.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from heapq import heappush, heappushpop

import numpy as np
import numpy.typing as npt

from search.match.matcher import Matcher
from search.postings import mask_of
from search.query.resolved import Resolved
from search.query.tree import IN_TAGS
from search.rank.ranking import Ranking

# Two words of one side by side add this much of the smaller idf. On JSQuAD validation MRR@10 rises by 0.003, whatever the factor
# between 0.6 and 1.
_SIDE_BY_SIDE = 0.8
# Words add this much of their idf where no other stands between them, and half of that where so many do. Both were tuned on every
# other query about known posts of a real blog; tests/bench/README.md has the figures of the others. JSQuAD does not change.
_NEAR, _HALF = 0.5, 30.0

_BEST = 30  # documents that are looked through
_MOST_SPELLINGS = 8  # of a word, that are looked for
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
    """The words of one query, and what a document gains that has them together, in whatever spelling."""

    def __init__(self, query: Resolved, matcher: Matcher) -> None:
        self._matcher, self._terms, self._looked_up = matcher, query.words, frozenset(query.leaves)
        self._words = tuple(term.text for term in query.words)
        self._idf = np.array([matcher.typed_idf(term) for term in query.words], np.float32)
        self._pairs = [(self._words.index(one), self._words.index(other)) for one, other in query.pairs]
        self._worths = [_SIDE_BY_SIDE * float(self._idf[list(pair)].min()) for pair in self._pairs]

    def refine(self, ranking: Ranking, *, shown: int) -> Ranking:
        """The ranking with more for words that stand together, in the best `_BEST` documents; of these at least in those that it
        may bring among the first `shown`."""
        if len(self._words) < _FEWEST:
            return ranking
        reached = ranking.scores.astype(np.float64) - ranking.relaxed * _AFTER_ALL_OTHERS
        best = np.flatnonzero(reached >= _last_of(reached, _BEST))
        documents, nearness, reached = ranking.documents[best], ranking.nearness[best], reached[best]
        at_most = reached + nearness * (_NEAR * float(self._idf.sum()) + sum(self._worths))
        gained, looked_through = np.zeros(len(best), np.float32), np.zeros(len(ranking.scores), bool)
        first: list[float] = []  # a heap of the best scores so far
        for place in np.argsort(-at_most).tolist():
            if len(first) >= shown and at_most[place] < first[0]:
                break  # to look where the words stand takes 20 µs a document
            gained[place] = nearness[place] * sum(each.worth for each in self.found(int(documents[place])))
            looked_through[best[place]] = True
            (heappush if len(first) < shown else heappushpop)(first, float(reached[place] + gained[place]))
        scores = ranking.scores.copy()
        scores[best] += gained
        return replace(ranking, scores=scores, looked_through=looked_through)

    def found(self, document: int) -> Iterator[Together]:
        """The words that a document has together, with what that adds."""
        places, terms = self._matcher.postings.post(document).word_places(self._spellings)
        words = self._spelled[terms]
        if self._pairs:
            beside = np.flatnonzero(places[1:] - places[:-1] == 1)
            neighbours = set(zip(words[beside].tolist(), words[beside + 1].tolist(), strict=True))
            for pair, worth in zip(self._pairs, self._worths, strict=True):
                if pair in neighbours or pair[::-1] in neighbours:
                    yield Together(tuple(self._words[word] for word in pair), worth, beside=True)
        tagged = [word for word, has_tag in enumerate(self._tagged[:, document].tolist()) if has_tag]
        near, worth = self._nearest(places, words, tagged)
        if len(near) >= _FEWEST:
            yield Together(tuple(self._words[word] for word in sorted(near)), worth, beside=False)

    def _nearest(
        self, places: npt.NDArray[np.int32], words: npt.NDArray[np.int64], tagged: list[int]
    ) -> tuple[list[int], float]:
        """The words that a document has, and what they give for how near they are to each other and to those that are tags.

        A stretch that ends at some place, and has so many of the words, begins where the last of these was met before it.
        """
        wanted = np.array(sorted(set(words.tolist()).difference(tagged)), np.int64)
        of_tags = float(self._idf[tagged].sum())
        gives = [of_tags] * (len(tagged) - 1)
        if len(wanted):
            met = np.maximum.accumulate(np.where(words == wanted[:, np.newaxis], places, -_FAR), axis=1)
            nearest = np.argsort(-met, axis=0)
            begins = np.take_along_axis(met, nearest, axis=0)
            others = places - begins + 1 - np.arange(1, len(wanted) + 1)[:, np.newaxis]
            stretches = (self._idf[wanted[nearest]].cumsum(axis=0) + of_tags) * _HALF / (_HALF + others)
            gives += stretches.max(axis=1)[0 if tagged else 1 :].tolist()
        return [*tagged, *wanted.tolist()], _NEAR * sum(gives) / (len(self._words) - 1)

    @cached_property
    def _spellings(self) -> tuple[str, ...]:
        """The terms that stand for the words, in the order of `_spelled`."""
        return tuple(self._word_of)

    @cached_property
    def _spelled(self) -> npt.NDArray[np.int64]:
        """The word, by its place among the words, that each spelling is of."""
        return np.array(list(self._word_of.values()), np.int64)

    @cached_property
    def _word_of(self) -> dict[str, int]:
        found = {word: place for place, word in enumerate(self._words)}
        for place, term in enumerate(self._terms):
            # The spellings of what is looked up are known; to find those of a part of a word takes a millisecond.
            for each in self._matcher.spellings.of(term)[:_MOST_SPELLINGS] if term in self._looked_up else ():
                if not (each.in_pieces or each.part):
                    found.setdefault(each.term, place)
        return found

    @cached_property
    def _tagged(self) -> npt.NDArray[np.bool_]:
        """Of every word, and every document, whether it is one of its tags."""
        size = len(self._matcher.postings)
        return np.array([mask_of(self._matcher.having(term, IN_TAGS), size) for term in self._terms])


def _last_of(scores: npt.NDArray[np.float64], number: int) -> float:
    """The last of the best so many scores."""
    return float(np.partition(scores, -number)[-number]) if number < len(scores) else -np.inf
