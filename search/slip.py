"""Slips of the finger: javascirpt for javascript, きーばど for キーボード.

Whoever types a word that only looks like another one means it: which kinds of difference count here was chosen by words that a blog
has not, of which hardly any may be taken for a slip.
"""

from __future__ import annotations

import re

from index import characters
from index.dictionary.lookup import edges_of_parts
from index.normalize import normalize
from index.spelling.folds import fold, katakana
from index.spelling.romaji import romaji_of

# The characters of the shortest word that is known in spite of a slip: in letters, in the letters struck for katakana, in kana.
_LETTERS, _STRUCK, _SYLLABLES = 6, 8, 5

_KANJI = characters.pattern(f"[{characters.KANJI}]")
_LATIN = re.compile("[a-z][a-z.'+#-]*")
_VOWELS = re.compile("[aiueo]")
_KATAKANA = re.compile(f"[{characters.KATAKANA}]+")
_HEARD_ALIKE = (frozenset("lr"), frozenset("bv"))
_KEYS = {
    key: (row, at) for row, keys in enumerate(("qwertyuiop", "asdfghjkl", "zxcvbnm")) for at, key in enumerate(keys)
}


def is_slip(typed: str, word: str) -> bool:
    """Whether a word was typed with a slip of the finger: one character was added, left out, changed or swapped with its neighbour, not
    at the beginning, nor at the end, as by those who mean agents and not agent. Of kana this is said of loan words alone: nearly
    every other row of hiragana is a word. In them the letters count that are struck; where they are still in hiragana, as きーばど,
    long vowels may lack too, if the consonants are right, but ローコード is no レコード. A kana is left out or swapped, and not
    changed: データソース is no データベース. A word in kanji was taken for another that is read as it is."""
    text = normalize(typed).text
    if _KANJI.search(word):
        return _is_misconverted(text, word)
    if _LATIN.fullmatch(word):
        return _is_near(text, word, _LETTERS) and _is_of_keys(text, word)
    one = katakana(text)
    if not (_KATAKANA.fullmatch(one) and _KATAKANA.fullmatch(word)):
        return False
    if "ー" in text and one != text:
        struck, other = romaji_of(fold(one)), romaji_of(fold(word))
        if _VOWELS.sub("", struck) == _VOWELS.sub("", other) and _is_near(struck, other, _LETTERS):
            return True
    moved = len(one) != len(word) or sorted(one) == sorted(word)
    if moved and _is_near(one, word, _SYLLABLES):
        return True
    return one.count("ー") == word.count("ー") and _is_near(_struck(one), _struck(word), _STRUCK)


def _is_misconverted(text: str, word: str) -> bool:
    """Whether a word in kanji, read as this one, has other kanji where those of this one are no word: 予知保善 for 予知保全. 人口知能
    is two words, and may be meant."""
    changed = {at for at, (one, other) in enumerate(zip(text, word, strict=False)) if one != other}
    return len(text) == len(word) and changed <= _alone(text)


def _alone(word: str) -> set[int]:
    """The characters of a word that are parts by themselves."""
    edges = edges_of_parts(word)
    return {at for at in edges if at + 1 in edges}


def _is_near(one: str, other: str, shortest: int) -> bool:
    from rapidfuzz.distance import OSA

    if min(len(one), len(other)) < shortest or one[0] != other[0] or OSA.distance(one, other) > 1:
        return False
    return not (one[:-1] == other[:-1] or one[:-1] == other or one == other[:-1])


def _is_of_keys(one: str, other: str) -> bool:
    """Whether words one letter apart are so by the keyboard: a neighbour of the key was struck, or the keys in another order, or one
    twice. In a long word a key may have been missed, too: online is no oneline, but javscript is javascript."""
    start = _in_common(one, other)
    end = _in_common(one[start:][::-1], other[start:][::-1])
    left, right = one[start : len(one) - end], other[start : len(other) - end]
    if len(left) == len(right):
        return len(left) == 2 or _touch(left, right)
    return left + right == one[start - 1] or min(len(one), len(other)) > _LETTERS


def _in_common(one: str, other: str) -> int:
    """How many characters two texts begin with that are the same."""
    return next(
        (at for at, (left, right) in enumerate(zip(one, other, strict=False)) if left != right),
        min(len(one), len(other)),
    )


def _touch(one: str, other: str) -> bool:
    """Whether two keys are neighbours in a row, or of two rows, each of which begins half a key behind that above it; or sound the same
    to Japanese: l and r, b and v."""
    if {one, other} in _HEARD_ALIKE:
        return True
    if not {one, other} <= _KEYS.keys():
        return False
    (row, at), (below, there) = sorted((_KEYS[one], _KEYS[other]))
    return there - at == 1 if row == below else below - row == 1 and at - there in {0, 1}


def _struck(katakana: str) -> str:
    """The keys that are struck for a word: ki-bo-do."""
    return "-".join(map(romaji_of, katakana.split("ー")))
