"""Which of many texts are copies of each other, word for word or nearly so.

Texts that may be copies are found by their signatures (`index.shingles`), in bands, and each such pair is then compared in full. What more than
a few texts share, the passages below and above every post of a blog, tells nobody that two of them are copies: signatures leave it out. All of it
is linear in the texts: of those that share a band, each is compared with its next few.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import reduce
from hashlib import blake2b
from itertools import starmap

import numpy as np
import numpy.typing as npt

from index.remembered import remembered
from index.shingles import LEAST, Codes, Folded, Shingles, bands, fold, shingles, signature

Texts = Callable[[int], str]

# Of texts that resemble each other by 0.4 all but one in 60 share a band, by 0.33 nine of ten.
_PLACES, _ROWS = 192, 3
_NEIGHBOURS = 5
_MOST_COMPARED = 20  # texts with each
_AT_ONCE = 10_000  # pairs
_REMEMBERED = 256  # texts
_COMMON_SHARE, _LEAST_COMMON, _MOST_UNCOMMON = 4, 8, 20


@dataclass(frozen=True, order=True)
class Pair:
    """Two texts by their numbers, the smaller first. `resemblance` is that of Broder, 0 to 1, 1 where they are the same but for spaces, width and
    case; `containment` how much of the shorter one stands in the other."""

    one: int
    other: int
    resemblance: float
    containment: float


class Comparison:
    """Compares two texts in full. The last few are remembered."""

    def __init__(self, texts: Texts) -> None:
        self._texts = texts
        self._shingles = remembered(self._distinct, _REMEMBERED)

    def pair(self, one: int, other: int) -> Pair:
        first, second = self._shingles(one), self._shingles(other)
        both = len(np.intersect1d(first, second, assume_unique=True))
        either = len(first) + len(second) - both
        return Pair(one, other, both / either, both / min(len(first), len(second)))

    def _distinct(self, number: int) -> Shingles:
        return np.unique(shingles(fold(self._texts(number)).codes))


@dataclass(frozen=True)
class Copies:
    """`same` has of every text that can be a copy the first one that is the same; `pairs` are of such first ones, in order."""

    same: dict[int, int]
    pairs: tuple[Pair, ...]


def find_copies(numbers: Iterable[int], texts: Texts, *, at_least: float) -> Copies:
    """The copies among the texts of these numbers that resemble each other by `at_least`, and without what many texts share by half of that.
    A text is asked for several times, and none is held."""
    same, passages = _same(numbers, texts)
    every = np.array(sorted(set(same.values())), np.int64)
    if len(every) < 2:
        return Copies(same, ())
    common = _common(passages, len(every))
    signatures = np.array([_signature(fold(texts(number)), common) for number in every.tolist()])
    likely = every[_likely(signatures, at_least / 2)]
    pairs = starmap(Comparison(texts).pair, likely.tolist())
    return Copies(same, tuple(sorted(pair for pair in pairs if pair.resemblance >= at_least)))


def _same(numbers: Iterable[int], texts: Texts) -> tuple[dict[int, int], list[Codes]]:
    """For each text that is long enough the first one that is the same; and the passages of these first ones."""
    first: dict[bytes, int] = {}
    same: dict[int, int] = {}
    passages: list[Codes] = []
    for number in numbers:
        folded = fold(texts(number))
        if len(folded.codes) >= LEAST:
            same[number] = first.setdefault(blake2b(folded.codes.tobytes()).digest(), number)
            if same[number] == number:
                passages.append(np.unique(folded.passage_hashes()))
    return same, passages


def _common(passages: list[Codes], size: int) -> Codes:
    """The passages that more texts have than copies of one would: a fourth of all, but at least 8 and at most 20."""
    hashes, having = np.unique(np.concatenate(passages), return_counts=True)
    common: Codes = hashes[having > min(max(size // _COMMON_SHARE, _LEAST_COMMON), _MOST_UNCOMMON)]
    return common


def _signature(folded: Folded, common: Codes) -> Shingles:
    left_out = np.isin(folded.passage_hashes(), common)
    return signature(shingles(folded.without(left_out)), _PLACES)


def _likely(signatures: npt.NDArray[np.uint32], at_least: float) -> npt.NDArray[np.int64]:
    """The pairs of signatures that have a band in common, and `at_least` that share of their places; each pair once, and of a text with others
    behind it those that are most alike: hundreds that are made alike, by a form, hang together by a few."""
    texts = np.flatnonzero(signatures.any(axis=1))
    rows = signatures[texts]
    found = reduce(np.union1d, map(_neighbours, bands(rows, _ROWS).T), np.empty(0, np.int64))
    pairs = np.stack(np.divmod(found, max(len(rows), 1)), axis=1)
    alike = [
        (rows[some[:, 0]] == rows[some[:, 1]]).mean(axis=1)
        for some in (pairs[at : at + _AT_ONCE] for at in range(0, len(pairs), _AT_ONCE))
    ]
    likeness = np.concatenate([np.empty(0), *alike])
    order = np.lexsort((-likeness, pairs[:, 0]))
    first = pairs[order, 0]
    place = np.arange(len(order)) - np.searchsorted(first, first)
    kept = order[(place < _MOST_COMPARED) & (likeness[order] >= at_least)]
    likely: npt.NDArray[np.int64] = texts[pairs[np.sort(kept)]]
    return likely


def _neighbours(keys: Codes) -> npt.NDArray[np.int64]:
    """The pairs of rows that have the same key, each row with the next few of them: the smaller one, times the number of rows, and
    the other."""
    order = np.argsort(keys, kind="stable")
    ordered = keys[order]
    pairs = [np.empty(0, np.int64)]
    for step in range(1, min(_NEIGHBOURS + 1, len(keys))):
        at = np.flatnonzero(ordered[step:] == ordered[:-step])
        pairs.append(order[at] * len(keys) + order[at + step])
    return np.concatenate(pairs)
