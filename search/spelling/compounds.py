"""Compounds that no term of the index is, found by their sound: しんごうき is 信号 and 機, side by side."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import islice

import numpy as np

from index import characters
from search.postings import NOWHERE, Numbers, Postings

_KANJI_WORD = re.compile(f"[{characters.KANJI}]+")
_SHORTEST, _LONGEST = 4, 16  # kana
_MOST_PARTS = 4
_MOST_TRIED = 400
_MOST_FOUND = 4


def find_compounds(postings: Postings, kana: str, sounding: Callable[[str], Iterable[str]]) -> tuple[str, ...]:
    """The compounds in kanji that sound like this, those in most documents first. `sounding` gives the terms that sound
    like a part of it."""
    if not _SHORTEST <= len(kana) <= _LONGEST:
        return ()
    nothing = _Beginning("", 0, 0, np.arange(len(postings), dtype=np.int32))
    tried = islice(_Search(postings, kana, sounding).beginnings(nothing), _MOST_TRIED)
    found = [each for each in tried if each.sounds == len(kana) and len(each.documents)]
    commonest = sorted(found, key=lambda each: (-len(each.documents), each.text))
    return tuple(dict.fromkeys(each.text for each in commonest[:_MOST_FOUND]))


@dataclass(frozen=True)
class _Beginning:
    """So many terms, joined, that stand side by side, as it seems, in these documents; `sounds` counts the kana they sound like."""

    text: str
    parts: int
    sounds: int
    documents: Numbers


class _Search:
    """Puts terms together until they sound like all of the kana."""

    def __init__(self, postings: Postings, kana: str, sounding: Callable[[str], Iterable[str]]) -> None:
        self._postings, self._kana = postings, kana
        self._words = cache(lambda part: tuple(filter(_KANJI_WORD.fullmatch, sounding(part))))
        self._documents = cache(self._having)

    def beginnings(self, before: _Beginning) -> Iterator[_Beginning]:
        """Every beginning that is longer by terms which follow, deepest first and the longest terms first. One that stands in no
        document is not continued."""
        for end in range(len(self._kana), before.sounds, -1):
            for word in self._words(self._kana[before.sounds : end]):
                longer = _Beginning(before.text + word, before.parts + 1, end, self._together(before, word))
                yield longer
                if len(longer.documents) and longer.parts < _MOST_PARTS:
                    yield from self.beginnings(longer)

    def _together(self, before: _Beginning, word: str) -> Numbers:
        documents = np.intersect1d(before.documents, self._documents(word))
        if before.text and len(documents):
            documents = np.intersect1d(documents, self._postings.with_boundary(before.text[-1], word[0]))
        return documents

    def _having(self, term: str) -> Numbers:
        return np.unique(np.concatenate([NOWHERE, *(documents for _, documents, _ in self._postings.postings(term))]))
