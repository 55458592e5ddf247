"""The commonest words of a blog, and which of them a mistyped word is like.

Words are compared by what is typed for them: those in Latin letters as they are written, or by their beginning, those in kana by their kana and by the
romaji of these. きーばど, kibado, is one letter from キーボード, kibodo, and プロラグミング one swap of kana from プログラミング. A word with
kanji is only like one that is read as it is and has half of its kanji: 形態素懐石, 形態素解析. Whatever else sounds nearly like a
word with kanji is another word.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, pairwise

from index import characters
from index.dictionary.lookup import is_word
from index.normalize import normalize
from index.spelling.folds import fold
from index.spelling.keys import word_sounds
from index.spelling.romaji import kanas_of, romaji_of

LONGEST = 24  # characters of a word: longer ones are sentences

_LATIN = re.compile(r"[a-z][a-z.'+#-]*")  # without figures: GPT-6 is no slip for GPT-5
_TECHNICAL = re.compile(r"[a-z][a-z0-9.'+#-]*")
_KANA = re.compile(f"[{characters.KANA}]+")
_KATAKANA = re.compile(f"[{characters.KATAKANA}]+")
_KANJI = characters.pattern(f"[{characters.KANJI}]")
_NUMERAL = re.compile("[一二三四五六七八九十百千]")
_SHORT = characters.pattern(f"([{characters.KATAKANA}]{{2,}})([{characters.KANJI}]+)")
_ONE_SCRIPT = characters.pattern(f"[{characters.KATAKANA}]+|[{characters.HIRAGANA}]+|[a-z0-9]+")
_FEWEST_OF_COMPONENT = 2  # characters, or a third of a longer compound
_FEWEST_WITH_KANJI = 2  # characters of a word with kanji
_FEWEST_OF_BEGINNING = 5  # characters: postgre, gpt-4

_Forms = Mapping[str, Sequence[str]]
"""For each form, Latin letters or kana, the words that have it."""


@dataclass(frozen=True)
class _Measure:
    """How far two words may be apart to be like each other: not at all from `none` characters on, one from `one`, two from `two`.
    Those of at most `begin` characters begin alike, for nobody mistypes the beginning of a short word."""

    none: int
    one: int
    two: int
    begin: int

    def allowed(self, length: int) -> int:
        """The most characters apart; -1 where no word is like one so short."""
        return sum(length >= least for least in (self.none, self.one, self.two)) - 1


_LETTERS = _Measure(none=4, one=5, two=8, begin=6)  # of words in Latin letters
_ROMAJI = _Measure(none=5, one=6, two=12, begin=6)  # of words in kana
_TYPED_ROMAJI = _Measure(
    none=6, one=7, two=LONGEST, begin=LONGEST
)  # of words in kana, for one that was typed in romaji
_SYLLABLES = _Measure(none=3, one=4, two=8, begin=4)  # kana


@dataclass(frozen=True)
class Like:
    """A word of the blog that one is like: how many characters are between them, and how many posts have it."""

    word: str
    apart: int
    posts: int


class Vocabulary:
    """Words, each with the number of its posts."""

    def __init__(self, words: Iterable[tuple[str, int]]) -> None:
        self._posts = {word: posts for word, posts in words if len(word) <= LONGEST}

    def like(self, typed: str) -> list[Like]:
        """The words that one is like, best first: fewest characters apart, then in most posts. None for a word that IPADIC knows:
        it is meant, even if no post has it."""
        text = normalize(typed).text[:LONGEST]
        best: dict[str, Like] = {}
        for each in () if is_word(text) else self._like(text):
            if each.word != text and (each.word not in best or each.apart < best[each.word].apart):
                best[each.word] = each
        return sorted(best.values(), key=lambda each: (each.apart, -each.posts, each.word))

    def components(self, typed: str) -> tuple[str, ...]:
        """The longest words that a compound ends and begins with: 自転車 of 電動自転車, 新幹線 and 北海道 of 北海道新幹線. The end comes first: in
        Japanese it says what the thing is. No word of kana or Latin letters is cut in two: リスト is no part of ミニマリスト."""
        text = normalize(typed).text
        cuts = [cut for cut, pair in enumerate(pairwise(text), 1) if not _ONE_SCRIPT.fullmatch("".join(pair))]
        fewest = max(_FEWEST_OF_COMPONENT, len(text) / 3)
        ends = (text[cut:] for cut in cuts if len(text) - cut >= fewest)
        beginnings = (text[:cut] for cut in reversed(cuts) if cut >= fewest)
        found = (next((word for word in words if word in self._posts), "") for words in (ends, beginnings))
        return tuple(filter(None, found))

    def _like(self, text: str) -> Iterator[Like]:
        if _TECHNICAL.fullmatch(text) and len(text) >= _FEWEST_OF_BEGINNING:
            yield from self._longer(text)
        if _LATIN.fullmatch(text):
            yield from self._nearly(text, self._latin, _LETTERS)
            for kana in kanas_of(text):
                yield from self._nearly(romaji_of(fold(kana)), self._romaji, _TYPED_ROMAJI)
        elif _KANA.fullmatch(text):
            kind = _KATAKANA if _KATAKANA.fullmatch(text) else _KANA
            near = (
                self._nearly(fold(text), self._kana, _SYLLABLES),
                self._nearly(romaji_of(fold(text)), self._romaji, _ROMAJI),
            )
            yield from (each for each in chain(*near) if kind.fullmatch(each.word))
        elif _KANJI.search(text) and len(text) >= _FEWEST_WITH_KANJI:
            yield from self._misconverted(text)
            yield from self._shortened(text)

    def _nearly(self, form: str, words: _Forms, measure: _Measure) -> Iterator[Like]:
        """The words whose form is a few characters from this one: added, left out, changed or swapped with their neighbour, which is
        the optimal string alignment distance (Damerau 1964)."""
        from rapidfuzz.distance import OSA  # not above: 10 ms that only a word without hits costs
        from rapidfuzz.process import extract

        most = measure.allowed(len(form))
        if most < 0:
            return
        for other, apart, _ in extract(form, list(words), scorer=OSA.distance, score_cutoff=most, limit=None):
            shorter = min(len(form), len(other))
            if apart <= measure.allowed(shorter) and (shorter > measure.begin or form[0] == other[0]):
                yield from (Like(word, apart, self._posts[word]) for word in words[other])

    def _longer(self, text: str) -> Iterator[Like]:
        """The words that begin with this one: postgresql for postgre, gpt-4o for gpt-4."""
        for word, posts in self._posts.items():
            if word.startswith(text):
                yield Like(word, len(word) - len(text), posts)

    def _misconverted(self, text: str) -> Iterator[Like]:
        """The words that are as long, read alike, and have half of the characters where this one has them."""
        sounds = _sounds(text)
        for word, posts in self._posts.items():
            if len(word) != len(text):
                continue
            apart = sum(one != other for one, other in zip(text, word, strict=True))
            is_number = _NUMERAL.search(word) or _NUMERAL.search(text)
            if 0 < apart * 2 <= len(text) and not is_number and _KANJI.search(word) and _sounds(word) & sounds:
                yield Like(word, apart, posts)

    def _shortened(self, text: str) -> Iterator[Like]:
        """The words that katakana and kanji are short for: デジタル庁 for デジ庁."""
        if found := _SHORT.fullmatch(text):
            for word, posts in self._posts.items():
                if len(word) > len(text) and word.startswith(found[1]) and word.endswith(found[2]):
                    yield Like(word, len(word) - len(text), posts)

    @cached_property
    def _latin(self) -> _Forms:
        return {word: (word,) for word in self._posts if _LATIN.fullmatch(word)}

    @cached_property
    def _kana(self) -> _Forms:
        return _by_form((fold(word), word) for word in self._posts if _KANA.fullmatch(word))

    @cached_property
    def _romaji(self) -> _Forms:
        return _by_form((romaji_of(kana), word) for kana, same in self._kana.items() for word in same)


def _by_form(pairs: Iterable[tuple[str, str]]) -> _Forms:
    words = defaultdict[str, list[str]](list)
    for form, word in pairs:
        words[form].append(word)
    return words


def _sounds(word: str) -> set[str]:
    return set(map(fold, word_sounds(word)))
