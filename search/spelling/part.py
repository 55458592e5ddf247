"""Where a word is part of a longer one: 空港 in 関西国際空港, パン in 食パン."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from index import characters
from index.dictionary.lookup import compound_parts, edges_of_parts, is_name, is_noun, is_prefix, is_surname, is_word
from index.spelling.folds import hiragana, katakana, modern
from index.spelling.keys import known_readings

_KANJI = re.compile(f"[{characters.KANJI}]")
_KANJI_WORD = re.compile(f"[{characters.KANJI}]+")
_INFLECTED = re.compile(f"[{characters.KANJI}]+[{characters.KANA}]+")
_HIRAGANA = re.compile(f"[{characters.HIRAGANA}]")
_KATAKANA = re.compile(f"[{characters.KATAKANA}]+")
_KATAKANA_END = re.compile(f"[{characters.KATAKANA}]+$")
_LONG_KATAKANA = 3  # characters: fewer are syllables as often as words
# English -er-ing and -al-ist are no ring and no list: エンジニアリング, ジャーナリスト.
_DERIVED = re.compile("[アカサタナハマヤラワガザダバパャ](?:リング|リスト)$")
# The last vowel of a word before another: 酒 in 酒屋, 船 in 船旅.
_TO_A = dict(zip("エケセテネヘメレゲゼデベペ", "アカサタナハマラガザダバパ", strict=True))


def place_of_part(word: str, longer: str, *, known: Callable[[str], bool]) -> int | None:
    """The character at which a word stands in a longer one as a word: 4 for 空港 in 関西国際空港, none for 京都 in 東京都庁. `known`
    says whether the blog has a word."""
    if len(longer) <= len(word):
        return None
    places = _places(word, katakana(modern(longer)))
    return next((at for at in places if is_part(word, modern(longer), at, known)), None)


def is_part(word: str, longer: str, at: int, known: Callable[[str], bool] = is_word) -> bool:
    """Whether what stands in a longer word at a place is a word there."""
    if _KATAKANA.fullmatch(word):
        return _is_katakana_part(word, longer, at, known)
    if len(word) == 1:
        return _ends_name(longer, at) if is_name(longer) else _is_kanji_of(word, longer, at)
    if at and at + len(word) == len(longer) and _INFLECTED.fullmatch(word) and is_word(hiragana(word)):
        return True  # 植え in 田植え, which the parts 田植 and え would cost less
    if at == 1 and _KANJI_WORD.fullmatch(word) and is_prefix(longer[0]) and not compound_parts(longer):
        return False  # 丈夫 in 大丈夫, which IPADIC could cut, but at a higher cost; 新|幹線 it would, and 内|祝い
    return _on_edges(at, at + len(word), edges_of_parts(longer))


def _is_katakana_part(word: str, longer: str, at: int, known: Callable[[str], bool]) -> bool:
    """Whether a word in katakana ends where another script or another word begins: パン in 食パン, キャプチャ in キャプチャツール,
    not イタリア in イタリアン, イタリー in イタリーノ, nor, in a name, インド in インドネシア."""
    around = longer[max(0, at - 1) : at] + longer[at + len(word) : at + len(word) + 1]
    if _HIRAGANA.search(longer, at, at + len(word)) and (_HIRAGANA.search(around) or not is_noun(longer)):
        return False  # いか is none in いかめしい, nor つける in 見つける
    before, after = _KATAKANA_END.findall(longer[:at]), _KATAKANA.match(longer[at + len(word) :])
    rest = [*before, *([after.group()] if after else [])]
    if not rest:
        return True
    if len(word) < _LONG_KATAKANA or _DERIVED.search(longer[: at + len(word)]) or is_name(longer):
        return False
    new = is_word(word) and not is_word(longer)  # スマホケース
    return all(len(each) >= _LONG_KATAKANA and (new or is_word(each) or known(each)) for each in rest)


def _ends_name(longer: str, at: int) -> bool:
    """Whether a kanji ends a name and says what it names: 寺 in 金閣寺, not 熊 in 熊本 nor 梨 in 山梨."""
    return at == len(longer) - 1 and at > 1 and is_word(longer[:at]) and not is_surname(longer)


def _is_kanji_of(kanji: str, longer: str, at: int) -> bool:
    """Whether a kanji is a word in a longer one: the last says what it is, 泉 in 温泉; the first must be read as when it stands
    alone, 雪 in 雪山, 酒 in 酒屋, not 空 in 空気 (くうき)."""
    if at == len(longer) - 1:
        return True
    alone, together = known_readings(kanji), known_readings(longer)
    begins = ((said, said[:-1] + _TO_A.get(said[-1], said[-1])) for said in alone)
    return at == 0 and is_noun(longer) and any(whole.startswith(each) for each in begins for whole in together)


def _places(word: str, longer: str) -> Iterator[int]:
    at = longer.find(word)
    while at >= 0:
        yield at
        at = longer.find(word, at + 1)


def _on_edges(start: int, end: int, edges: set[int]) -> bool:
    """Whether a word lies within one part, or reaches from the beginning of one to the end of another."""
    return {start, end} <= edges or not any(start < edge < end for edge in edges)
