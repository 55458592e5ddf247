"""What a beginning may become: tags and titles of the blog that fit what is typed so far, by their letters or their sound."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache
from itertools import accumulate, chain, pairwise

import numpy as np
import numpy.typing as npt

from index import characters
from index.normalize import normalize
from index.spelling.folds import katakana, modern
from index.spelling.keys import sound_so_far, word_sounds
from index.spelling.romaji import kanas_of
from search.answer import FacetValue, Suggestion
from search.snapshot import Snapshot

_LONGEST = 40  # characters of what is typed, and of how a title goes on from a word
_REMEMBERED = 65_536

_KANA = re.compile(f"[{characters.KATAKANA}]")
# Letters that an input method, or a person, is not done with: けんさk, keitais.
_UNFINISHED = re.compile(r"[b-df-hj-np-tv-z]{1,3}$")
_WORD_CHARACTER = re.compile(r"\w")


class Rank(IntEnum):
    """How well a suggestion fits, best first: it begins with what is typed, a word in it does, it contains it; written so, or
    said so."""

    BEGINS = 0
    BEGINS_SAID = 1
    WORD = 2
    WORD_SAID = 3
    WITHIN = 4
    NOT = 5


_PLACES = ((Rank.BEGINS, Rank.BEGINS_SAID), (Rank.WORD, Rank.WORD_SAID), (Rank.WITHIN,))


@dataclass(frozen=True)
class _Text:
    """A tag or a title, and from where to where its words are: first those that stand one after the other, then what stands
    within them."""

    text: str
    words: tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class _Line:
    """A line end and a text to look in; of which suggestion it is, and the rank of one that fits from each character on."""

    suggestion: int
    text: str
    ranks: bytes


class Completer:
    """The tags and titles of one snapshot; of tags, the commonest spellings that `tags` has, the commonest first."""

    def __init__(self, snapshot: Snapshot, tags: Iterable[FacetValue]) -> None:
        titles, texts_of_tags = _distinct(snapshot)
        self._suggestions = [Suggestion(tag.value, "tag", tag.count) for tag in tags]
        self._tags = len(self._suggestions)
        texts = [texts_of_tags[tag.text] for tag in self._suggestions]
        for document, text in titles.values():
            post = snapshot.briefs[document]
            self._suggestions.append(Suggestion(post.title, "title", id=post.id, url=post.url))
            texts.append(text)
        self._written = _Lines(_written_line(number, text) for number, text in enumerate(texts))
        self._said = _Lines(chain.from_iterable(_said_lines(number, text) for number, text in enumerate(texts)))

    def suggest(self, text: str, *, limit: int) -> tuple[Suggestion, ...]:
        """The best first: by rank, then tags, the commonest first, and titles, the newest first. Tags leave half of the room
        to titles that fit as well."""
        ranks = self._ranks(_written(text[:_LONGEST]))
        best: list[int] = []
        for ways in _PLACES:
            fitting = [number for rank in ways for number in np.flatnonzero(ranks == rank).tolist()]
            tags = [number for number in fitting if number < self._tags]
            titles = [number for number in fitting if number >= self._tags]
            half = -(-(limit - len(best)) // 2)
            best = [*best, *tags[:half], *titles, *tags[half:]][:limit]
        return tuple(self._suggestions[number] for number in best)

    def _ranks(self, typed: str) -> npt.NDArray[np.uint8]:
        """The rank of every suggestion."""
        ranks = np.full(len(self._suggestions), Rank.NOT, np.uint8)
        for form in filter(None, dict.fromkeys([typed, _UNFINISHED.sub("", typed)])):
            if form == typed or _KANA.search(form):
                self._written.better(ranks, re.escape(form))
            for sound in _sounds(form):
                self._said.better(ranks, f"\n{sound}")
        return ranks


class _Lines:
    """All lines as one text, so that one look through it finds all that have something."""

    def __init__(self, lines: Iterable[_Line]) -> None:
        found = list(lines)
        self._text = "".join(line.text for line in found)
        self._starts = np.array([0, *accumulate(len(line.text) for line in found)])
        self._ranks = np.frombuffer(b"".join(line.ranks for line in found), np.uint8)
        self._suggestions = np.array([line.suggestion for line in found], np.int64)

    def better(self, ranks: npt.NDArray[np.uint8], pattern: str) -> None:
        """Better the ranks of the suggestions that have something of the pattern."""
        places = np.fromiter((match.start() for match in re.finditer(pattern, self._text)), np.int64)
        lines = np.searchsorted(self._starts, places, side="right") - 1
        np.minimum.at(ranks, self._suggestions[lines], self._ranks[places])


def _distinct(snapshot: Snapshot) -> tuple[dict[str, tuple[int, _Text]], dict[str, _Text]]:
    """Titles with the newest document of that title, the newest first; and tags, in every spelling."""
    titles: dict[str, tuple[int, _Text]] = {}
    tags: dict[str, _Text] = {}
    for document in sorted(range(len(snapshot)), key=lambda number: snapshot.briefs[number].date, reverse=True):
        post = snapshot.briefs[document]
        if post.title in titles and tags.keys() >= set(post.tags):
            continue
        title, *others = _texts(snapshot, document)
        titles.setdefault(title.text, (document, title))
        for tag in others:
            tags.setdefault(tag.text, tag)
    return titles, tags


def _texts(snapshot: Snapshot, document: int) -> Iterator[_Text]:
    """The title and the tags of a document. Their words are in the index, so that no tokenizer is needed; the text of the
    document is not read, which begins with them: see `index.analyzed.lay_out`."""
    post = snapshot.briefs[document]
    starts, ends = snapshot.post(document).tokens()
    inside = starts < sum(len(text) + 1 for text in (post.title, *post.tags))
    words = list(zip(starts[inside].tolist(), ends[inside].tolist(), strict=True))
    at = 0
    for text in (post.title, *post.tags):
        yield _Text(text, tuple((start - at, end - at) for start, end in words if at <= start < at + len(text)))
        at += len(text) + 1


def _written_line(suggestion: int, text: _Text) -> _Line:
    """The text as it is written; it may be meant by its beginning, by that of a word, and by what is within."""
    first, starts = _first_word(text), {start for start, _ in text.words}
    written, ranks = ["\n"], [bytes([Rank.NOT])]
    for start, end in pairwise(sorted({0, *starts, len(text.text)})):
        piece = _written(text.text[start:end])
        rank = Rank.BEGINS if start <= first else Rank.WORD
        written.append(piece)
        ranks.append(bytes([rank, *[Rank.WITHIN] * len(piece)][: len(piece)]))
    return _Line(suggestion, "".join(written), b"".join(ranks))


def _said_lines(suggestion: int, text: _Text) -> Iterator[_Line]:
    """How the text is said from each word on, in each way in which that word is read."""
    first, rest = _first_word(text), _said_from(text)
    for start, end in text.words:
        rank = Rank.BEGINS_SAID if start <= first else Rank.WORD_SAID
        for sound in _word_sounds(text.text[start:end]):
            said = f"\n{sound}{rest[end]}"[: _LONGEST + 1]
            yield _Line(suggestion, said, bytes([rank] * len(said)))


def _said_from(text: _Text) -> list[str]:
    """How the text is most likely said from each character on."""
    longest: dict[int, int] = {}
    for start, end in text.words:
        longest.setdefault(start, end)
    rest = [""] * (len(text.text) + 1)
    for start in range(len(text.text) - 1, -1, -1):
        end = longest.get(start, start + 1)
        rest[start] = (_word_sounds(text.text[start:end])[0] + rest[end])[:_LONGEST]
    return rest


def _first_word(text: _Text) -> int:
    """Where the first word is, if there are but brackets before it."""
    first = min((start for start, _ in text.words), default=0)
    return 0 if _WORD_CHARACTER.search(text.text[:first]) else first


@lru_cache(_REMEMBERED)
def _written(text: str) -> str:
    """Text with width, case, kana and spaces made one."""
    return "".join(katakana(modern(normalize(text).text)).split())


@lru_cache(_REMEMBERED)
def _word_sounds(word: str) -> tuple[str, ...]:
    """How a word is said, the likeliest way first; as it is written where nothing is known."""
    written = _written(word)
    return tuple(dict.fromkeys(map(sound_so_far, word_sounds(written) or (written,))))


def _sounds(typed: str) -> Iterator[str]:
    """How what is typed may be said, as patterns: kana as they are; romaji, which leave out long vowels, in kana."""
    if _KANA.search(typed):
        yield re.escape(sound_so_far(typed))
    for kana in kanas_of(typed):
        yield re.sub("[^ー]", r"\g<0>ー?", sound_so_far(kana))
