"""The normal forms of SudachiDict: シュミレーション is シミュレーション, 拡がる is 広がる, 食べもの is 食べ物.

The table holds what the rules of `folds` and `okurigana` do not reach; see make.py for how it is made.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files


def normal_form(word: str) -> str:
    """The normal form of a word; the word itself where it is one, or unknown."""
    return _table().get(word, word)


def is_other_form(word: str) -> bool:
    """Whether a word is a known spelling that is not the normal one."""
    return word in _table()


@cache
def _table() -> dict[str, str]:
    lines = files(__package__).joinpath("normal.tsv").read_text(encoding="utf-8").splitlines()
    return dict(line.split("\t") for line in lines)
