"""Copies of a post on a page of answers: they stand under the best of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cached_property, partial
from typing import NamedTuple

import numpy as np

from index.shingles import KEYS, body_of
from index.store.segment_text import regions_of
from search.copies.near import Copies, find_copies
from search.postings import Mask, mask_of
from search.rank.order import Order
from search.rank.ranking import Ranking
from search.request import Sort
from search.snapshot import Snapshot

FOLDED = 0.9  # resemblance


class Copy(NamedTuple):
    document: int
    resemblance: float


class Folded(NamedTuple):
    """A ranking without the copies of posts that stand before them in its order; these by the post that each is a copy of, and how many of them
    match."""

    ranking: Ranking
    copies: Mapping[int, Sequence[Copy]] = {}
    matching: int = 0


class Folding:
    """The copies in a snapshot. Which posts may be copies is said by the index, so that few have to be read."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot

    def compared(self) -> None:
        """Have the texts compared, which is done once: a blog that has a thousand copies takes two seconds, which no question has to answer
        for."""
        _ = self._copied

    def fold(self, ranking: Ranking, order: Order, sort: Sort) -> Folded:
        """The ranking in that order, folded; posts that lack a word are folded among themselves."""
        if not self._copied.any():
            return Folded(ranking)
        copied = ranking.among(self._copied)
        places = order.first(copied, sort, len(copied.documents))
        relaxed = copied.relaxed[places]
        documents = copied.documents[places]
        matching, lacking = self._under(documents[~relaxed].tolist()), self._under(documents[relaxed].tolist())
        copies = matching | lacking
        under = [copy.document for each in copies.values() for copy in each]
        return Folded(ranking.among(~mask_of(under, len(self._snapshot))), copies, sum(map(len, matching.values())))

    def _under(self, ordered: Sequence[int]) -> dict[int, list[Copy]]:
        """The copies of each document: of those that it is a copy of, the first stands for it, unless that is folded itself."""
        found: dict[int, list[Copy]] = {}
        standing: dict[int, int] = {}  # the place of a document, by the text that it has
        for place, document in enumerate(ordered):
            text = self._copies.same[document]
            near = [(standing[other], likeness) for other, likeness in self._near[text].items() if other in standing]
            if near:
                first, likeness = min(near)
                found.setdefault(ordered[first], []).append(Copy(document, likeness))
            else:
                standing[text] = place
        return found

    @cached_property
    def _copied(self) -> Mask:
        """The documents that have a copy."""
        number = Counter(self._copies.same.values())
        copied = [
            document for document, text in self._copies.same.items() if number[text] > 1 or len(self._near[text]) > 1
        ]
        return mask_of(copied, len(self._snapshot))

    @cached_property
    def _near(self) -> dict[int, dict[int, float]]:
        """The texts that each text resembles, with how much; the first of those that are the same stands for them."""
        near = {text: {text: 1.0} for text in self._copies.same.values()}
        for pair in self._copies.pairs:
            near[pair.one][pair.other] = near[pair.other][pair.one] = pair.resemblance
        return near

    @cached_property
    def _copies(self) -> Copies:
        return find_copies(self._likely(), partial(said, self._snapshot), at_least=FOLDED)

    def _likely(self) -> list[int]:
        """The documents that have a key of another."""
        likely = np.zeros(len(self._snapshot), bool)
        for keys in self._snapshot.rows(np.empty((0, KEYS), np.uint32), lambda segment: segment.arrays["copy_key"]).T:
            _, key, count = np.unique(keys, return_inverse=True, return_counts=True)
            likely |= (count[key] > 1) & (keys > 0)
        found: list[int] = np.flatnonzero(likely).tolist()
        return found


def said(snapshot: Snapshot, number: int) -> str:
    """What a document says, beside its title and tags."""
    post = snapshot.post(number)
    return body_of(post.text(), regions_of(post))
