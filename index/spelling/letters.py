"""Words read letter by letter: エスキューエル for SQL, エーピーアイ for API."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice, product

# How each letter is read, the usual way first.
NAMES = {
    "a": ("エー", "エイ"), "b": ("ビー",), "c": ("シー",), "d": ("ディー", "デー"), "e": ("イー",), "f": ("エフ",), "g": ("ジー",),
    "h": ("エイチ", "エッチ"), "i": ("アイ",), "j": ("ジェー", "ジェイ"), "k": ("ケー", "ケイ"), "l": ("エル",), "m": ("エム",), "n": ("エヌ",),
    "o": ("オー",), "p": ("ピー",), "q": ("キュー",), "r": ("アール",), "s": ("エス",), "t": ("ティー", "テー"), "u": ("ユー",),
    "v": ("ブイ", "ヴィー"), "w": ("ダブリュー", "ダブル"), "x": ("エックス",), "y": ("ワイ",), "z": ("ゼット", "ズィー"),
}  # fmt: skip

_FEWEST, _MOST = 2, 6  # letters
_MOST_READINGS = 8
_OF_NAME = {name: letter for letter, names in NAMES.items() for name in names}
_NAME = "|".join(sorted(_OF_NAME, key=len, reverse=True))
_SPELT = re.compile(f"(?:{_NAME}){{{_FEWEST},{_MOST}}}")
_EACH = re.compile(_NAME)


def letters_of(katakana: str) -> str:
    """The letters whose names a word in katakana is: sql for エスキューエル; "" where it is no such word."""
    if not _SPELT.fullmatch(katakana):
        return ""
    return "".join(_OF_NAME[name] for name in _EACH.findall(katakana))


def spelt_out(letters: str) -> Iterator[str]:
    """How small Latin letters are read one by one, the usual way first; nothing for one letter, and for too many."""
    if _FEWEST <= len(letters) <= _MOST and all(letter in NAMES for letter in letters):
        yield from map("".join, islice(product(*(NAMES[letter] for letter in letters)), _MOST_READINGS))
