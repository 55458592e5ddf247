"""The posts nearest to a post, and why."""

from __future__ import annotations

import numpy as np

from index.labels import label_key
from index.stored import Brief
from search.answer import RelatedPost, SharedTerm
from search.postings import Mask
from search.request import LEAST_RELATED
from search.snapshot import Snapshot
from search.vectors import Vectors

_REASONS = 5


def related(
    snapshot: Snapshot, vectors: Vectors, document: int, allowed: Mask, *, limit: int, min_score: float
) -> tuple[RelatedPost, ...]:
    """The posts with the highest cosine among those allowed, best first; equal ones by path, so that the list is the same
    every time."""
    scores = vectors.nearness(document) * 100 * allowed
    scores[document] = 0
    nearest = np.argpartition(-scores, min(limit, len(scores) - 1))[: limit + 1]
    order = sorted(nearest.tolist(), key=lambda other: (-round(float(scores[other]), 1), snapshot.briefs[other].path))
    terms = list(snapshot.lexicon)
    return tuple(
        _post(snapshot, terms, vectors.shared(document, other), document, other, float(scores[other]))
        for other in order[:limit]
        if scores[other] >= max(min_score, LEAST_RELATED)
    )


def _post(
    snapshot: Snapshot, terms: list[str], shared: list[tuple[int, float]], document: int, other: int, score: float
) -> RelatedPost:
    post = snapshot.briefs[other]
    every = sum(product for _, product in shared)
    return RelatedPost(
        id=post.id,
        path=post.path,
        url=post.url,
        title=post.title,
        date=post.date,
        score=round(score, 1),
        why=tuple(SharedTerm(terms[term], product / every) for term, product in shared[:_REASONS]),
        shared_tags=_shared_tags(snapshot.briefs[document], post),
    )


def _shared_tags(one: Brief, other: Brief) -> tuple[str, ...]:
    theirs = {label_key(tag) for tag in other.tags}
    return tuple(tag for tag in one.tags if label_key(tag) in theirs)
