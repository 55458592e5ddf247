"""Names in katakana and in Latin letters: エヌビディア and NVIDIA, リアクト and React.

Both have their consonants in common, as far as the two ways of writing are sure of them: l is r, v is b, what hisses is t (s, z, sh, j,
ch, ti and di), m is n. By these the index lists words of both kinds; whether one is a reading of the other `search.spelling.names` then
says.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from index import characters
from index.spelling.folds import without_v
from index.spelling.letters import NAMES

_LATIN = re.compile("[a-z]{3,24}")
_BETWEEN = re.compile("[.' -]")  # node.js, fine-tuning
_KATAKANA = re.compile(f"[{characters.KATAKANA}]{{3,24}}")
# Consonants; a vowel before them counts as one. Two are enough for a word that is not short.
_FEWEST, _FEWEST_OF_LONG = 3, 2
_LONG_LATIN, _LONG_KATAKANA = 5, 4
_MOST_KEYS = 6

_VOWELS_FIRST = re.compile("(?:[aeiouyh]|wh?(?!r))")
_NOT_SAID = re.compile("^[kgp](?=n)|^w(?=r)|^p(?=s)|(?<=m)b(?=s?$)|gh(?![aeiou])|g(?=ns?$)|(?<=[aeiou])l(?=[km]s?$)")
_SOFT_DOUBLE = re.compile("cc(?=[eiy])")  # accenture
_DOUBLE = re.compile(r"([^aeiou])\1+")
_SOUNDS = (
    (re.compile("ph"), "f"),
    (re.compile("^x"), "z"),
    (re.compile("tch|dge|sch|sc(?=[eiy])|c(?=[eiy])|[sz]h"), "t"),
    (re.compile("x"), "kt"),
    (re.compile("c?k|cq|q"), "k"),
    (re.compile("h"), ""),
)
# What may be heard in two ways.
_EITHER = (
    (re.compile("ch"), ("t", "k")),
    (re.compile("g(?=[eiy])"), ("t", "g")),
    (re.compile("(?<=[aeiou])r(?![aeiouyr]|$)|(?<=[aeiou])r$|(?<=[aeiou])r(?=e(?:[^aeiou]|$))"), ("", "r")),
    (re.compile("t[sz]"), ("t", "tt")),
)
_NO_CONSONANT = re.compile("[aeiouyw]+")
_ALIKE = str.maketrans("lvzsjdmc", "rbttttnk")

_OF_KANA = {kana: sound for sound, row in {
    "k": "カキクケコ", "g": "ガギグゲゴ", "t": "サシスセソザズゼゾジタチテトツダデド", "n": "ナニヌネノンマミムメモ", "f": "フ", "b": "バビブベボ",
    "p": "パピプペポ", "r": "ラリルレロ",
}.items() for kana in row}  # fmt: skip
_VOWEL_KANA = frozenset("アイウエオヤユヨワハヒヘホ")
_SPELT = {name: letter for letter, names in NAMES.items() for name in names}
_LETTER = re.compile("|".join(sorted(_SPELT, key=len, reverse=True)))
_LAST_LETTERS = re.compile(f"(?<=..)(?:{_LETTER.pattern}){{2,}}$")


def loan_keys(term: str) -> Iterator[str]:
    """The keys by consonants of a word in small Latin letters or in katakana; none for another, or one that has too few."""
    if _KATAKANA.fullmatch(term):
        found, is_long = _of_katakana(without_v(term)), len(term) >= _LONG_KATAKANA
    elif _LATIN.fullmatch(letters := _BETWEEN.sub("", term)):
        found, is_long = _of_latin(letters), len(letters) >= _LONG_LATIN
    else:
        return
    fewest = _FEWEST_OF_LONG if is_long else _FEWEST
    for consonants in dict.fromkeys(found):
        if len(consonants) >= fewest:
            yield f"x:{consonants}"


def may_begin(katakana: str, letter: str) -> bool:
    """Whether a word in katakana may begin with the sound of a small Latin letter: チャンネル with c, not with h."""
    sound = _OF_KANA.get(katakana[0], "")
    if not sound or not letter.translate(_ALIKE).strip("aeiouyhw"):
        return (katakana[0] in _VOWEL_KANA) and letter in "aeiouyhw"
    return sound in {letter.translate(_ALIKE), "t" if letter in "cg" else "k" if letter in "cqx" else ""}


def _of_latin(letters: str) -> Iterator[str]:
    forms = [_NOT_SAID.sub("", _DOUBLE.sub(r"\1", _SOFT_DOUBLE.sub("x", letters)))]
    for pattern, sounds in _EITHER:
        if pattern.search(forms[0]):
            forms = [pattern.sub(sound, form) for sound in sounds for form in forms]
    for form in islice(forms, _MOST_KEYS):
        said = form
        for pattern, sound in _SOUNDS:
            said = pattern.sub(sound, said)
        yield _first_vowel(letters) + _plain(said)


def _of_katakana(katakana: str) -> Iterator[str]:
    first_vowel = "a" if katakana[0] in _VOWEL_KANA else ""
    yield first_vowel + _consonants(katakana)
    if last := _LAST_LETTERS.search(katakana):  # ジーピーティー is gpt of ChatGPT
        letters = "".join(_SPELT[name] for name in _LETTER.findall(last.group()))
        yield first_vowel + _consonants(katakana[: last.start()]) + _plain(letters)
    if first := _LETTER.match(katakana):  # エヌ is n of NVIDIA
        letter = _SPELT[first.group()]
        yield _first_vowel(letter) + _plain(letter) + _consonants(katakana[first.end() :])


def _first_vowel(letters: str) -> str:
    return "a" if _VOWELS_FIRST.match(letters) else ""


def _plain(letters: str) -> str:
    return _NO_CONSONANT.sub("", letters).translate(_ALIKE)


def _consonants(katakana: str) -> str:
    return "".join(_OF_KANA.get(kana, "") for kana in katakana)
