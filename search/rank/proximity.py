"""Words of a query that stand together in a document: such a document scores higher.

Two words typed as one, 全文検索, count where they stand side by side. All words count the more, the fewer others stand between them: of
each number of them, two, three and so on, the stretch of text that gives most gives their idf, less for what else is in it. So a post
that has one more word never gets less. A tag is said of the whole text, so it is near to every word.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import numpy.typing as npt

from search.match.matcher import Matcher
from search.postings import Mask, Numbers, Scores, mask_of
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
_APART = (
    1 << 32
)  # words: more than any text has. The texts that are looked through lie one behind the other, so far apart
_AFTER_ALL_OTHERS = 1e6  # more than any score: those that lack some of the words are shown last

_Worths = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Together:
    """Words of a query that a document has together, and what that adds to its score."""

    words: tuple[str, ...]
    worth: float
    beside: bool  # side by side, as they were typed; else near each other


@dataclass(frozen=True)
class _Texts:
    """Where the words of a query stand in some texts, in reading order: the text, by its place among these, the word, and where. `begins` are
    the first rows of the texts that have any."""

    text: npt.NDArray[np.int64]
    word: npt.NDArray[np.int64]
    place: npt.NDArray[np.int64]
    begins: npt.NDArray[np.int64]


class Proximity:
    """The words of one query, and what a document gains that has them together, in whatever spelling."""

    def __init__(self, query: Resolved, matcher: Matcher) -> None:
        self._matcher, self._terms, self._looked_up = matcher, query.words, frozenset(query.leaves)
        self._words = tuple(term.text for term in query.words)
        self._idf = np.array([matcher.typed_idf(term) for term in query.words])
        self._pairs = [(self._words.index(one), self._words.index(other)) for one, other in query.pairs]
        self._worths = [_SIDE_BY_SIDE * float(self._idf[list(pair)].min()) for pair in self._pairs]

    def refine(self, ranking: Ranking) -> Ranking:
        """The ranking with more for words that stand together, in the best `_BEST` documents."""
        if len(self._words) < _FEWEST or not len(ranking.documents):
            return ranking
        reached = ranking.scores.astype(np.float64) - ranking.relaxed * _AFTER_ALL_OTHERS
        best = np.flatnonzero(reached >= _last_of(reached, _BEST))
        scores = ranking.scores.copy()
        scores[best] += ranking.nearness[best] * self._gains(ranking.documents[best])
        return replace(ranking, scores=scores, looked_through=mask_of(best, len(scores)))

    def found(self, document: int) -> Iterator[Together]:
        """The words that a document has together, with what that adds."""
        documents = np.array([document], np.int32)
        texts = self._texts(documents)
        for pair, beside, worth in zip(self._pairs, self._beside(texts, 1), self._worths, strict=True):
            if beside[0]:
                yield Together(tuple(self._words[word] for word in pair), worth, beside=True)
        having = self._tagged[:, document].copy()
        having[texts.word] = True
        if near := float(self._near(texts, documents)[0]):
            yield Together(tuple(self._words[word] for word in np.flatnonzero(having)), near, beside=False)

    def _gains(self, documents: Numbers) -> Scores:
        """What each of these documents gains."""
        texts = self._texts(documents)
        gains = self._near(texts, documents)
        for beside, worth in zip(self._beside(texts, len(documents)), self._worths, strict=True):
            gains[beside] += worth
        return gains.astype(np.float32)

    def _texts(self, documents: Numbers) -> _Texts:
        found = [self._matcher.postings.post(document).word_places(self._spellings) for document in documents.tolist()]
        numbers = [len(places) for places, _ in found]
        text = np.repeat(np.arange(len(found)), numbers)
        places, terms = (np.concatenate(column) for column in zip(*found, strict=True))
        begins = np.cumsum([0, *numbers])[:-1][np.array(numbers) > 0]
        return _Texts(text, self._spelled[terms], places + text * _APART, begins)

    def _beside(self, texts: _Texts, number: int) -> Iterator[Mask]:
        """For each pair, whether each of the texts has it side by side."""
        before = np.flatnonzero(np.diff(texts.place) == 1)
        one, other = texts.word[before], texts.word[before + 1]
        for first, second in self._pairs:
            are = ((one == first) & (other == second)) | ((one == second) & (other == first))
            yield mask_of(texts.text[before[are]], number)

    def _near(self, texts: _Texts, documents: Numbers) -> _Worths:
        """What each text gives for how near its words are to each other and to those that are tags.

        A stretch that ends at some place, and has so many of the words, begins where the last of these was met before it. A tag is no
        word of the text: it is near to all of them.
        """
        tagged = self._tagged[:, documents]
        of_tags, tags = self._idf @ tagged, tagged.sum(axis=0)
        gives = of_tags * np.maximum(tags - 1, 0)
        if len(texts.begins):
            having = texts.text[texts.begins]
            most = np.maximum.reduceat(self._stretches(texts, tagged, of_tags), texts.begins, axis=1)
            gives[having] += most[1:].sum(axis=0) + np.where(tags[having] > 0, most[0], 0)
        return np.asarray(gives * (_NEAR / (len(self._words) - 1)), np.float64)

    def _stretches(self, texts: _Texts, tagged: Mask, of_tags: _Worths) -> _Worths:
        """What the stretch gives that ends at each place, and has one of the words, two, and so on; 0 where there are not so many in the
        text before."""
        is_word = (texts.word == np.arange(len(self._words))[:, np.newaxis]) & ~tagged[:, texts.text]
        met = np.maximum.accumulate(np.where(is_word, texts.place, -_APART), axis=1)
        nearest = np.argsort(-met, axis=0)
        begins = np.take_along_axis(met, nearest, axis=0)
        others = texts.place - begins - np.arange(len(self._words))[:, np.newaxis]
        worth = (self._idf[nearest].cumsum(axis=0) + of_tags[texts.text]) * _HALF / (_HALF + others)
        return np.where(begins >= texts.text * _APART, worth, 0)

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
