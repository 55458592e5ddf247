"""A resolved query to the documents that match, with scores by BM25 over several fields.

The variant is BM25F (Robertson, Zaragoza and Taylor, "Simple BM25 extension to multiple weighted fields", CIKM 2004):
a term's frequencies are divided by the relative length of their field, weighted and summed, and only the sum is
saturated, so that a word in the title and in the body does not count as two words. A word in another spelling than the one
typed makes the whole document count less.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from search.bm25 import saturated
from search.match.frequencies import MOST_READ
from search.match.matcher import Matcher
from search.postings import Mask, Postings, Scores, mask_of
from search.query.tree import And, Filter, Leaf, Literal, Not, Or, Query, Term, is_in_pieces, leaves


@dataclass(frozen=True)
class Scored:
    """Of every document: whether it matches, its score, and how near its spellings are, 0 to 1. `weight` is the idf of the
    query; filters and exclusions have weight and scores 0."""

    matched: Mask
    scores: Scores
    nearness: Scores
    weight: float = 0.0


class Scorer:
    """Scores documents. `having` gives the documents that a filter lets through."""

    def __init__(self, postings: Postings, matcher: Matcher, having: Callable[[Filter], Mask]) -> None:
        self._size, self._matcher, self._having = len(postings), matcher, having
        self._everywhere = np.ones(len(postings), bool)

    def score(self, query: Query, allowed: Mask) -> Scored:
        """The scores that a tree gives. Only those of the documents `allowed` are sure to be there."""
        match query:
            case And(parts):
                return self.every(parts, allowed)
            case Or(parts):
                return self._best([scored for _, scored in self._alternatives(parts, allowed)])
            case Not(part):
                return self._unscored(~self.score(part, allowed).matched)
            case Filter():
                return self._unscored(self._having(query))
            case Term() | Literal():
                return self._leaf(query, allowed)
        raise TypeError(f"{query} has not been resolved")

    def every(self, parts: Sequence[Query], allowed: Mask) -> Scored:
        """The documents that match all parts: their scores are summed, and the farthest spelling counts. Each part is looked
        for only in documents that match those before it; literals come last, as they take reading."""
        scores, nearness = np.zeros(self._size, np.float32), np.ones(self._size, np.float32)
        weight = 0.0
        if len(parts) > 1:
            allowed = np.logical_and.reduce([allowed, *map(self._may_match, parts)])
        for part in sorted(parts, key=_takes_reading):
            scored = self.score(part, allowed)
            allowed = allowed & scored.matched
            scores += scored.scores
            nearness = np.minimum(nearness, scored.nearness)
            weight += scored.weight
        return Scored(allowed, scores * allowed, nearness, weight)

    def counted(self, query: Query, document: int) -> tuple[Leaf, ...]:
        """The leaves that give a document its score; of alternatives, those of the best one."""
        match query:
            case Not() | Filter():
                return ()
            case And(parts):
                return tuple(leaf for part in parts for leaf in self.counted(part, document))
            case Or(parts):
                alone = self.only(document)
                best, _ = max(
                    ((part, each) for part, each in self._alternatives(parts, alone) if each.matched[document]),
                    key=lambda each: float((each[1].scores * each[1].nearness)[document]),
                    default=(None, None),
                )
                return self.counted(best, document) if best else ()
            case Term() | Literal():
                return (query,)
        raise TypeError(f"{query} has not been resolved")

    def only(self, document: int) -> Mask:
        """The mask of one document."""
        return mask_of([document], self._size)

    def _leaf(self, leaf: Leaf, allowed: Mask) -> Scored:
        matches, idf = self._matcher.of(leaf, allowed), self._matcher.idf(leaf)
        scores, nearness = np.zeros(self._size, np.float32), np.ones(self._size, np.float32)
        scores[matches.documents] = np.float32(idf) * saturated(matches.frequencies)
        nearness[matches.documents] = matches.nearness
        return Scored(mask_of(matches.documents, self._size), scores, nearness, idf)

    def _alternatives(self, parts: Sequence[Query], allowed: Mask) -> list[tuple[Query, Scored]]:
        """Each alternative with its score. A word in pieces is looked for where no other matches, unless that would take reading
        many documents. Beside terms it has no weight: these tell how rare the word is."""
        terms = [(part, self.score(part, allowed)) for part in parts if not is_in_pieces(part)]
        for _, other in terms:
            allowed = allowed & ~other.matched
        in_pieces: list[tuple[Query, Scored]] = []
        for part in filter(is_in_pieces, parts):
            may = allowed & self._may_match(part)
            if not terms or np.count_nonzero(may) <= MOST_READ:
                scored = self.score(part, may)
                in_pieces.append((part, replace(scored, weight=0.0) if terms else scored))
        return terms + in_pieces

    def _may_match(self, query: Query) -> Mask:
        """The documents that may match a query: of a literal those that have its bigrams, as nothing is read."""
        match query:
            case And(parts):
                return np.asarray(np.logical_and.reduce([self._everywhere, *map(self._may_match, parts)]))
            case Or(parts):
                return np.asarray(np.logical_or.reduce(list(map(self._may_match, parts))))
            case Term():
                return mask_of(self._matcher.of(query, self._everywhere).documents, self._size)
            case Literal():
                return mask_of(self._matcher.postings.containing(query.text), self._size)
        return self._everywhere

    def _best(self, alternatives: Sequence[Scored]) -> Scored:
        """The best alternative, document by document."""
        best, *others = alternatives
        for other in others:
            better = other.matched & (~best.matched | (other.scores * other.nearness > best.scores * best.nearness))
            best = Scored(
                best.matched | other.matched,
                np.where(better, other.scores, best.scores),
                np.where(better, other.nearness, best.nearness),
                max(best.weight, other.weight),
            )
        return best

    def _unscored(self, matched: Mask) -> Scored:
        return Scored(matched, np.zeros(self._size, np.float32), np.ones(self._size, np.float32))


def _takes_reading(query: Query) -> bool:
    return any(isinstance(leaf, Literal) for leaf in leaves(query, excluded=True))
