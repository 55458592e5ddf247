"""How near posts are to each other, 0 to 100.

Some posts have a high cosine with very many, as a survey of everything; they would stand in each list. So a cosine counts for less the
nearer other posts are to each of the two: cos x c / (r1 x r2), with r the mean cosine of a post with the five that are nearest to it beside
the other, at least c. It is the local scaling of Zelnik-Manor and Perona, "Self-tuning spectral clustering" (2004), which Schnitzer et
al., "Local and global scaling reduce hubs in space" (2012), found best against such posts.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from search.postings import Mask, Numbers
from search.related.vectors import Vectors, Weights

Cosines = npt.NDArray[np.float64]

_NEIGHBOURS = 5
_LEAST_CROWDING = 0.05  # c above
_NO_DOCUMENT = -1
_CANDIDATES = 60  # by their cosine, of which the nearest are told


class Around(NamedTuple):
    """The posts that are nearest to one by their cosines, the nearest first."""

    documents: list[int]
    cosines: list[float]

    def crowding(self, without: int) -> float:
        """How near they are, but for one."""
        others = [cosine for document, cosine in zip(*self, strict=True) if document != without][:_NEIGHBOURS]
        return max(_LEAST_CROWDING, sum(others) / _NEIGHBOURS)


class Nearness:
    """The scores between the posts of a snapshot. What is around a post is found when it is first asked for, and kept."""

    def __init__(self, vectors: Vectors) -> None:
        self.vectors = vectors
        self._found: dict[int, Around] = {}

    def candidates(self, document: int, allowed: Mask) -> list[tuple[int, float]]:
        """The posts among those allowed that may be nearest to a post, with their scores, in no order."""
        cosines = self.vectors.cosines(document)
        self._found.setdefault(document, around(cosines, _NEIGHBOURS + 1))
        return self._scored(document, self._found[document], cosines * allowed)

    def to_vector(self, places: Numbers, weights: Weights) -> list[tuple[int, float]]:
        """The posts that may be nearest to a vector, with their scores, in no order."""
        cosines = self.vectors.cosines_of(places, weights)
        return self._scored(_NO_DOCUMENT, around(cosines, _NEIGHBOURS + 1), cosines)

    def _scored(self, document: int, mine: Around, cosines: Cosines) -> list[tuple[int, float]]:
        return [
            (other, _score(cosine, mine.crowding(other), self._around(other).crowding(document)))
            for other, cosine in zip(*around(cosines, _CANDIDATES), strict=True)
        ]

    def score(self, document: int, other: int) -> float:
        """The score of two posts."""
        cosine = float(self.vectors.cosines(document)[other])
        return _score(cosine, self._around(document).crowding(other), self._around(other).crowding(document))

    def _around(self, document: int) -> Around:
        if document not in self._found:
            self._found[document] = around(self.vectors.cosines(document), _NEIGHBOURS + 1)
        return self._found[document]


def around(cosines: Cosines, most: int) -> Around:
    """The documents with the highest of these cosines, if they have any."""
    most = min(most, int(np.count_nonzero(cosines > 0)))
    documents = np.argpartition(-cosines, most - 1)[:most] if most else np.empty(0, np.int64)
    documents = documents[np.argsort(-cosines[documents], kind="stable")]
    return Around(documents.tolist(), cosines[documents].tolist())


def _score(cosine: float, one: float, other: float) -> float:
    """50 for two posts as near to each other as posts are to those around them."""
    ratio = cosine * _LEAST_CROWDING / (one * other)
    return round(100 * ratio / (1 + ratio), 1)
