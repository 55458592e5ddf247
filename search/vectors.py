"""Every document of a snapshot as a tf-idf vector, to tell how near two posts are and by which terms.

The weight of a term is (1 + ln tf) x ln(N / n), "ltc" in Salton and Buckley, "Term-weighting approaches in automatic
text retrieval" (1988); nearness is the cosine. A term in a title, a tag or a heading counts several times.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from index.analyzed import Field
from index.store.segment import offsets_of
from search.postings import Numbers
from search.snapshot import Snapshot

Weights = npt.NDArray[np.float32]

# What tells two posts apart is what they say: a heading, 材料 or 作り方, tells a query more than it tells of a post.
_WEIGHTS = {Field.TITLE: 5.0, Field.TAGS: 3.0, Field.HEADINGS: 2.0, Field.BODY: 1.0, Field.CODE: 0.5}


@dataclass(frozen=True)
class Vectors:
    """The weights of all terms in all documents, once by document and once by term. Each document's vector has length 1."""

    document_first: npt.NDArray[np.int64]
    terms: Numbers  # of each document
    weights: Weights
    term_first: npt.NDArray[np.int64]
    owners: Numbers  # the documents of each term
    owners_weights: Weights

    def nearness(self, document: int) -> Weights:
        """The cosine of every document with this one."""
        nearness = np.zeros(len(self.document_first) - 1, np.float32)
        for term, weight in zip(*self._vector(document), strict=True):
            places = slice(self.term_first[term], self.term_first[term + 1])
            nearness[self.owners[places]] += weight * self.owners_weights[places]
        return nearness

    def shared(self, one: int, other: int) -> list[tuple[int, float]]:
        """The terms, by their numbers in the lexicon, that both have, each with what it adds to their cosine, the most
        first."""
        terms, weights = self._vector(one)
        others, other_weights = self._vector(other)
        common, here, there = np.intersect1d(terms, others, assume_unique=True, return_indices=True)
        products = weights[here] * other_weights[there]
        order = np.argsort(-products, kind="stable")
        return [(int(common[place]), float(products[place])) for place in order]

    def _vector(self, document: int) -> tuple[Numbers, Weights]:
        low, high = self.document_first[document : document + 2]
        return self.terms[low:high], self.weights[low:high]


def make_vectors(snapshot: Snapshot) -> Vectors:
    """The vectors of a snapshot; about 0.1 µs a posting."""
    size, lexicon = len(snapshot), len(snapshot.lexicon)
    owners, terms, sums = _sums(snapshot)
    having = np.bincount(terms, minlength=lexicon)
    weights = (1 + np.log(np.maximum(sums, 1))) * np.log(size / np.maximum(having, 1))[terms]
    norms = np.sqrt(np.bincount(owners, weights=weights**2, minlength=size))
    weights = (weights / np.maximum(norms, 1e-9)[owners]).astype(np.float32)
    by_document = np.argsort(owners, kind="stable")
    return Vectors(
        document_first=offsets_of(np.bincount(owners, minlength=size)),
        terms=terms[by_document],
        weights=weights[by_document],
        term_first=offsets_of(having),
        owners=owners,
        owners_weights=weights,
    )


def _sums(snapshot: Snapshot) -> tuple[Numbers, Numbers, Weights]:
    """Documents, terms, and frequencies, weighted and summed over the fields: a row for each term of each document, by term and
    then by document."""
    columns = []
    for field, weight in _WEIGHTS.items():
        term, document, frequency = snapshot.every_posting(field)
        columns.append((term, document, frequency * np.float32(weight)))
    term, document, frequency = (np.concatenate(column) for column in zip(*columns, strict=True))
    # The rows of each field and segment are sorted already: a stable sort only merges them.
    order = np.argsort(term.astype(np.int64) * max(len(snapshot), 1) + document, kind="stable")
    term, document = term[order], document[order]
    firsts = np.flatnonzero((np.diff(term, prepend=-1) != 0) | (np.diff(document, prepend=-1) != 0))
    return document[firsts], term[firsts], np.add.reduceat(frequency[order], firsts) if len(firsts) else frequency
