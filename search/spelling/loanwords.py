"""What UniDic knows of loan words: スクリプト is script, バス is bus, and bath."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from index.spelling.folds import large_vowels

_LONG_E = re.compile("(?<=[エケセテネヘメレゲゼデベペ])イ")


def spelling(katakana: str) -> str:
    """A word in katakana as the dictionary lists it: コンピュータ for コンピューター, バイオリン for ヴァイオリン. Long vowels within it stay:
    オムニバース is no オムニバス."""
    return _LONG_E.sub("ー", large_vowels(katakana)).rstrip("ー")


@dataclass(frozen=True)
class Loanwords:
    """`latin` are the words in Latin letters that a word in katakana stands for, by its `spelling`, the usual one first; `katakana` how a
    word in Latin letters is written in katakana."""

    latin: dict[str, tuple[str, ...]]
    katakana: dict[str, tuple[str, ...]]


@cache
def loanwords() -> Loanwords:
    """The table loans.tsv: see make.py."""
    latin: dict[str, tuple[str, ...]] = {}
    katakana = defaultdict[str, tuple[str, ...]](tuple)
    for line in files(__package__).joinpath("loans.tsv").read_text(encoding="utf-8").splitlines():
        listed, kana, *words = line.split("\t")
        latin[listed] = tuple(words)
        for word in words:
            katakana[word] += (kana,)
    return Loanwords(latin, dict(katakana))
