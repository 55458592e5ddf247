"""What a person may have meant: words of this blog that are written, or sound, nearly like one that no post has."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice

from index.normalize import normalize
from index.spelling.folds import fold
from index.spelling.keys import likely_reading, term_readings
from index.spelling.romaji import kanas_of
from search.missing import MOST_WORDS, Count
from search.query.parse import is_wanted
from search.query.tree import And, Word, typed
from search.snapshot import Snapshot

_MOST_TERMS = 6_000  # of the vocabulary: the commonest
_LONGEST = 24  # characters of a word that is looked at
_SHORT = 4  # kana
_MOST_SUGGESTIONS = 3
_LONGEST_WORD = 24  # characters: longer ones are sentences
_MOST_TRIED = 5  # words of the blog for one that was typed


def did_you_mean(query: And, count: Count, vocabulary: Callable[[], Vocabulary]) -> tuple[tuple[str, int], ...]:
    """Queries that find something, with a word of the blog for one that it does not have, each with how many posts match."""
    if sum(map(is_wanted, query.parts)) > MOST_WORDS:
        return ()
    return tuple(islice(dict(_meant(query, count, vocabulary)).items(), _MOST_SUGGESTIONS))


class Vocabulary:
    """The words of a blog by how they are written and how they are read."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._words = defaultdict[str, list[tuple[str, int]]](list)  # for each sound the terms, each with its posts
        for term, posts in snapshot.commonest_terms(_MOST_TERMS):
            if len(term) <= _LONGEST:
                for sound in {fold(term), fold(likely_reading(term))} - {""}:
                    self._words[sound].append((term, posts))

    def near(self, word: str) -> list[str]:
        """The words most like this one, best first: fewest letters apart, then in most posts."""
        best: dict[str, tuple[int, int]] = {}
        for sound in _sounds_of(word):
            for other, apart in _nearly(sound, self._words):
                for term, posts in self._words[other]:
                    best[term] = min(best.get(term, (apart, -posts)), (apart, -posts))
        best.pop(word, None)
        return sorted(best, key=lambda term: (best[term], term))


def _nearly(sound: str, others: Iterable[str]) -> Iterator[tuple[str, int]]:
    """The others of which a few letters must be added, left out, changed or swapped with their neighbour, and how many:
    the optimal string alignment distance (Damerau 1964)."""
    from rapidfuzz.distance import OSA  # not above: 10 ms that only a word without hits costs
    from rapidfuzz.process import extract

    allowed = _allowed(sound)
    for other, apart, _ in extract(sound, list(others), scorer=OSA.distance, score_cutoff=allowed, limit=None):
        if _begin_alike(sound, other):
            yield other, apart


def _sounds_of(word: str) -> Sequence[str]:
    """The word as it is written and read; one in Latin letters also as the kana that they spell."""
    text = normalize(word).text[:_LONGEST]
    sounds = [fold(text), *map(fold, term_readings(text))]
    sounds += map(fold, kanas_of(text))
    return tuple(dict.fromkeys(sounds))


def _allowed(sound: str) -> int:
    """How many letters may differ: none in two, two in six."""
    return 0 if len(sound) < 3 else 1 if len(sound) < 6 else 2


def _begin_alike(sound: str, other: str) -> bool:
    """Nobody mistypes the beginning of a short word: てんき is no 電気."""
    return len(sound) > _SHORT or sound[0] == other[0]


def _meant(query: And, count: Count, vocabulary: Callable[[], Vocabulary]) -> Iterator[tuple[str, int]]:
    for part in query.parts:
        if not isinstance(part, Word) or len(part.text) > _LONGEST_WORD or count(And((part,))):
            continue
        for word in vocabulary().near(part.text)[:_MOST_TRIED]:
            other = Word(word, part.title)
            meant = And(tuple(other if each == part else each for each in query.parts))
            if found := count(meant):
                yield typed(meant), found
