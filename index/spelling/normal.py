"""The normal forms of SudachiDict: シュミレーション is シミュレーション, 拡がる is 広がる, 食べもの is 食べ物.

The table holds what the rules of `folds` and `okurigana` do not reach; see make.py for how it is made.
"""

from __future__ import annotations

from functools import cache

from index.spelling.table import Table


def normal_form(word: str) -> str:
    """The normal form of a word; the word itself where it is one, or unknown."""
    return next(iter(_table().of(word)), word)


def is_other_form(word: str) -> bool:
    """Whether a word is a known spelling that is not the normal one."""
    return bool(_table().of(word))


@cache
def _table() -> Table:
    return Table("index.spelling", "normal.tsv")
