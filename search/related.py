"""The posts nearest to a post, and why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from msgspec.structs import asdict

from index.document import Brief
from index.labels import label_key
from search.answer import RelatedPost, SharedTerm
from search.postings import Mask
from search.request import LEAST_RELATED, RelatedRequest
from search.snapshot import Snapshot
from search.vectors import Vectors

_REASONS = 5


def related_posts(
    snapshot: Snapshot, vectors: Vectors, document: int, allowed: Mask, request: RelatedRequest
) -> tuple[RelatedPost, ...]:
    """The posts with the highest cosine to a document among those allowed, best first, equal ones by path."""
    scores = vectors.nearness(document) * 100 * allowed
    scores[document] = 0
    nearest = np.argpartition(-scores, min(request.limit, len(scores) - 1))[: request.limit + 1]
    order = sorted(nearest.tolist(), key=lambda other: (-round(float(scores[other]), 1), snapshot.briefs[other].path))
    near = [other for other in order[: request.limit] if scores[other] >= max(request.min_score, LEAST_RELATED)]
    terms = list(snapshot.lexicon)
    return tuple(
        RelatedPost(
            **asdict(snapshot.briefs[other]),
            rank=rank,
            score=round(float(scores[other]), 1),
            why=tuple(_reasons(terms, vectors.shared(document, other))),
            shared_tags=_shared_tags(snapshot.briefs[document], snapshot.briefs[other]),
        )
        for rank, other in enumerate(near, 1)
    )


def _reasons(terms: Sequence[str], shared: Sequence[tuple[int, float]]) -> Iterator[SharedTerm]:
    every = sum(product for _, product in shared)
    return (SharedTerm(terms[term], round(product / every, 3)) for term, product in shared[:_REASONS])


def _shared_tags(one: Brief, other: Brief) -> tuple[str, ...]:
    theirs = {label_key(tag) for tag in other.tags}
    return tuple(tag for tag in one.tags if label_key(tag) in theirs)
