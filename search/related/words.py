"""Which terms of the index are spellings of one word, as far as posts are compared: ねこ, ネコ and 猫 are one.

A search asks for the spellings of the few words that were typed and grades them; here every term gets one word, so only what is
sure counts: terms that are equal when folded, in their normal form, and kana that read one word of the index alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

import numpy as np

from index import characters
from index.dictionary.lookup import is_word
from index.normalize import normalize
from index.spelling.folds import fold, hiragana, modern
from index.spelling.keys import reading_key, unspaced
from index.spelling.normal import normal_form
from search.postings import Numbers
from search.snapshot import Snapshot
from search.spelling.same import is_read

NO_WORD = -1

_KANJI = re.compile(f"[{characters.KANJI}]")
_KANA = re.compile(f"[{characters.KANA}]{{2,}}")
_HIRAGANA = re.compile(f"[{characters.HIRAGANA}]")
_KATAKANA = re.compile(f"[{characters.KATAKANA}]+")
_INFLECTS = re.compile(f"[{characters.HIRAGANA}]$")
# A number, a letter or a kana alone, 二百: they stand in posts about anything.
_TELLS_NOTHING = re.compile(rf"[\W\d_]+|[{characters.KANA}a-z]|[一二三四五六七八九十百千万億兆〇]+")


class Words:
    """The words of a snapshot, by numbers without gaps."""

    def __init__(self, snapshot: Snapshot) -> None:
        """About 40 µs a term."""
        self._snapshot = snapshot
        normals = {term: normalize(term).text for term in snapshot.lexicon}
        spellings: dict[str, list[str]] = {}
        for term, normal in normals.items():
            if not _TELLS_NOTHING.fullmatch(normal):
                spellings.setdefault(_key(normal), []).append(term)
        numbers = {key: number for number, key in enumerate(spellings)}
        self._of_key = of_key = {key: numbers[self._read_by(key, spellings)] for key in spellings}
        self.size = len(numbers)
        self._spellings: list[list[str]] = [[] for _ in numbers]
        self.of_term: Numbers = np.full(len(normals), NO_WORD, np.int32)
        for key, terms in spellings.items():
            self.of_term[[snapshot.lexicon[term] for term in terms]] = of_key[key]
            self._spellings[of_key[key]] += terms
        self.inflects = np.zeros(self.size, bool)  # 走る, 楽しい: they tell less of what a post is about
        self.inflects[[numbers[key] for key, terms in spellings.items() if _INFLECTS.search(terms[0])]] = True

    def word_of(self, term: str) -> int:
        """The word of any term, whether the index has it or another spelling of it; `NO_WORD` where it has none."""
        number = self._snapshot.lexicon.get(term)
        if number is not None:
            return int(self.of_term[number])
        normal = normalize(term).text
        return NO_WORD if _TELLS_NOTHING.fullmatch(normal) else self._of_key.get(_key(normal), NO_WORD)

    def spellings(self, word: int) -> list[str]:
        """The terms of the index that are spellings of a word."""
        return [] if word == NO_WORD else self._spellings[word]

    def base(self, word: int, written: str) -> str:
        """The base form of an inflected word, in the spelling of what is written: 仕込む for 仕込み. "" where that is a spelling of the word."""
        spellings = self._spellings[word]
        if written in spellings or (normal := normalize(written).text) in spellings:
            return ""
        return max(spellings, key=lambda term: (_shared_beginning(term, normal), term))

    def _read_by(self, key: str, spellings: dict[str, list[str]]) -> str:
        """The key of the one word in kanji of this blog that a word in kana spells; its own key where there are none or several."""
        if not _KANA.fullmatch(key):
            return key
        kana = spellings[key][0]
        loan = not any(_HIRAGANA.search(term) for term in spellings[key])
        if loan and not is_word(hiragana(kana)):  # ファン is not 不安
            return key
        read = {_key(term) for term in self._written_in_kanji(kana) if not (loan and _INFLECTS.search(term))}
        return read.pop() if len(read) == 1 and read <= spellings.keys() else key

    def _written_in_kanji(self, kana: str) -> Iterable[str]:
        found = self._snapshot.terms_with_key(reading_key(kana))
        return (term for term in found if _KANJI.search(term) and is_read(term, kana))


def _shared_beginning(one: str, other: str) -> int:
    pairs = enumerate(zip(one, other, strict=False))
    return next((place for place, (here, there) in pairs if here != there), min(len(one), len(other)))


def _key(normal: str) -> str:
    """What all spellings of a word share; 貼り and 張り are two words, サーバ and サーバー one."""
    return unspaced(fold(normal_form(modern(normal))))
