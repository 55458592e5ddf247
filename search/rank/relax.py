"""Which posts are shown where none has every word of a query."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from search.postings import Mask, Scores
from search.rank.score import Scored

# Those posts are shown that have this much of the idf that the best one has, if the best has this much of the whole query's.
# On JSQuAD validation MRR@10 is 0.9528 with it, 0.9519 with 0.5, and 0.9531 where any word will do.
_COVERS_ENOUGH = 0.3
_BEST_COVERS = 0.2


def covering(scored: Sequence[Scored], allowed: Mask) -> Mask:
    """Those of the documents allowed that have enough of the query, by idf, beside the best of them."""
    covered = allowed * np.sum([each.matched * each.weight for each in scored], axis=0)
    best = covered.max(initial=0)
    enough = sum(each.weight for each in scored) * _BEST_COVERS
    return np.asarray((covered >= best * _COVERS_ENOUGH) & (best >= enough) & (covered > 0))


def softened(nearness: Scores | np.float32) -> Scores:
    """Nearness, 0 to 1, as 0.5 to 1, for answers in which words may lack: a word in another spelling is worth more than
    none."""
    return np.asarray(0.5 + nearness / 2, np.float32)
