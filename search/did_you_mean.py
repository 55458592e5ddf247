"""What a person may have meant: words of this blog that are written, or sound, nearly like a word that no post has."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice

from index.normalize import normalize
from index.spelling.folds import fold
from index.spelling.keys import likely_reading, term_readings
from index.spelling.romaji import kanas_of
from search.answer import Meant
from search.missing import MOST_WORDS, Count
from search.query.parse import is_wanted
from search.query.tree import And, Word, typed
from search.snapshot import Snapshot

_MOST_TERMS = 6_000  # of the vocabulary: the commonest
_LONGEST = 24  # characters of a word: longer ones are sentences
_SHORT = 4  # kana
_MOST_SUGGESTIONS = 3
_MOST_TRIED = 5  # words of the blog for one that was typed

Vocabulary = Mapping[str, Sequence[tuple[str, int]]]
"""For each sound, and each spelling, the words of a blog that have it, each with its number of posts."""


def did_you_mean(
    query: And, count: Count, vocabulary: Callable[[], Vocabulary], *, names: Callable[[str], Iterable[str]]
) -> tuple[Meant, ...]:
    """Queries that find something, with a word of the blog for one that it does not have: 「プログラミング」 for 「プログラミンク」. First come
    the `names` that a word may have in other letters: rust for ラスト. The vocabulary is asked for only where a word is unknown."""
    if sum(map(is_wanted, query.parts)) > MOST_WORDS:
        return ()
    return tuple(islice(dict.fromkeys(_meant(query, count, vocabulary, names)), _MOST_SUGGESTIONS))


def read_vocabulary(snapshot: Snapshot) -> Vocabulary:
    """The commonest words of a blog by how they are written and how they are read."""
    words = defaultdict[str, list[tuple[str, int]]](list)
    for term, posts in snapshot.commonest_terms(_MOST_TERMS):
        if len(term) <= _LONGEST:
            for sound in {fold(term), fold(likely_reading(term))} - {""}:
                words[sound].append((term, posts))
    return words


def near(word: str, vocabulary: Vocabulary) -> list[str]:
    """The words most like this one, best first: fewest letters apart, then in most posts."""
    best: dict[str, tuple[int, int]] = {}
    for sound in _sounds_of(word):
        for other, apart in _nearly(sound, vocabulary):
            for term, posts in vocabulary[other]:
                best[term] = min(best.get(term, (apart, -posts)), (apart, -posts))
    best.pop(word, None)
    return sorted(best, key=lambda term: (best[term], term))


def _nearly(sound: str, others: Iterable[str]) -> Iterator[tuple[str, int]]:
    """The others that are a few letters apart, each with how many: letters added, left out, changed or swapped with their
    neighbour, which is the optimal string alignment distance (Damerau 1964)."""
    from rapidfuzz.distance import OSA  # not above: 10 ms that only a word without hits costs
    from rapidfuzz.process import extract

    allowed = _allowed(sound)
    for other, apart, _ in extract(sound, list(others), scorer=OSA.distance, score_cutoff=allowed, limit=None):
        if _begin_alike(sound, other):
            yield other, apart


def _sounds_of(word: str) -> Sequence[str]:
    """How a word is written and read; of one in Latin letters also the kana that they spell."""
    text = normalize(word).text[:_LONGEST]
    return tuple(dict.fromkeys(map(fold, (text, *term_readings(text), *kanas_of(text)))))


def _allowed(sound: str) -> int:
    """How many letters may differ: none in two, two in six."""
    return 0 if len(sound) < 3 else 1 if len(sound) < 6 else 2


def _begin_alike(sound: str, other: str) -> bool:
    """Whether the beginnings agree, where the word is short; nobody mistypes that of a short word: てんき is no 電気."""
    return len(sound) > _SHORT or sound[0] == other[0]


def _meant(
    query: And, count: Count, vocabulary: Callable[[], Vocabulary], names: Callable[[str], Iterable[str]]
) -> Iterator[Meant]:
    for part in query.parts:
        if not isinstance(part, Word) or len(part.text) > _LONGEST or count(And((part,))):
            continue
        for word in [*names(normalize(part.text).text), *near(part.text, vocabulary())][:_MOST_TRIED]:
            other = Word(word, part.title)
            meant = And(tuple(other if each == part else each for each in query.parts))
            if found := count(meant):
                yield Meant(typed(meant), found)
