"""How good a list of answers is, and whether one searcher answers better than another.

Each measure is 0 to 1. MRR, nDCG and recall look at the first ten answers, as TREC and MTEB do for them; nDCG with
binary relevance is that of Järvelin and Kekäläinen, "Cumulated gain-based evaluation of IR techniques" (2002).
"""

from __future__ import annotations

import random
from collections.abc import Collection, Sequence
from math import log2
from statistics import fmean

from msgspec import Struct

_DEPTH = 10
_SHUFFLES = 10_000
_PLACES = 4  # of a mean behind its point


class Measures(Struct, frozen=True):
    """What queries of one class scored on average; `kind` is the class, "" for all queries or for a single one. `exact` is 1 where
    all and only the relevant documents matched."""

    kind: str
    queries: int
    mrr: float
    ndcg: float
    hit: float
    recall: float
    exact: float


def measure(answers: Sequence[str], matched: int, relevant: Collection[str]) -> Measures:
    """Judge the first answers to a query, best first; `matched` is how many documents match in all. A query without a relevant
    document is answered rightly by nothing at all, and is then 1 in every measure."""
    if not relevant:
        right = 0.0 if answers else 1.0
        return Measures("", 1, right, right, right, right, right)
    gains = [answer in relevant for answer in answers[:_DEPTH]]
    first = gains.index(True) + 1 if True in gains else 0
    ideal = sum(1 / log2(rank + 1) for rank in range(1, min(len(relevant), _DEPTH) + 1))
    return Measures(
        kind="",
        queries=1,
        mrr=1 / first if first else 0.0,
        ndcg=sum(1 / log2(rank + 1) for rank, gain in enumerate(gains, 1) if gain) / ideal,
        hit=float(first == 1),
        recall=sum(gains) / len(relevant),
        exact=float(matched == len(relevant) and set(relevant) <= set(answers)),
    )


def mean(kind: str, measures: Sequence[Measures]) -> Measures:
    """The mean of each measure over at least one query, rounded."""
    _, _, *scored = Measures.__struct_fields__
    means = (fmean(getattr(each, name) for each in measures) for name in scored)
    return Measures(kind, len(measures), *(round(each, _PLACES) for each in means))


def chance(one: Sequence[float], other: Sequence[float]) -> float:
    """The probability that two equally good searchers differ as much on these queries.

    Fisher's randomization test, two-sided: Smucker, Allan and Carterette, "A comparison of statistical significance
    tests for information retrieval evaluation" (2007). Signs of the differences are flipped 10,000 times; the same
    queries give the same number every time.
    """
    differences = [a - b for a, b in zip(one, other, strict=True) if a != b]
    seen = abs(sum(differences))
    source = random.Random(0)
    as_large = sum(
        abs(sum(each if source.random() < 0.5 else -each for each in differences)) >= seen - 1e-12
        for _ in range(_SHUFFLES)
    )
    return (as_large + 1) / (_SHUFFLES + 1)
