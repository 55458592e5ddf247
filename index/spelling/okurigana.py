"""Words written with more or fewer of their kana: 問い合わせ, 問合わせ, 問合せ; 行う, 行なう; 引っ越し, 引越."""

from __future__ import annotations

import re
from functools import lru_cache

from index import characters
from index.dictionary.lookup import is_word
from index.spelling.folds import hiragana

_REMEMBERED = 100_000
_KANJI = characters.pattern(f"(?:[{characters.KANJI_WITH_RARE}]|[{characters.KANJI_OF_OTHER_PLANES}])+")
_SLOTS = re.compile(f"([^{characters.KANA}])([{characters.KANA}]*)")
_MOST_LEFT_OUT = 2  # kana after one kanji: 打ち合わせ, 打合
_CONNECTING = frozenset("のノ")  # 木の葉 is said so, 木葉 is not
# Other grammar between two words: 手を動かす is no 手動, 朝から晩 no 朝晩.
_PARTICLES = frozenset(["を", "が", "は", "へ", "と", "も", "に", "で", "や", "から", "まで", "より"])
_ENDS_SO = frozenset(
    ["死に", "出で", "撫で", "茹で", "序で", "冷や"]
)  # words whose own kana look like particles: 死に神
_NUMERALS = frozenset("一二三四五六七八九十")  # 二つ組 is said so, 二組 is not
_COUNTING = frozenset("かがカガヵヶケ")  # 一か月 is said so, 一月 is not; 向い合う is 向かい合う
# The kana of a verb before another word: those of the forms before ます, and っ. 動く物 is no 動物, nor 来た年 来年.
_CONTINUES = re.compile("[いきしちにひみりぎじびぴえけせてねへめれげぜでべぺっ]$")


@lru_cache(_REMEMBERED)
def skeleton(text: str) -> str:
    """The kanji of a word, without its kana: 問い合わせ gives 問合. "" for a word that does not begin with kanji."""
    kanji = "".join(kanji for kanji, _ in _SLOTS.findall(text))
    return kanji if _KANJI.fullmatch(kanji) and text.startswith(kanji[0]) else ""


def same_but_okurigana(one: str, other: str) -> bool:
    """Whether two words are the same but for kana that one of them leaves out: both begin with kanji and have the same kanji, and
    after each kanji the shorter kana are the end of the longer ones.

    行なう and 行う, 問合わせ and 問い合せ; not 光る and 光り, nor 1億円 and 100億円.
    """
    if not skeleton(one) or skeleton(one) != skeleton(other):
        return False
    slots, others = _SLOTS.findall(one), _SLOTS.findall(other)
    return all(map(_fits, slots, others)) and not any(map(_has_grammar, slots[:-1], others[:-1]))


def _fits(slot: tuple[str, str], other: tuple[str, str]) -> bool:
    (kanji, kana), (_, other_kana) = slot, other
    longer, shorter = sorted((kana, other_kana), key=len, reverse=True)
    more = longer[: len(longer) - len(shorter)]
    return (
        longer.endswith(shorter)
        and len(more) <= _MOST_LEFT_OUT
        and not _CONNECTING & set(more)
        and (bool(shorter) or more not in _COUNTING)
        and not (more in {"つ", "ツ"} and kanji in _NUMERALS)
    )


def _has_grammar(slot: tuple[str, str], other: tuple[str, str]) -> bool:
    """Whether what stands behind a kanji in one spelling, and not in the other, is a particle, or an ending that no verb has before
    another word: って in 会って話す."""
    (kanji, kana), (_, other_kana) = slot, other
    more = hiragana(kana + other_kana)
    if not more or (kana and other_kana) or kanji + more in _ENDS_SO:
        return False
    if more in _PARTICLES or not _CONTINUES.search(more):
        return True
    return more[-1] in "てで" and not is_word(f"{kanji}{more}る")  # 捨て猫 is one word, 見て学ぶ is not
