"""What a person may have meant: words of this blog that are written, or sound, nearly like one that no post has."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

import numpy as np

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
_MOST_CANDIDATES = 2_000
_SHORT = 4  # kana
_MOST_SUGGESTIONS = 3
_LONGEST_WORD = 24  # characters: longer ones are sentences
_MOST_TRIED = 5  # words of the blog for one that was typed


def did_you_mean(query: And, count: Count, vocabulary: Callable[[], Vocabulary]) -> tuple[tuple[str, int], ...]:
    """Queries that find something, with a word of the blog for one that it does not have, each with how many posts match."""
    if sum(map(is_wanted, query.parts)) > MOST_WORDS:
        return ()
    return tuple(islice(dict(_meant(query, count, vocabulary)).items(), _MOST_SUGGESTIONS))


@dataclass(frozen=True)
class _Sound:
    """How a term of the blog is written or read, and how many posts have it."""

    term: str
    sound: str
    posts: int


class Vocabulary:
    """The words of a blog by how they sound."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._sounds = [
            _Sound(term, sound, posts)
            for term, posts in snapshot.commonest_terms(_MOST_TERMS)
            if len(term) <= _LONGEST
            for sound in dict.fromkeys([fold(term), fold(likely_reading(term))])
            if sound
        ]
        self._characters = np.array([_characters(each.sound) for each in self._sounds], np.uint64)
        self._lengths = np.array([len(each.sound) for each in self._sounds], np.int64)

    def near(self, word: str) -> list[str]:
        """The words most like this one, best first: fewest letters apart, then in most posts."""
        best: dict[str, tuple[int, int]] = {}
        for sound in _sounds_of(word):
            for candidate in self._candidates(sound):
                apart = distance(sound, candidate.sound, most=_allowed(sound))
                if apart is not None and candidate.term != word and _begin_alike(sound, candidate.sound):
                    known = best.get(candidate.term)
                    best[candidate.term] = min(known or (apart, -candidate.posts), (apart, -candidate.posts))
        return sorted(best, key=lambda term: (best[term], term))

    def _candidates(self, sound: str) -> Iterator[_Sound]:
        """Those that have nearly the same characters, in number and kind."""
        allowed = _allowed(sound)
        differing = np.bitwise_count(self._characters ^ np.uint64(_characters(sound)))
        near = (differing <= 2 * allowed) & (np.abs(self._lengths - len(sound)) <= allowed)
        places = np.flatnonzero(near)
        for place in places[np.argsort(differing[places], kind="stable")][:_MOST_CANDIDATES].tolist():
            yield self._sounds[place]


def distance(one: str, other: str, *, most: int) -> int | None:
    """How many letters must be added, left out, changed or swapped with their neighbour to make one word of another:
    the optimal string alignment distance (Damerau 1964). None where it is more than `most`."""
    if abs(len(one) - len(other)) > most:
        return None
    before: list[int] = []
    row = list(range(len(other) + 1))
    for at, letter in enumerate(one, 1):
        before, last, row = row, before, [at]
        for place, there in enumerate(other, 1):
            cost = min(before[place] + 1, row[-1] + 1, before[place - 1] + (letter != there))
            if at > 1 and place > 1 and letter == other[place - 2] and one[at - 2] == there:
                cost = min(cost, last[place - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return None
    return row[-1] if row[-1] <= most else None


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


def _characters(text: str) -> int:
    """The characters of a text as a set of 64 bits."""
    bits = 0
    for character in text:
        bits |= 1 << (ord(character) * 40503 >> 4 & 63)
    return bits


def _meant(query: And, count: Count, vocabulary: Callable[[], Vocabulary]) -> Iterator[tuple[str, int]]:
    for part in query.parts:
        if not isinstance(part, Word) or len(part.text) > _LONGEST_WORD or count(And((part,))):
            continue
        for word in vocabulary().near(part.text)[:_MOST_TRIED]:
            other = Word(word, part.title)
            meant = And(tuple(other if each == part else each for each in query.parts))
            if found := count(meant):
                yield typed(meant), found
