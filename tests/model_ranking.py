"""Which posts answer and with which scores, for the slow model: one post after the other, one word after the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from model_matching import Matching
from model_posts import Post

from search.asking.terms import Conjunction, Leaf, Requirement, Terms
from search.bm25 import K1, B
from search.result import Mode
from search.spelling.tier import Tier

_COVERS_ENOUGH, _BEST_COVERS = 0.3, 0.2
_SIDE_BY_SIDE, _BEST = 0.8, 100
_ALL_IN_TITLE, _MOST_IN_TITLE = 0.25, 8
_FEW = 10
_BIGRAM, _HIRAGANA = 0.5, (1.0, 0.7, 0.5)
_YEAR = 365 * 24 * 3600


class Value(NamedTuple):
    """What a post has of a requirement: a score, 0 where it does not match, and how near the spelling is."""

    score: float
    nearness: float


@dataclass
class Ranked:
    """A post in an answer."""

    post: Post
    score: float
    nearness: float = 1.0
    relaxed: bool = False


class Ranking:
    """Ranks some posts."""

    def __init__(self, matching: Matching, recency: float) -> None:
        self._matching, self._recency = matching, recency
        self._posts = matching.posts
        self._average = max(sum(len(post.text) for post in self._posts) / max(len(self._posts), 1), 1)
        self._having = cache(lambda bigram: sum(post.bigrams[bigram] > 0 for post in self._posts))

    def rank(self, terms: Terms, mode: Mode) -> list[Ranked]:
        """The posts that answer, and what they score before neighbours and dates count."""
        allowed = [post for post in self._posts if not self._is_excluded(post, terms)]
        if not terms.required:
            return [Ranked(post, 0.0) for post in allowed]
        every = [post for post in allowed if all(self._value(post, each).score for each in terms.required)]
        every = self._seamed(every, terms)
        enough = len(every) >= (_FEW if terms.sentence else 1)
        if mode != "any" and (enough or mode == "all" or len(terms.required) == 1):
            return [self._with_every_word(post, terms) for post in every]
        if mode == "any":
            found = [post for post in allowed if any(self._value(post, each).score for each in terms.required)]
            return [Ranked(post, self._loosely(post, terms)) for post in found]
        near = self._covering(allowed, terms)
        return [
            Ranked(post, self._loosely(post, terms), relaxed=post not in every)
            for post in allowed
            if post in every or post in near
        ]

    def refine(self, ranked: Sequence[Ranked], terms: Terms) -> None:
        """What neighbours add, to the best only, and dates to all."""
        for each in sorted(ranked, key=lambda each: -each.score)[:_BEST]:
            each.score += each.nearness * self._side_by_side(each.post, terms)
        if self._recency:
            newest = max((moment(post) for post in self._posts), default=0.0)
            for each in ranked:
                each.score *= 1 + self._recency * 0.5 ** ((newest - moment(each.post)) / _YEAR)

    def _with_every_word(self, post: Post, terms: Terms) -> Ranked:
        values = [self._value(post, each) for each in terms.required]
        nearness = min(value.nearness for value in values)
        words = sum(value.score for value in values) + self._all_in_title(post, terms)
        return Ranked(post, words * nearness + self._bigrams(post, terms), nearness)

    def _loosely(self, post: Post, terms: Terms) -> float:
        values = [self._value(post, each) for each in terms.required]
        words = sum(value.score * (0.5 + value.nearness / 2) for value in values)
        return words + self._all_in_title(post, terms) + self._bigrams(post, terms)

    def _seamed(self, every: list[Post], terms: Terms) -> list[Post]:
        """Those that have words together which were typed together, if there are any."""
        together = [
            post
            for post in every
            if all(
                self._matching.has_seam(post, seam) or any(self._all_of(post, leaves).score for leaves in seam.synonyms)
                for seam in terms.seams
            )
        ]
        return together or every

    def _covering(self, allowed: Sequence[Post], terms: Terms) -> list[Post]:
        """The posts that have enough of what the best has, if that is enough."""
        weights = [self._weight(each) for each in terms.required]
        covered = {
            post: sum(
                weight for each, weight in zip(terms.required, weights, strict=True) if self._value(post, each).score
            )
            for post in allowed
        }
        best = max(covered.values(), default=0.0)
        if best < sum(weights) * _BEST_COVERS:
            return []
        return [post for post, much in covered.items() if much and much >= best * _COVERS_ENOUGH]

    def _is_excluded(self, post: Post, terms: Terms) -> bool:
        return any(self._all_of(post, leaves).score for leaves in terms.excluded)

    def _value(self, post: Post, requirement: Requirement) -> Value:
        """The best of the alternatives; a synonym is farther than what was typed."""
        found = [self._all_of(post, leaves) for leaves in requirement.alternatives]
        for leaves in requirement.synonyms:
            score, nearness = self._all_of(post, leaves)
            found.append(Value(score, nearness * Tier.SYNONYM.weight))
        return max(found, key=lambda value: value.score * value.nearness)

    def _all_of(self, post: Post, leaves: Conjunction) -> Value:
        matches = [self._matching.match(post, leaf) for leaf in leaves]
        if not all(match.frequency for match in matches):
            return Value(0.0, 1.0)
        score = sum(
            self._matching.idf(leaf) * _saturated(match.frequency) for leaf, match in zip(leaves, matches, strict=True)
        )
        return Value(score, min(match.nearness for match in matches))

    def _weight(self, requirement: Requirement) -> float:
        every = (*requirement.alternatives, *requirement.synonyms)
        return max(sum(map(self._matching.idf, leaves)) for leaves in every)

    def _all_in_title(self, post: Post, terms: Terms) -> float:
        if not 1 < len(terms.required) <= _MOST_IN_TITLE:
            return 0.0
        for requirement in terms.required:
            if not any(self._matching.in_title(post, leaves) for leaves in requirement.alternatives):
                return 0.0
        weights = (max(sum(map(self._matching.idf, leaves)) for leaves in each.alternatives) for each in terms.required)
        return _ALL_IN_TITLE * sum(weights)

    def _bigrams(self, post: Post, terms: Terms) -> float:
        total = 0.0
        for bigram in terms.bigrams:
            frequency = post.bigrams[bigram] / (1 - B + B * len(post.text) / self._average)
            hiragana = sum("ぁ" <= character <= "ゖ" for character in bigram)
            total += _BIGRAM * _HIRAGANA[hiragana] * self._matching.idf_of(self._having(bigram)) * _saturated(frequency)
        return total

    def _side_by_side(self, post: Post, terms: Terms) -> float:
        neighbours = set(pairwise(post.words()))
        total = 0.0
        for one, other in terms.pairs:
            has_both = all(self._matching.frequency(post, term.text, term.fields) for term in (one, other))
            if has_both and neighbours & {(one.text, other.text), (other.text, one.text)}:
                total += _SIDE_BY_SIDE * min(self._matching.typed_idf(one), self._matching.typed_idf(other))
        return total


def moment(post: Post) -> float:
    """The date of a post in seconds since 1970; 0 where it has none."""
    return datetime.fromisoformat(post.document.date).timestamp() if post.document.date else 0.0


def _saturated(frequency: float) -> float:
    return frequency * (K1 + 1) / (frequency + K1)


def leaves_of(terms: Terms) -> list[Leaf]:
    """All that may be marked, each once."""
    return list(dict.fromkeys(leaf for each in terms.required for leaf in each.leaves))
