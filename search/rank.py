"""Terms and a snapshot to the best documents, by BM25 over several fields.

The variant is BM25F (Robertson, Zaragoza and Taylor, "Simple BM25 extension to multiple weighted fields", CIKM 2004):
a term's frequencies are divided by the relative length of their field, weighted and summed, and only the sum is
saturated, so that a word in the title and in the body does not count as two words. Bigrams of the query add to that,
and so do words of it that stand side by side in the document. A word in another spelling than the one typed makes the
whole document count less.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from search.asking.terms import Conjunction, Literal, Requirement, Seam, Term, Terms
from search.bigrams import Bigrams
from search.bm25 import saturated
from search.frequencies import Scores
from search.matches import Mask, Matcher
from search.neighbours import Neighbours
from search.ranking import Ranking
from search.result import Mode, TermScore
from search.snapshot import Snapshot
from search.spelling.tier import Tier

# Where no document has every word, those are shown that cover this much of what the best one covers (by idf), if
# that one covers this much of the whole query. On JSQuAD validation MRR@10 is 0.9528 with it, 0.9519 with 0.5, and
# 0.9531 where any word will do.
_COVERS_ENOUGH = 0.3
_BEST_COVERS = 0.2

# A document with all of several words in its title gets this much of their idf on top.
_ALL_IN_TITLE = 0.25
_MOST_IN_TITLE = 8  # words: nobody writes longer titles

# A sentence that fewer documents match in every word is answered with those that have most of them, too: the post
# that answers a question need not say 「呼ばれる」 (MRR@10 on JSQuAD 0.9528 with them, 0.9509 without).
_FEW = 10


@dataclass(frozen=True)
class _Scored:
    """Of every document: the score that a requirement gives, 0 where it does not match, and how near its spelling is.
    `weight` is the idf of the requirement."""

    scores: Scores
    nearness: Scores
    weight: float


class Ranker:
    """Scores the documents of one snapshot."""

    def __init__(self, snapshot: Snapshot, matcher: Matcher, neighbours: Neighbours) -> None:
        self._snapshot, self._matcher, self._neighbours = snapshot, matcher, neighbours
        self._bigrams = Bigrams(snapshot)

    def rank(self, terms: Terms, *, mode: Mode) -> Ranking:
        """The documents that match. Mode `all` wants every word, `any` one of them, `auto` every word,
        or else as many as can be had."""
        allowed = self._without(terms)
        if not terms.required:
            return self._ranking(allowed, np.zeros(len(allowed), np.float32))
        required = _literals_last(terms.required)
        every = np.zeros(len(self._snapshot), bool)
        if mode != "any":
            every, total, nearness = self._every(required, allowed)
            every = self._seamed(terms.seams, every)
            enough = np.count_nonzero(every) >= (_FEW if terms.sentence else 1)
            if enough or mode == "all" or len(required) == 1:
                total = (total + self._titled(required)) * nearness + self._bigrams.scores(terms.bigrams)
                return self._ranking(every, total, nearness=nearness)
        scored = [self._requirement(requirement, allowed) for requirement in required]
        total = np.sum([each.scores * _softened(each.nearness) for each in scored], axis=0, dtype=np.float32)
        matched = allowed & (total > 0)
        total += self._titled(required) + self._bigrams.scores(terms.bigrams)
        if mode == "any":
            return replace(self._ranking(matched, total), softened=True)
        near = _covering(scored, allowed)
        return replace(self._ranking(every | near, total, relaxed=~every), softened=True)

    def matching(self, terms: Terms) -> Mask:
        """The documents that match every word."""
        every, _, _ = self._every(_literals_last(terms.required), self._without(terms))
        return self._seamed(terms.seams, every)

    def explain(self, terms: Terms, ranking: Ranking, place: int) -> tuple[TermScore, ...]:
        """What each term gave to the score of the document at that place of the ranking, field by field."""
        document, nearness = int(ranking.documents[place]), float(ranking.nearness[place])
        found = [
            row
            for requirement in terms.required
            for row in self._explain_requirement(requirement, document, nearness, softened=ranking.softened)
        ]
        titled = float(self._titled(terms.required)[document]) * nearness
        found += [TermScore("", "all in title", 1, titled)] if titled else []
        for bigram in terms.bigrams:
            share = self._bigrams.share(bigram, document)
            found += [TermScore(bigram, "bigrams", 1, share)] if share else []
        found += [
            TermScore(" ".join(term.text for term in pair.terms), "side by side", 1, pair.worth * nearness)
            for pair in self._neighbours.pairs(terms, document)
        ]
        return tuple(found)

    def _explain_requirement(
        self, requirement: Requirement, document: int, nearness: float, *, softened: bool
    ) -> Iterator[TermScore]:
        """The best alternative with its score; what else the document has of the requirement is marked, and counts
        nothing."""
        best, spelled = self._best_alternative(requirement, document)
        soft = float(_softened(np.float32(spelled))) if softened else 1.0
        meant = {leaf for leaves in requirement.alternatives for leaf in leaves}
        for leaf in dict.fromkeys(requirement.leaves):
            rows = self._matcher.counts(leaf, document)
            weighted = sum(row.frequency for row in rows)
            full = self._matcher.idf(leaf) * float(saturated(np.array(weighted, np.float32))) * nearness * soft
            for row in rows:
                score = full * row.frequency / weighted if leaf in best else 0.0
                tier = row.variant.tier if leaf in meant else Tier.SYNONYM
                yield TermScore(row.variant.term, row.field.name.lower(), row.count, score, tier)

    def _every(self, required: Sequence[Requirement], allowed: Mask) -> tuple[Mask, Scores, Scores]:
        """The documents that match all; each requirement is looked for only where those before it are. The farthest
        spelling among the words of a document is that of the document."""
        total = np.zeros(len(self._snapshot), np.float32)
        nearness = np.ones(len(self._snapshot), np.float32)
        for requirement in required:
            scored = self._requirement(requirement, allowed)
            allowed = allowed & (scored.scores > 0)
            total += scored.scores
            nearness = np.minimum(nearness, scored.nearness)
        return allowed, total, nearness

    def _titled(self, required: Sequence[Requirement]) -> Scores:
        """The bonus of documents that have several words all in their title."""
        titled = np.full(len(self._snapshot), 1 < len(required) <= _MOST_IN_TITLE)
        weight = 0.0
        for requirement in required:
            if not titled.any():
                break
            titled &= np.logical_or.reduce([self._in_title(leaves) for leaves in requirement.alternatives])
            weight += max(sum(map(self._matcher.idf, leaves)) for leaves in requirement.alternatives)
        return titled * np.float32(_ALL_IN_TITLE * weight)

    def _in_title(self, leaves: Conjunction) -> Mask:
        counts = np.zeros(len(self._snapshot), np.uint8)
        for leaf in leaves:
            if isinstance(leaf, Term):
                counts[self._matcher.in_title(leaf)] += 1
        return np.asarray(counts == len(leaves))

    def _seamed(self, seams: Sequence[Seam], every: Mask) -> Mask:
        """Those of the documents that have words together which were typed together, if there are any."""
        together = every
        for seam in seams:
            meant = (self._conjunction(leaves, every).scores > 0 for leaves in seam.synonyms)
            together = together & np.logical_or.reduce([self._matcher.has_seam(seam), *meant])
        return together if together.any() else every

    def _without(self, terms: Terms) -> Mask:
        allowed = np.ones(len(self._snapshot), bool)
        for conjunction in terms.excluded:
            allowed = allowed & (self._conjunction(conjunction, allowed).scores == 0)
        return allowed

    def _requirement(self, requirement: Requirement, allowed: Mask) -> _Scored:
        """The best of the alternatives, document by document."""
        first, *others = (self._conjunction(alternative, allowed) for alternative in requirement.alternatives)
        for other in (*others, *(self._synonym(leaves, allowed) for leaves in requirement.synonyms)):
            better = other.scores * other.nearness > first.scores * first.nearness
            first = _Scored(
                np.where(better, other.scores, first.scores),
                np.where(better, other.nearness, first.nearness),
                max(first.weight, other.weight),
            )
        return first

    def _conjunction(self, leaves: Conjunction, allowed: Mask) -> _Scored:
        size = len(self._snapshot)
        scores, nearness, held = np.zeros(size, np.float32), np.ones(size, np.float32), np.zeros(size, np.uint8)
        weight = 0.0
        for leaf in leaves:
            matches = self._matcher.of(leaf, allowed)
            documents, idf = matches.documents, self._matcher.idf(leaf)
            scores[documents] += np.float32(idf) * saturated(matches.frequencies)
            nearness[documents] = np.minimum(nearness[documents], matches.nearness)
            held[documents] += 1
            weight += idf
        if len(leaves) > 1:
            scores[held < len(leaves)] = 0
        return _Scored(scores, nearness, weight)

    def _synonym(self, leaves: Conjunction, allowed: Mask) -> _Scored:
        scored = self._conjunction(leaves, allowed)
        return replace(scored, nearness=scored.nearness * np.float32(Tier.SYNONYM.weight))

    def _best_alternative(self, requirement: Requirement, document: int) -> tuple[Conjunction, float]:
        """The alternative that gave the score of a document, and how near its spelling is; none of any where it has none."""
        alone = self._only(document)
        scored = [(leaves, self._conjunction(leaves, alone)) for leaves in requirement.alternatives]
        scored += [(leaves, self._synonym(leaves, alone)) for leaves in requirement.synonyms]
        best, value = max(scored, key=lambda each: float((each[1].scores * each[1].nearness)[document]))
        return (best, float(value.nearness[document])) if value.scores[document] else ((), 0.0)

    def _only(self, document: int) -> Mask:
        alone = np.zeros(len(self._snapshot), bool)
        alone[document] = True
        return alone

    def _ranking(
        self, found: Mask, scores: Scores, *, nearness: Scores | None = None, relaxed: Mask | None = None
    ) -> Ranking:
        documents = np.flatnonzero(found).astype(np.int32)
        return Ranking(
            documents,
            scores[documents],
            np.ones(len(documents), np.float32) if nearness is None else nearness[documents],
            np.zeros(len(documents), bool) if relaxed is None else relaxed[documents],
        )


def _softened(nearness: Scores | np.float32) -> Scores:
    """Where words may lack anyway, one in another spelling is worth more than one that lacks."""
    return np.asarray(0.5 + nearness / 2, np.float32)


def _literals_last(required: Sequence[Requirement]) -> list[Requirement]:
    return sorted(required, key=lambda requirement: any(isinstance(leaf, Literal) for leaf in requirement.leaves))


def _covering(scored: Sequence[_Scored], allowed: Mask) -> Mask:
    """Those of the documents allowed that cover enough of what the best of them does."""
    covered = allowed * np.sum([(each.scores > 0) * each.weight for each in scored], axis=0)
    best = covered.max(initial=0)
    enough = sum(each.weight for each in scored) * _BEST_COVERS
    return np.asarray((covered >= best * _COVERS_ENOUGH) & (best >= enough) & (covered > 0))
