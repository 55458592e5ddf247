"""Which posts are shown where none has every word of a query."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from search.postings import Mask, Scores
from search.rank.score import Scored

# Those are shown that cover this much of what the best one covers (by idf), if that one covers this much of the whole
# query. On JSQuAD validation MRR@10 is 0.9528 with it, 0.9519 with 0.5, and 0.9531 where any word will do.
_COVERS_ENOUGH = 0.3
_BEST_COVERS = 0.2


def covering(scored: Sequence[Scored], allowed: Mask) -> Mask:
    """Those of the documents allowed that cover enough of what the best of them does."""
    covered = allowed * np.sum([each.matched * each.weight for each in scored], axis=0)
    best = covered.max(initial=0)
    enough = sum(each.weight for each in scored) * _BEST_COVERS
    return np.asarray((covered >= best * _COVERS_ENOUGH) & (best >= enough) & (covered > 0))


def softened(nearness: Scores | np.float32) -> Scores:
    """Where words may lack anyway, one in another spelling is worth more than one that lacks."""
    return np.asarray(0.5 + nearness / 2, np.float32)
