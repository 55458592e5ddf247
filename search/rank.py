"""Terms and a snapshot to the best documents, by BM25 over several fields.

The variant is BM25F (Robertson, Zaragoza and Taylor, "Simple BM25 extension to multiple weighted fields", CIKM 2004):
a term's frequencies are divided by the relative length of their field, weighted and summed, and only the sum is
saturated, so that a word in the title and in the body does not count as two words. The inverse document frequency is
ln(1 + (N - n + 0.5) / (n + 0.5)), which Lucene uses: it is never negative.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import log

import numpy as np
import numpy.typing as npt

from index.analyzed import Field
from search.literal import find_literal
from search.result import Mode, TermScore
from search.snapshot import Numbers, Snapshot
from search.terms import Conjunction, Leaf, Literal, Requirement, Term, Terms

Scores = npt.NDArray[np.float32]
Mask = npt.NDArray[np.bool_]

# Measured on JSQuAD validation among k1 0.4 to 1.2 and b 0.3 to 0.75 (design.md): whole questions, short passages.
K1 = 0.6
B = 0.4
WEIGHTS = {Field.TITLE: 5.0, Field.TAGS: 3.0, Field.HEADINGS: 2.0, Field.BODY: 1.0, Field.CODE: 0.5}

# Where no document has every word, those are shown that cover this much of what the best one covers (by idf), if
# that one covers this much of the whole query. On JSQuAD this keeps 0.945 of plain OR's 0.947 MRR@10.
_COVERS_ENOUGH = 0.5
_BEST_COVERS = 0.2

_REMEMBERED_TERMS = 4096


@dataclass(frozen=True)
class Ranking:
    """Documents that match, with their scores, in no order. `relaxed`: none has every word, these have some."""

    documents: Numbers
    scores: Scores
    relaxed: bool = False

    def among(self, allowed: Mask) -> Ranking:
        kept = allowed[self.documents]
        return Ranking(self.documents[kept], self.scores[kept], self.relaxed)

    def matched(self, size: int) -> Mask:
        """Which of `size` documents match; those that lack words do not."""
        matched = np.zeros(size, bool)
        if not self.relaxed:
            matched[self.documents] = True
        return matched


class Ranker:
    """Scores the documents of one snapshot; remembers what it has computed for a term."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        average = snapshot.lengths.mean(axis=0) if len(snapshot) else np.ones(len(Field), np.float32)
        relative = snapshot.lengths / np.maximum(average, 1)
        weights = np.array([WEIGHTS[field] for field in Field], np.float32)
        self._factors = (weights / (1 - B + B * relative)).astype(np.float32)
        self._of_term = lru_cache(_REMEMBERED_TERMS)(self._term_frequencies)

    def rank(self, terms: Terms, *, mode: Mode) -> Ranking:
        """The documents that match. Mode `all` wants every word, `any` one of them, `auto` every word,
        or else as many as can be had."""
        allowed = self._without(terms)
        if not terms.required:
            return _ranking(allowed, np.zeros(len(allowed), np.float32))
        required = _literals_last(terms.required)
        if mode != "any":
            every, total = self._every(required, allowed)
            if every.any() or mode == "all" or len(required) == 1:
                return _ranking(every, total)
        scored = [self._requirement(requirement, allowed) for requirement in required]
        total = np.sum([score for score, _ in scored], axis=0, dtype=np.float32)
        if mode == "any":
            return _ranking(allowed & (total > 0), total)
        near = allowed & _covering([score > 0 for score, _ in scored], [weight for _, weight in scored])
        return _ranking(near, total, relaxed=bool(near.any()))

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
            score = self.idf(leaf) * float(_saturated(np.array(weighted, np.float32)))
            found += [
                TermScore(leaf.text, field.name.lower(), n, score * share / weighted) for field, n, share in shares
            ]
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
        scores[documents] = weight * _saturated(frequencies)
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
        documents = len(known)
        return log(1 + (len(self._snapshot) - documents + 0.5) / (documents + 0.5))


def _saturated(frequency: Scores) -> Scores:
    return frequency * np.float32(K1 + 1) / (frequency + np.float32(K1))


def _literals_last(required: Sequence[Requirement]) -> list[Requirement]:
    return sorted(required, key=lambda requirement: any(isinstance(leaf, Literal) for leaf in requirement.leaves))


def _covering(matched: Sequence[Mask], weights: Sequence[float]) -> Mask:
    covered = np.sum([mask * weight for mask, weight in zip(matched, weights, strict=True)], axis=0)
    best = covered.max(initial=0)
    return np.asarray((covered >= best * _COVERS_ENOUGH) & (best >= sum(weights) * _BEST_COVERS) & (covered > 0))


def _ranking(matched: Mask, scores: Scores, *, relaxed: bool = False) -> Ranking:
    documents = np.flatnonzero(matched).astype(np.int32)
    return Ranking(documents, scores[documents], relaxed)
