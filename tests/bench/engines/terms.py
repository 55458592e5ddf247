"""Text to terms, for the engines that leave this to whoever uses them. All fold width and case first (NFKC)."""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import Any

_FUNCTION_WORDS = ("助詞", "助動詞", "記号", "補助記号", "空白")


@cache
def bigrams(text: str) -> tuple[str, ...]:
    """Every two neighbouring characters: 全文検索 gives 全文, 文検 and 検索."""
    words = _folded(text).split()
    return tuple(word[at : at + 2] for word in words for at in range(len(word) - 1))


@cache
def janome_terms(text: str) -> tuple[str, ...]:
    """The base forms without particles, as the examples of Janome have it: 猫が鳴いた gives 猫 and 鳴く."""
    tokens = _janome().tokenize(_folded(text))
    return _terms((token.base_form, token.part_of_speech) for token in tokens)


@cache
def sudachi_terms(text: str) -> tuple[str, ...]:
    """The normalized forms of Sudachi's shortest units without particles: 打合せ gives 打ち合わせ."""
    tokenizer, mode = _sudachi()
    tokens = (token for line in _folded(text).splitlines() for token in tokenizer.tokenize(line, mode))
    return _terms((token.normalized_form(), token.part_of_speech()[0]) for token in tokens)


def _terms(tokens: Any) -> tuple[str, ...]:
    return tuple(term for term, kind in tokens if not kind.startswith(_FUNCTION_WORDS) and term.strip())


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).lower()


@cache
def _janome() -> Any:
    from janome.tokenizer import Tokenizer

    return Tokenizer()


@cache
def _sudachi() -> tuple[Any, Any]:
    from sudachipy import dictionary, tokenizer

    return dictionary.Dictionary().create(), tokenizer.Tokenizer.SplitMode.A
