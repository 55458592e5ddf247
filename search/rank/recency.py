"""Newer posts count for more, where the blog's owner wants it: the older a post, the less, by half each year.

A post that is as new as the newest gets `weight` of its score on top, one a year older half of that, and so on. On
questions whose answers do not age it can only harm (a weight of 0.5 cost 0.09 of nDCG@5 on 59 queries of readers, judged by hand), so it is
off unless it is set.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

_HALF_LIFE = 365.0 * 24 * 3600  # seconds


def recency_factors(moments: npt.NDArray[np.float64], weight: float) -> npt.NDArray[np.float32]:
    """The factor of each document's score. `moments` are their dates in seconds since 1970; a post without a date has 0, and
    counts as old."""
    ages = moments.max(initial=0.0) - moments
    return np.asarray(1 + weight * np.exp2(-ages / _HALF_LIFE), np.float32)
