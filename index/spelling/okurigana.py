"""Words written with more or fewer of their kana: 問い合わせ, 問合わせ, 問合せ; 行う, 行なう; 引っ越し, 引越."""

from __future__ import annotations

import re
from functools import lru_cache

from index import characters

_REMEMBERED = 100_000
_KANJI = f"(?:[{characters.KANJI_WITH_RARE}]|[{characters.KANJI_OF_OTHER_PLANES}])"
_SLOTS = re.compile(f"({_KANJI})([{characters.KANA}]*)")
_WORD = re.compile(f"{_KANJI}(?:{_KANJI}|[{characters.KANA}])*")
_MOST_LEFT_OUT = 2  # kana after one kanji: 打ち合わせ, 打合
_NOT_A_KANA_OF_THE_WORD = frozenset("のノ")  # 木の葉 is said so, 木葉 is not
_NUMERALS = frozenset("一二三四五六七八九十")  # 二つ組 is said so, 二組 is not
_COUNTING = frozenset("かがカガヵヶケ")  # 一か月 is said so, 一月 is not; 向い合う is 向かい合う


@lru_cache(_REMEMBERED)
def skeleton(text: str) -> str:
    """The kanji of a word, without its kana: 問い合わせ gives 問合. "" for a word that does not begin with kanji."""
    return "".join(kanji for kanji, _ in _SLOTS.findall(text)) if _WORD.fullmatch(text) else ""


def same_but_okurigana(one: str, other: str) -> bool:
    """Whether two words are the same but for kana that one of them leaves out: both begin with kanji and have the same kanji, and
    after each kanji the shorter kana are the end of the longer ones.

    行なう and 行う, 問合わせ and 問い合せ; not 光る and 光り, nor 1億円 and 100億円.
    """
    if not (_WORD.fullmatch(one) and _WORD.fullmatch(other)):
        return False
    slots, others = _SLOTS.findall(one), _SLOTS.findall(other)
    return bool(slots) and len(slots) == len(others) and all(map(_fits, slots, others))


def _fits(slot: tuple[str, str], other: tuple[str, str]) -> bool:
    (kanji, kana), (other_kanji, other_kana) = slot, other
    longer, shorter = sorted((kana, other_kana), key=len, reverse=True)
    more = longer[: len(longer) - len(shorter)]
    return (
        kanji == other_kanji
        and longer.endswith(shorter)
        and len(more) <= _MOST_LEFT_OUT
        and not _NOT_A_KANA_OF_THE_WORD & set(more)
        and (bool(shorter) or more not in _COUNTING)
        and not (more in {"つ", "ツ"} and kanji in _NUMERALS)
    )
