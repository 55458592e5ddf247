"""The first documents of a ranking, in the order asked for."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import cached_property

import numpy as np
import numpy.typing as npt

from index.document import Brief
from search.rank.ranking import Ranking
from search.request import Sort

_AFTER_ALL_OTHERS = 1e12  # more than any score, and any moment in seconds


class Order:
    """The order of the documents of one index by their dates and paths."""

    def __init__(self, briefs: Sequence[Brief]) -> None:
        self._briefs = briefs

    @cached_property
    def moments(self) -> npt.NDArray[np.float64]:
        """The date of each document, in seconds since 1970."""
        return np.array([moment(post.date) for post in self._briefs])

    def first(self, ranking: Ranking, sort: Sort, most: int) -> list[int]:
        """The places in the ranking of the first `most` documents, best first, relaxed ones last; those that are equal by date,
        newest first, and then by path."""
        moments = self.moments[ranking.documents]
        by = moments if sort == "date" else -moments if sort == "-date" else -ranking.scores.astype(np.float64)
        places = np.arange(len(by))
        if most < len(by):
            # Those that may be among the first: to sort the others too would take most of the time.
            last = by + ranking.relaxed * _AFTER_ALL_OTHERS
            places = np.flatnonzero(last <= np.partition(last, most)[most])
        documents = ranking.documents[places]
        order = np.lexsort((self._by_path[documents], -moments[places], by[places], ranking.relaxed[places]))
        first: list[int] = places[order][:most].tolist()
        return first

    @cached_property
    def _by_path(self) -> npt.NDArray[np.int64]:
        """The place of each document among all in the order of their paths."""
        paths = [post.path for post in self._briefs]
        return np.argsort(sorted(range(len(paths)), key=paths.__getitem__))


def moment(date: str | None) -> float:
    """Seconds since 1970; 0 without a date."""
    return datetime.fromisoformat(date).timestamp() if date else 0.0
