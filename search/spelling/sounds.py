"""How likely katakana are a reading of Latin letters: リアクト of react, プロミス of promise, not of premise.

The costs are learnt from loan words (see make.py). A word that is known, and the name of a letter, count as one piece: テキスト of text,
エヌ of n.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from math import exp, inf, log

from index.spelling.folds import without_v
from index.spelling.letters import NAMES
from search.spelling.loanwords import katakana_of

MOST_LETTERS, MOST_KANA = 4, 3  # of a piece

_WORD, _LETTER = 1.0, 3.0  # what a known word and the name of a letter cost above the letters themselves
_RARE = 8.0  # what a letter costs that no piece consists of
_SHORTEST_WORD, _LONGEST_WORD = 3, 16  # letters


class Sounds:
    """`costs` are of pieces, letters with kana: the negative logarithm of how likely a piece is among all. `words` gives
    how a known word in Latin letters is written in katakana."""

    def __init__(
        self, costs: Mapping[tuple[str, str], float], words: Callable[[str], Sequence[str]] = lambda _: ()
    ) -> None:
        self._words = words
        self._said: dict[str, dict[str, float]] = defaultdict(dict)
        for (letters, kana), cost in costs.items():
            self._said[letters][kana] = cost
        self._written = {
            letters: -log(sum(exp(-cost) for cost in said.values())) for letters, said in self._said.items()
        }
        for letter in NAMES:
            self._written.setdefault(letter, _RARE)

    def unlikeliness(self, katakana: str, latin: str, *, most: float = inf) -> float:
        """How unlikely small Latin letters are read so: the negative logarithm, for each kana. `inf` where it is more than `most`, or
        no way is known."""
        kana = without_v(katakana)
        written = self._costs_of_letters(latin)
        limit = most * len(kana)
        wholes = list(self._wholes(kana, latin))
        cheapest = [[inf] * (len(kana) + 1) for _ in range(len(latin) + 1)]
        cheapest[0][0] = 0.0
        for at in range(len(latin)):
            pieces = [
                (cheapest[at + size], self._said[latin[at : at + size]])
                for size in range(1, min(MOST_LETTERS, len(latin) - at) + 1)
                if latin[at : at + size] in self._said
            ]
            for heard, cost in enumerate(cheapest[at]):
                if cost - written[at] > limit or cost == inf:
                    continue
                for row, said in pieces:
                    for end in range(heard, min(heard + MOST_KANA, len(kana)) + 1):
                        more = said.get(kana[heard:end])
                        if more is not None and cost + more < row[end]:
                            row[end] = cost + more
                for first, size, word, above in wholes:
                    if first == at and kana.startswith(word, heard):
                        row, end = cheapest[at + size], heard + len(word)
                        row[end] = min(row[end], cost + written[at + size] - written[at] + above)
        unlikely = (cheapest[-1][-1] - written[-1]) / len(kana)
        return unlikely if unlikely <= most else inf

    def _costs_of_letters(self, latin: str) -> list[float]:
        """What the letters up to each place cost, however they are read."""
        costs = [0.0] + [inf] * len(latin)
        for at in range(len(latin)):
            for end in range(at + 1, min(at + MOST_LETTERS, len(latin)) + 1):
                costs[end] = min(costs[end], costs[at] + self._written.get(latin[at:end], inf))
        return costs

    def _wholes(self, kana: str, latin: str) -> Iterator[tuple[int, int, str, float]]:
        """Where a known word, or a letter of which the kana have the name, begins, how many letters it has, its kana, and its cost."""
        for at, letter in enumerate(latin):
            for name in NAMES.get(letter, ()):
                if name in kana:
                    yield at, 1, name, _LETTER
            for end in range(at + _SHORTEST_WORD, min(at + _LONGEST_WORD, len(latin)) + 1):
                for word in self._words(latin[at:end]):
                    if without_v(word) in kana:
                        yield at, end - at, without_v(word), _WORD


@cache
def sounds() -> Sounds:
    """The table sounds.tsv: see make.py."""
    lines = files(__package__).joinpath("sounds.tsv").read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines)
    return Sounds({(letters, kana): int(cost) / 100 for letters, kana, cost in rows}, katakana_of)
