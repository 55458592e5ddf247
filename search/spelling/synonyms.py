"""What else a word is called: as the blog's owner says, as its posts explain an abbreviation, as people shorten it, はてブ, and as a name of
two words in other letters, Grease Monkey for グリースモンキー."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from importlib.resources import files

from index.normalize import normalize

_FEW = 10  # documents: where fewer have a word, all that it is called otherwise counts
_LITTLE = 3  # what more than a third of the posts have says little: AI for 人工知能

Groups = Iterable[Sequence[str]]


class Synonyms:
    """`owners` are groups of words of one meaning, which always count; `explained` those of the posts. `number` gives how many of `size`
    documents have a term, `apart` a name of two words in other letters."""

    def __init__(
        self,
        owners: Groups,
        explained: Groups,
        *,
        number: Callable[[str], int],
        size: int,
        apart: Callable[[str], tuple[str, ...]],
    ) -> None:
        self._owners = _by_word(owners)
        self._short = _by_word((*explained, *_usual_abbreviations()))
        self._number, self._size, self._apart = number, size, apart

    def of(self, text: str) -> tuple[str, ...]:
        """The synonyms of a normalized text; empty where it has none."""
        owners, short, apart = self._owners.get(text, ()), self._short.get(text, ()), self._apart(text)
        if not (short or apart):
            return owners
        few = self._number(text) < _FEW
        counting = (other for other in short if few or self._is_worth_it(other))
        return tuple(dict.fromkeys((*owners, *counting, *(apart if few else ()))))

    def _is_worth_it(self, other: str) -> bool:
        """Whether it pays to look for a synonym of a word that many posts have: not for a phrase, of which posts have to be read."""
        return " " not in other and self._number(normalize(other).text) * _LITTLE <= self._size


def _by_word(groups: Groups) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for group in groups:
        normal = {word: normalize(word).text for word in group}
        for word in group:
            for other in group:
                if other != word:
                    found[normal[word]].setdefault(normal[other], other)
    return {word: tuple(others.values()) for word, others in found.items()}


@cache
def _usual_abbreviations() -> tuple[tuple[str, ...], ...]:
    """The table abbreviations.txt, written by hand: what is short for what on blogs, and names whose letters do not say how they are
    read."""
    lines = files(__package__).joinpath("abbreviations.txt").read_text(encoding="utf-8").splitlines()
    return tuple(tuple(line.split(", ")) for line in lines)
