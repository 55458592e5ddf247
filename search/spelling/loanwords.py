"""What UniDic knows of loan words: スクリプト is script, バス is bus, and bath."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True)
class Loanwords:
    """`latin` are the words in Latin letters that a folded word in katakana stands for, the usual one first; `katakana` how a word in
    Latin letters is written in katakana."""

    latin: dict[str, tuple[str, ...]]
    katakana: dict[str, tuple[str, ...]]


@cache
def loanwords() -> Loanwords:
    """The table loans.tsv: see make.py."""
    latin: dict[str, tuple[str, ...]] = {}
    katakana = defaultdict[str, tuple[str, ...]](tuple)
    for line in files(__package__).joinpath("loans.tsv").read_text(encoding="utf-8").splitlines():
        folded, kana, *words = line.split("\t")
        latin[folded] = tuple(words)
        for word in words:
            katakana[word] += (kana,)
    return Loanwords(latin, dict(katakana))
