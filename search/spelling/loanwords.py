"""What UniDic knows of loan words: スクリプト is script, バス is bus, and bath. The tables are those of make.py."""

from __future__ import annotations

import re
from functools import cache

from index.spelling.folds import large_vowels
from index.spelling.table import Table

_LONG_E = re.compile("(?<=[エケセテネヘメレゲゼデベペ])イ")


def spelling(katakana: str) -> str:
    """A word in katakana as the dictionary lists it: コンピュータ for コンピューター, バイオリン for ヴァイオリン. Long vowels within it stay:
    オムニバース is no オムニバス."""
    return _LONG_E.sub("ー", large_vowels(katakana)).rstrip("ー")


def latin_of(listed: str) -> tuple[str, ...]:
    """The words in Latin letters that a word in katakana stands for, by its `spelling`, the usual one first."""
    return _loans().of(listed)[1:]


def katakana_of(latin: str) -> tuple[str, ...]:
    """How a word in Latin letters is written in katakana."""
    return _loans_by_latin().of(latin)


@cache
def _loans() -> Table:
    return Table("search.spelling", "loans.tsv")


@cache
def _loans_by_latin() -> Table:
    return Table("search.spelling", "loans_by_latin.tsv")
