"""Terms and a snapshot to the best documents, by BM25 over several fields.

The variant is BM25F (Robertson, Zaragoza and Taylor, "Simple BM25 extension to multiple weighted fields", CIKM 2004):
a term's frequencies are divided by the relative length of their field, weighted and summed, and only the sum is
saturated, so that a word in the title and in the body does not count as two words. Bigrams of the query add to that,
and so do words of it that stand side by side in the document.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from index.analyzed import Field
from search.bigrams import Bigrams
from search.bm25 import idf, relative_length, saturated
from search.literal import find_literal
from search.result import Mode, TermScore
from search.snapshot import Numbers, Snapshot
from search.terms import Conjunction, Leaf, Literal, Requirement, Term, Terms

Scores = npt.NDArray[np.float32]
Mask = npt.NDArray[np.bool_]

WEIGHTS = {Field.TITLE: 5.0, Field.TAGS: 3.0, Field.HEADINGS: 2.0, Field.BODY: 1.0, Field.CODE: 0.5}

# Where no document has every word, those are shown that cover this much of what the best one covers (by idf), if
# that one covers this much of the whole query. On JSQuAD validation MRR@10 is 0.9528 with it, 0.9519 with 0.5, and
# 0.9531 where any word will do.
_COVERS_ENOUGH = 0.3
_BEST_COVERS = 0.2

# Two words of the query side by side add this much of the smaller idf; the best documents only are looked through.
# On JSQuAD validation MRR@10 rises by 0.003, whatever the factor between 0.6 and 1.
_SIDE_BY_SIDE = 0.8
_BEST = 100

# A sentence that fewer documents match in every word is answered with those that have most of them, too: the post
# that answers a question need not say 「呼ばれる」 (MRR@10 on JSQuAD 0.9528 with them, 0.9509 without).
_FEW = 10

_REMEMBERED_TERMS = 4096


@dataclass(frozen=True)
class Ranking:
    """Documents with their scores, in no order. Those that are `relaxed` lack some of the words: they do not match."""

    documents: Numbers
    scores: Scores
    relaxed: Mask

    def among(self, allowed: Mask) -> Ranking:
        kept = allowed[self.documents]
        return Ranking(self.documents[kept], self.scores[kept], self.relaxed[kept])

    def matched(self, size: int) -> Mask:
        """Which of `size` documents match."""
        matched = np.zeros(size, bool)
        matched[self.documents[~self.relaxed]] = True
        return matched


class Ranker:
    """Scores the documents of one snapshot; remembers what it has computed for a term."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        weights = np.array([WEIGHTS[field] for field in Field], np.float32)
        self._factors = weights / relative_length(snapshot.lengths)
        self._bigrams = Bigrams(snapshot)
        self._of_term = lru_cache(_REMEMBERED_TERMS)(self._term_frequencies)

    def rank(self, terms: Terms, *, mode: Mode) -> Ranking:
        """The documents that match. Mode `all` wants every word, `any` one of them, `auto` every word,
        or else as many as can be had."""
        allowed = self._without(terms)
        if not terms.required:
            return _ranking(allowed, np.zeros(len(allowed), np.float32))
        required = _literals_last(terms.required)
        every = np.zeros(len(self._snapshot), bool)
        if mode != "any":
            every, total = self._every(required, allowed)
            enough = np.count_nonzero(every) >= (_FEW if terms.sentence else 1)
            if enough or mode == "all" or len(required) == 1:
                return _ranking(every, total + self._bigrams.scores(terms.bigrams))
        scored = [self._requirement(requirement, allowed) for requirement in required]
        total = np.sum([score for score, _ in scored], axis=0, dtype=np.float32)
        matched = allowed & (total > 0)
        total += self._bigrams.scores(terms.bigrams)
        if mode == "any":
            return _ranking(matched, total)
        near = allowed & _covering([score > 0 for score, _ in scored], [weight for _, weight in scored])
        return _ranking(every | near, total, relaxed=~every)

    def refine(self, ranking: Ranking, terms: Terms) -> Ranking:
        """The ranking with the bonus for words side by side, for the best `_BEST` documents."""
        if not terms.pairs:
            return ranking
        best = np.argpartition(-ranking.scores, _BEST)[:_BEST] if len(ranking.scores) > _BEST else slice(None)
        scores = ranking.scores.copy()
        scores[best] += [self._side_by_side(terms, document) for document in ranking.documents[best].tolist()]
        return replace(ranking, scores=scores)

    def _side_by_side(self, terms: Terms, document: int) -> float:
        return sum(bonus for _, bonus in self._bonuses(terms, document))

    def _bonuses(self, terms: Terms, document: int) -> list[tuple[tuple[Term, Term], float]]:
        found = self._snapshot.neighbours(document, [(one.text, other.text) for one, other in terms.pairs])
        return [
            (pair, _SIDE_BY_SIDE * min(map(self.idf, pair)))
            for pair, together in zip(terms.pairs, found, strict=True)
            if together
        ]

    def _every(self, required: Sequence[Requirement], allowed: Mask) -> tuple[Mask, Scores]:
        """The documents that match all; each requirement is looked for only where those before it are."""
        total = np.zeros(len(self._snapshot), np.float32)
        for requirement in required:
            score, _ = self._requirement(requirement, allowed)
            allowed = allowed & (score > 0)
            total += score
        return allowed, total

    def explain(self, terms: Terms, document: int) -> tuple[TermScore, ...]:
        """What each term gave to the score of a document, field by field."""
        found = []
        best = [self._best_alternative(requirement, document) for requirement in terms.required]
        for leaf in (leaf for leaves in best for leaf in leaves):
            shares = self._shares(leaf, document)
            weighted = sum(share for _, _, share in shares)
            score = self.idf(leaf) * float(saturated(np.array(weighted, np.float32)))
            found += [
                TermScore(leaf.text, field.name.lower(), n, score * share / weighted) for field, n, share in shares
            ]
        for bigram in terms.bigrams:
            share = self._bigrams.share(bigram, document)
            found += [TermScore(bigram, "bigrams", 1, share)] if share else []
        bonuses = self._bonuses(terms, document)
        found += [TermScore(f"{one.text} {other.text}", "side by side", 1, bonus) for (one, other), bonus in bonuses]
        return tuple(found)

    def _requirement(self, requirement: Requirement, allowed: Mask) -> tuple[Scores, float]:
        """The score of every document, 0 where it does not match, and the weight (idf) of the requirement."""
        scored = [self._conjunction(alternative, allowed) for alternative in requirement.alternatives]
        return np.maximum.reduce([score for score, _ in scored]), max(weight for _, weight in scored)

    def _conjunction(self, leaves: Conjunction, allowed: Mask) -> tuple[Scores, float]:
        scored = [self._leaf(leaf, allowed) for leaf in leaves]
        every = np.logical_and.reduce([score > 0 for score, _ in scored])
        return np.where(every, sum(score for score, _ in scored), np.float32(0)), sum(weight for _, weight in scored)

    def _leaf(self, leaf: Leaf, allowed: Mask) -> tuple[Scores, float]:
        documents, frequencies = self._frequencies(leaf, allowed)
        weight = self.idf(leaf)
        scores = np.zeros(len(self._snapshot), np.float32)
        scores[documents] = weight * saturated(frequencies)
        return scores, weight

    def _frequencies(self, leaf: Leaf, allowed: Mask) -> tuple[Numbers, Scores]:
        if isinstance(leaf, Term):
            documents, frequencies = self._of_term(leaf)
            return documents, frequencies
        return self._literal_frequencies(leaf, allowed)

    def _term_frequencies(self, term: Term) -> tuple[Numbers, Scores]:
        """The documents with a term, and its weighted frequency in each."""
        sums = np.zeros(len(self._snapshot), np.float32)
        for field in term.fields:
            documents, frequencies = self._snapshot.postings(field, term.text)
            sums[documents] += frequencies * self._factors[documents, field]
        documents = np.flatnonzero(sums).astype(np.int32)
        return documents, sums[documents]

    def _literal_frequencies(self, literal: Literal, allowed: Mask) -> tuple[Numbers, Scores]:
        """The same for characters: the text is read of the documents that have all their bigrams."""
        documents, frequencies = [], []
        for document in self._snapshot.containing(literal.text).tolist():
            if not allowed[document]:
                continue
            counts = self._literal_counts(literal, document)
            if counts.any():
                documents.append(document)
                frequencies.append(float(counts @ self._factors[document]))
        return np.array(documents, np.int32), np.array(frequencies, np.float32)

    def _literal_counts(self, literal: Literal, document: int) -> npt.NDArray[np.float32]:
        starts = [start for start, _ in find_literal(literal, self._snapshot.whole_text(document))]
        counts = np.bincount(self._snapshot.fields_at(document, starts), minlength=len(Field)).astype(np.float32)
        counts[[field for field in Field if field not in literal.fields]] = 0
        return counts

    def _without(self, terms: Terms) -> Mask:
        allowed = np.ones(len(self._snapshot), bool)
        for conjunction in terms.excluded:
            allowed = allowed & (self._conjunction(conjunction, allowed)[0] == 0)
        return allowed

    def _best_alternative(self, requirement: Requirement, document: int) -> Conjunction:
        """The alternative that gave the score of a document: the one that scores highest there."""
        alone = np.zeros(len(self._snapshot), bool)
        alone[document] = True
        return max(requirement.alternatives, key=lambda each: self._conjunction(each, alone)[0][document])

    def _shares(self, leaf: Leaf, document: int) -> list[tuple[Field, int, float]]:
        if isinstance(leaf, Literal):
            counts = self._literal_counts(leaf, document)
        else:
            counts = np.zeros(len(Field), np.float32)
            for field in leaf.fields:
                documents, frequencies = self._snapshot.postings(field, leaf.text)
                counts[field] = frequencies[documents == document].sum()
        return [
            (field, int(n), float(n * self._factors[document, field]))
            for field, n in zip(Field, counts, strict=True)
            if n
        ]

    def idf(self, leaf: Leaf) -> float:
        """Inverse document frequency. Characters count where their bigrams are: to know better takes reading."""
        known = self._of_term(leaf)[0] if isinstance(leaf, Term) else self._snapshot.containing(leaf.text)
        return idf(len(known), len(self._snapshot))


def _literals_last(required: Sequence[Requirement]) -> list[Requirement]:
    return sorted(required, key=lambda requirement: any(isinstance(leaf, Literal) for leaf in requirement.leaves))


def _covering(matched: Sequence[Mask], weights: Sequence[float]) -> Mask:
    covered = np.sum([mask * weight for mask, weight in zip(matched, weights, strict=True)], axis=0)
    best = covered.max(initial=0)
    return np.asarray((covered >= best * _COVERS_ENOUGH) & (best >= sum(weights) * _BEST_COVERS) & (covered > 0))


def _ranking(found: Mask, scores: Scores, *, relaxed: Mask | None = None) -> Ranking:
    documents = np.flatnonzero(found).astype(np.int32)
    lacking = np.zeros(len(documents), bool) if relaxed is None else relaxed[documents]
    return Ranking(documents, scores[documents], lacking)
