"""Compounds that no term of the index is, found by their sound: しんごうき is 信号 and 機, side by side, しょくひんろす 食品 and ロス."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import islice

import numpy as np

from index import characters
from index.spelling.folds import katakana
from search.postings import Numbers
from search.spelling.lexicon import Lexicon

_KANJI_WORD = characters.pattern(f"[{characters.KANJI}]+")
_SHORTEST, _LONGEST = 4, 16  # kana
_MOST_PARTS = 4
_MOST_TRIED = 400
_MOST_FOUND = 4


def find_compounds(lexicon: Lexicon, kana: str, sounding: Callable[[str], Iterable[str]]) -> tuple[str, ...]:
    """The compounds in kanji that sound like this, those in most documents first. `sounding` gives the terms that sound
    like a part of it."""
    if not _SHORTEST <= len(kana) <= _LONGEST:
        return ()

    @cache
    def words(part: str) -> tuple[str, ...]:
        loan = katakana(part)
        return (
            *filter(_KANJI_WORD.fullmatch, sounding(part)),
            *([loan] if len(loan) > 1 and lexicon.has(loan) else ()),
        )

    @cache
    def having(term: str) -> Numbers:
        return np.unique(lexicon.postings([term]).documents)

    def longer(before: _Beginning) -> Iterator[_Beginning]:
        """Every beginning that goes on from there, the longest terms first, each followed by those that go on from it."""
        for end in range(len(kana), before.sounds, -1):
            for word in words(kana[before.sounds : end]):
                documents = np.intersect1d(before.documents, having(word))
                if before.text and len(documents):
                    documents = np.intersect1d(documents, lexicon.with_boundary(before.text[-1], word[0]))
                beginning = _Beginning(before.text + word, before.parts + 1, end, documents)
                yield beginning
                if len(documents) and beginning.parts < _MOST_PARTS:
                    yield from longer(beginning)

    nothing = _Beginning("", 0, 0, np.arange(len(lexicon), dtype=np.int32))
    whole = (each for each in islice(longer(nothing), _MOST_TRIED) if each.sounds == len(kana) and len(each.documents))
    commonest = sorted(whole, key=lambda each: (-len(each.documents), each.text))
    return tuple(dict.fromkeys(each.text for each in commonest[:_MOST_FOUND]))


@dataclass(frozen=True)
class _Beginning:
    """So many terms, joined, that stand side by side, as it seems, in these documents; `sounds` counts the kana they sound
    like."""

    text: str
    parts: int
    sounds: int
    documents: Numbers
