"""Where a word is part of a longer one: 空港 in 関西国際空港, パン in 食パン."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from index import characters
from index.dictionary.lookup import is_word
from index.spelling.folds import hiragana, katakana, modern
from index.spelling.parts import FIRST, LAST, NAME, NOUN, PREFIXED, WORD, Parts

_KANJI_WORD = re.compile(f"[{characters.KANJI}]+")
_INFLECTED = re.compile(f"[{characters.KANJI}]+[{characters.KANA}]+")
_HIRAGANA = re.compile(f"[{characters.HIRAGANA}]")
_KATAKANA = re.compile(f"[{characters.KATAKANA}]+")
_KATAKANA_END = re.compile(f"[{characters.KATAKANA}]+$")
_LONG_KATAKANA = 3  # characters: fewer are syllables as often as words
# English -er-ing and -al-ist are no ring and no list: エンジニアリング, ジャーナリスト.
_DERIVED = re.compile("[アカサタナハマヤラワガザダバパャ](?:リング|リスト)$")


def place_of_part(word: str, longer: str, parts: Parts, *, known: Callable[[str], bool]) -> int | None:
    """The character at which a word stands in a longer one as a word: 4 for 空港 in 関西国際空港, none for 京都 in 東京都庁. `known`
    says whether the blog has a word."""
    if len(longer) <= len(word):
        return None
    places = _places(word, katakana(modern(longer)))
    return next((at for at in places if is_part(word, modern(longer), at, parts, known)), None)


def is_part(word: str, longer: str, at: int, parts: Parts, known: Callable[[str], bool] = is_word) -> bool:
    """Whether what stands in a longer word at a place is a word there. `parts` are those of the longer one."""
    end = at + len(word)
    if _KATAKANA.fullmatch(word):
        return _is_katakana_part(word, longer, at, parts, known)
    if len(word) == 1:
        return bool(parts.said & LAST) if end == len(longer) else at == 0 and bool(parts.said & FIRST)
    if at and end == len(longer) and _INFLECTED.fullmatch(word) and is_word(hiragana(word)):
        return True  # 植え in 田植え, which the parts 田植 and え would cost less
    if at == 1 and _KANJI_WORD.fullmatch(word) and parts.said & PREFIXED:
        return False  # 丈夫 in 大丈夫, which IPADIC could cut, but at a higher cost; 新|幹線 it would, and 内|祝い
    return parts.between(at, end)


def _is_katakana_part(word: str, longer: str, at: int, parts: Parts, known: Callable[[str], bool]) -> bool:
    """Whether a word in katakana ends where another script or another word begins: パン in 食パン, キャプチャ in キャプチャツール,
    not イタリア in イタリアン, イタリー in イタリーノ, nor, in a name, インド in インドネシア."""
    around = longer[max(0, at - 1) : at] + longer[at + len(word) : at + len(word) + 1]
    if _HIRAGANA.search(longer, at, at + len(word)) and (_HIRAGANA.search(around) or not parts.said & NOUN):
        return False  # いか is none in いかめしい, nor つける in 見つける
    before, after = _KATAKANA_END.findall(longer[:at]), _KATAKANA.match(longer[at + len(word) :])
    rest = [*before, *([after.group()] if after else [])]
    if not rest:
        return True
    if len(word) < _LONG_KATAKANA or _DERIVED.search(longer[: at + len(word)]) or parts.said & NAME:
        return False
    if any(len(each) < _LONG_KATAKANA for each in rest):
        return False
    new = not parts.said & WORD and is_word(word)  # スマホケース
    return new or all(known(each) or is_word(each) for each in rest)


def _places(word: str, longer: str) -> Iterator[int]:
    at = longer.find(word)
    while at >= 0:
        yield at
        at = longer.find(word, at + 1)
