"""What a beginning may become: tags, categories and titles of the blog that fit what is typed so far, by their letters or their sound."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from enum import IntEnum
from functools import lru_cache
from itertools import accumulate, pairwise

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

_Words = tuple[tuple[int, int], ...]
"""Where the words of a text begin and end: first those that follow each other, then the words within them."""

_Line = tuple[int, str, bytes]
"""The number of a suggestion; a line end and the text to look in; the rank of a match that begins at each character of these."""

_Ranks = npt.NDArray[np.uint8]


class Rank(IntEnum):
    """How well a suggestion fits, best first: it begins with what is typed, a word in it does, it contains it. `SAID` is by how it
    is read, not by its letters: みそ for 味噌."""

    BEGINS = 0
    BEGINS_SAID = 1
    WORD = 2
    WORD_SAID = 3
    WITHIN = 4
    NOT = 5


_PLACES = ((Rank.BEGINS, Rank.BEGINS_SAID), (Rank.WORD, Rank.WORD_SAID), (Rank.WITHIN,))


class Completer:
    """The tags, categories and titles of one snapshot. Of each tag and category it knows one spelling: those in `tags` and `categories`."""

    def __init__(self, snapshot: Snapshot, *, tags: Iterable[FacetValue], categories: Iterable[FacetValue]) -> None:
        titles, words_of_tags = _distinct(snapshot)
        names = [Suggestion(each.value, "tag", "", count=each.count) for each in tags]
        names += [Suggestion(each.value, "category", "", count=each.count) for each in categories]
        self._suggestions = sorted(names, key=lambda name: -name.count)
        self._names = len(names)
        words = [
            words_of_tags[name.text] if name.kind == "tag" else _cut(name.text, snapshot) for name in self._suggestions
        ]
        for title, (document, words_of_title) in titles.items():
            post = snapshot.briefs[document]
            self._suggestions.append(Suggestion(title, "title", post.url, id=post.id))
            words.append(words_of_title)
        texts = [(number, each.text, words[number]) for number, each in enumerate(self._suggestions)]
        self._rank_written = _ranking(_written_line(*each) for each in texts)
        self._rank_said = _ranking(line for each in texts for line in _said_lines(*each))

    def suggest(self, text: str, *, limit: int) -> tuple[Suggestion, ...]:
        """The best first: by rank, then tags and categories, the commonest first, and titles, the newest first. Those leave half of the
        room to titles that fit as well."""
        ranks = self._ranks(_written(text[:_LONGEST]))
        best: list[int] = []
        for place in _PLACES:
            fitting = [number for rank in place for number in np.flatnonzero(ranks == rank).tolist()]
            names = [number for number in fitting if number < self._names]
            titles = [number for number in fitting if number >= self._names]
            half = -(-(limit - len(best)) // 2)
            best = [*best, *names[:half], *titles, *names[half:]][:limit]
        return tuple(self._suggestions[number] for number in best)

    def _ranks(self, typed: str) -> _Ranks:
        """The rank of every suggestion."""
        ranks = np.full(len(self._suggestions), Rank.NOT, np.uint8)
        for form in filter(None, dict.fromkeys([typed, _UNFINISHED.sub("", typed)])):
            if form == typed or _KANA.search(form):
                self._rank_written(ranks, re.escape(form))
            for sound in _sounds(form):
                self._rank_said(ranks, f"\n{sound}")
        return ranks


def _ranking(lines: Iterable[_Line]) -> Callable[[_Ranks, str], None]:
    """A function that betters the ranks of the suggestions in whose lines it finds a pattern. All lines are one text, so that
    one look is enough."""
    every = list(lines)
    whole = "".join(text for _, text, _ in every)
    starts = np.array([0, *accumulate(len(text) for _, text, _ in every)])
    ranks_there = np.frombuffer(b"".join(ranks for _, _, ranks in every), np.uint8)
    suggestions = np.array([suggestion for suggestion, _, _ in every], np.int64)

    def better(ranks: _Ranks, pattern: str) -> None:
        places = np.fromiter((match.start() for match in re.finditer(pattern, whole)), np.int64)
        lines = np.searchsorted(starts, places, side="right") - 1
        np.minimum.at(ranks, suggestions[lines], ranks_there[places])

    return better


def _distinct(snapshot: Snapshot) -> tuple[dict[str, tuple[int, _Words]], dict[str, _Words]]:
    """Titles, the newest first, each with the newest document that has it and its words; and tags in every spelling, with
    their words."""
    titles: dict[str, tuple[int, _Words]] = {}
    tags: dict[str, _Words] = {}
    for document in sorted(range(len(snapshot)), key=lambda number: snapshot.briefs[number].date or "", reverse=True):
        post = snapshot.briefs[document]
        if post.title in titles and tags.keys() >= set(post.tags):
            continue
        words_of_title, *words_of_tags = _words(snapshot, document)
        titles.setdefault(post.title, (document, words_of_title))
        for tag, words in zip(post.tags, words_of_tags, strict=True):
            tags.setdefault(tag, words)
    return titles, tags


def _words(snapshot: Snapshot, document: int) -> Iterator[_Words]:
    """The words of the title of a document, then those of each of its tags. They are in the index, so that no tokenizer is
    needed; the text of the document, which begins with title and tags, is not read: see `index.analyzed.lay_out`."""
    post = snapshot.briefs[document]
    starts, ends = snapshot.post(document).tokens()
    inside = starts < sum(len(text) + 1 for text in (post.title, *post.tags))
    words = list(zip(starts[inside].tolist(), ends[inside].tolist(), strict=True))
    at = 0
    for text in (post.title, *post.tags):
        yield tuple((start - at, end - at) for start, end in words if at <= start < at + len(text))
        at += len(text) + 1


def _cut(category: str, snapshot: Snapshot) -> _Words:
    """The words of a category, which the index does not have. There are few of them."""
    return tuple((token.start, token.end) for token in snapshot.analyzer.tokens(category))


def _written_line(suggestion: int, text: str, words: _Words) -> _Line:
    """The line of a text as it is written: it is found by its beginning, by that of a word, and by what is within."""
    first, starts = _first_word(text, words), {start for start, _ in words}
    written, ranks = ["\n"], [bytes([Rank.NOT])]
    for start, end in pairwise(sorted({0, *starts, len(text)})):
        part = _written(text[start:end])
        rank = Rank.BEGINS if start <= first else Rank.WORD
        written.append(part)
        ranks.append(bytes([rank, *[Rank.WITHIN] * len(part)][: len(part)]))
    return suggestion, "".join(written), b"".join(ranks)


def _said_lines(suggestion: int, text: str, words: _Words) -> Iterator[_Line]:
    """The lines of a text as it is said: one from each word on, for each reading of that word."""
    first, rest = _first_word(text, words), _said_from(text, words)
    for start, end in words:
        rank = Rank.BEGINS_SAID if start <= first else Rank.WORD_SAID
        for sound in _word_sounds(text[start:end]):
            said = f"\n{sound}{rest[end]}"[: _LONGEST + 1]
            yield suggestion, said, bytes([rank] * len(said))


def _said_from(text: str, words: _Words) -> list[str]:
    """How the text is most likely said from each character on."""
    longest: dict[int, int] = {}
    for start, end in words:
        longest.setdefault(start, end)
    rest = [""] * (len(text) + 1)
    for start in range(len(text) - 1, -1, -1):
        end = longest.get(start, start + 1)
        rest[start] = (_word_sounds(text[start:end])[0] + rest[end])[:_LONGEST]
    return rest


def _first_word(text: str, words: _Words) -> int:
    """Where the first word begins; 0 where anything but brackets and the like stands before it."""
    first = min((start for start, _ in words), default=0)
    return 0 if _WORD_CHARACTER.search(text[:first]) else first


@lru_cache(_REMEMBERED)
def _written(text: str) -> str:
    """Text with width, case, kana and spaces made one."""
    return katakana(_unspaced(text))


@lru_cache(_REMEMBERED)
def _word_sounds(word: str) -> tuple[str, ...]:
    """How a word is said, the likeliest reading first; as it is written where no reading is known. No dictionary has its ending in
    katakana: 寒い is サムイ, 寒イ nothing."""
    written = _unspaced(word)
    return tuple(dict.fromkeys(map(sound_so_far, word_sounds(written) or (written,))))


def _unspaced(text: str) -> str:
    return "".join(modern(normalize(text).text).split())


def _sounds(typed: str) -> Iterator[str]:
    """Patterns for how what is typed may be said: kana as they are, romaji in kana, between which a long vowel may stand that
    romaji leaves out (toukyou, tokyo)."""
    if _KANA.search(typed):
        yield re.escape(sound_so_far(typed))
    for kana in kanas_of(typed):
        yield re.sub("[^ー]", r"\g<0>ー?", sound_so_far(kana))
