"""Spellings of one word folded into one: what makes サーバー and サーバ, 學校 and 学校, ねこ and ネコ meet.

A fold takes normalized text (see `index.normalize`) and gives text that only serves to compare. Folds are applied one after
the other in the order of `Fold`: two words that are equal after the first are nearer than two that need all of them.
"""

from __future__ import annotations

import re
from enum import IntEnum
from functools import cache
from importlib.resources import files
from itertools import islice, pairwise, product

from index import characters
from index.spelling.numerals import in_figures

_MOST_SPELLINGS = 8  # of one word


class Fold(IntEnum):
    """What a fold takes away, the least first."""

    LONG_VOWEL = 1  # コンピューター, コンピュータ
    OLD_KANJI = 2  # 學校, 学校; こゝろ, こころ
    NUMERAL = 3  # 九条, 9条
    SMALL_KANA = 4  # ヴァイオリン, バイオリン; ダイアモンド, ダイヤモンド; 霞ヶ関, 霞が関
    KANA = 5  # ねこ, ネコ
    LONG_O = 6  # ろうそく, ローソク; but also ボウル, ボール, which are two words


def fold(text: str, upto: Fold = Fold.LONG_O, *, loan: bool = True) -> str:
    """A word with the differences up to and with `upto` taken away. In a `loan` word キヤノン is キャノン; in any other large and
    small kana differ, as びよういん and びょういん do."""
    if upto >= Fold.OLD_KANJI:
        text = modern(_repeated(text))
    if upto >= Fold.NUMERAL:
        text = in_figures(text)
    if upto >= Fold.SMALL_KANA:
        text = _BETWEEN_KANJI.sub("ヶ", text)
    if upto >= Fold.KANA:
        text = katakana(text)
    if upto >= Fold.SMALL_KANA:
        text = _large(text) if loan else large_vowels(text)
    text = _KATAKANA.sub(lambda match: _short(match.group()), text)
    return _LONG_O.sub("ー", text) if upto >= Fold.LONG_O else text


def sound(kana: str, *, long: bool = True) -> str:
    """How kana sound, in katakana; with `long`, long vowels as ー: ろうそく gives ローソク. Final long vowels stay, since 神社 is
    no ジンジャー."""
    text = katakana(modern(kana))
    return _LONG_O.sub("ー", text) if long else text


def modern(text: str) -> str:
    """Old and variant kanji, 〆, ゐ, ゑ, ゝ and ゞ in the spelling of today, character by character: 「學校のゑ」 gives 「学校のえ」."""
    if not _old().search(text):
        return text
    text = text.translate(_modern_kanji())
    return _ITERATED_KANA.sub(lambda match: _iterated(match.group()), text)


def older(text: str) -> tuple[str, ...]:
    """The older spellings of a word, which `modern` turns into it: 蛍 gives 螢, いすず gives いすゞ. At most
    eight."""
    choices = [_old_kanji().get(character, character) for character in text]
    for at, (before, character) in enumerate(pairwise(text), 1):
        choices[at] += _iteration_mark(before, character)
    return tuple(found for found in islice(map("".join, product(*choices)), _MOST_SPELLINGS) if found != text)


def katakana(text: str) -> str:
    """Hiragana as katakana; ヂ and ヅ, which sound the same, as ジ and ズ."""
    return text.translate(_TO_KATAKANA)


def hiragana(text: str) -> str:
    """Katakana as hiragana."""
    return text.translate(_TO_HIRAGANA)


# Katakana words lose the long vowel at their end when they have four characters or more, as JIS Z 8301 used to have
# it (and as Lucene's JapaneseKatakanaStemFilter does); from six characters on the vowels within waver too.
_KATAKANA = re.compile(f"[{characters.KATAKANA}]+")
_WORTH_SHORTENING, _WAVERING = 4, 6
_LONG_E = re.compile(r"(?<=.[エケセテネヘメレゲゼデベペェ])イ|(?<=^[エケセテネヘメレゲゼデベペェ])イ(?=.)")


def _short(word: str) -> str:
    word = _LONG_E.sub("ー", word)  # インターフェイス, メイン
    if len(word) >= _WAVERING:
        return word.replace("ー", "")
    return word.rstrip("ー") if len(word) >= _WORTH_SHORTENING else word


_LONG_O = re.compile(r"(?<=[オコソトノホモヨロゴゾドボポョォ])ウ")

# The が of names and of counting: 霞ヶ関, 霞が関, 霞ケ関; 一か月, 一ヶ月, 一カ月.
_BETWEEN_KANJI = characters.pattern(
    rf"(?<=[{characters.KANJI}0-9])[ヶヵケカがか箇](?=[{characters.KANJI}])|^[ヶヵケカか箇](?=[月所国条年村町寺](?:間|目)?$)"
)


# Old and variant kanji: see make.py for where the table is from.
@cache
def _modern_kanji() -> dict[int, str]:
    pairs = files(__package__).joinpath("kanji.txt").read_text(encoding="utf-8").split()
    return {ord(pair[0]): pair[1] for pair in pairs} | {
        ord(old): new for old, new in zip("ゐゑヰヱ〆", "いえイエ締", strict=True)
    }


@cache
def _old_kanji() -> dict[str, str]:
    """A kanji of today with those that it was: 蛍 gives 蛍螢."""
    found: dict[str, str] = {}
    for old, new in _modern_kanji().items():
        found[new] = found.get(new, new) + chr(old)
    return found


@cache
def _old() -> re.Pattern[str]:
    return re.compile(f"[{characters.KANA_REPEATED}{''.join(map(chr, _modern_kanji()))}]")


_ONE_KANA = re.compile(f"[{characters.KANA_LETTERS}]")
_ITERATED_KANA = re.compile(f"[{characters.KANA_LETTERS}][{characters.KANA_REPEATED}]+")
_VOICED = str.maketrans("かきくけこさしすせそたちつてとはひふへほカキクケコサシスセソタチツテトハヒフヘホ",
                        "がぎぐげござじずぜぞだぢづでどばびぶべぼガギグゲゴザジズゼゾダヂヅデドバビブベボ")  # fmt: skip


def _iterated(text: str) -> str:
    return text[0] + "".join(text[0].translate(_VOICED) if mark in "ゞヾ" else text[0] for mark in text[1:])


def _iteration_mark(before: str, character: str) -> str:
    """The mark that may stand for a kana after another, "" where none may."""
    if not _ONE_KANA.fullmatch(before):
        return ""
    plain, voiced = "ゝゞ" if before < "ァ" else "ヽヾ"
    if character == before:
        return plain
    return voiced if character == before.translate(_VOICED) else ""


def counted_otherwise(word: str) -> tuple[str, ...]:
    """The other spellings of a word with ヶ, ケ or が between its kanji: 鬼が城 and 鬼ヶ城 for 鬼ケ城."""
    forms = (_BETWEEN_KANJI.sub(kana, word) for kana in "ヶケが")
    return tuple(form for form in forms if form != word)


_SOUNDS_THE_SAME = str.maketrans("じずぢづ", "ぢづじず")


def voiced_otherwise(word: str) -> tuple[str, ...]:
    """The spellings of a word in hiragana with one ぢ as じ, づ as ず, じ as ぢ or ず as づ: はなじ for はなぢ."""
    return tuple(
        word[:at] + kana.translate(_SOUNDS_THE_SAME) + word[at + 1 :]
        for at, kana in enumerate(word)
        if kana in "じずぢづ"
    )[:_MOST_SPELLINGS]


_REPEATED_KANJI = characters.pattern(f"([{characters.KANJI_LETTERS}])(々+)")
_TWICE = characters.pattern(rf"([{characters.KANJI_LETTERS}])\1")


def iterated(text: str) -> str:
    """A text with 々 for a kanji that repeats the one before it: 代々木 for 代代木."""
    return _TWICE.sub(r"\1々", text)


def _repeated(text: str) -> str:
    return _REPEATED_KANJI.sub(lambda match: match[1] * (1 + len(match[2])), text) if "々" in text else text


_TO_KATAKANA = {code: code + 0x60 for code in range(ord("ぁ"), ord("ゖ") + 1)} | {
    ord(old): new for old, new in zip("ぢづヂヅ", "ジズジズ", strict=True)
}

_TO_HIRAGANA = {code: code - 0x60 for code in range(ord("ァ"), ord("ヶ") + 1)}

# What katakana has two spellings for: ヴァ and バ, ウィ and ウイ; in loan words キヤノン and キャノン, ダイア and ダイヤ.
_TWO_SPELLINGS = {
    "ヴァ": "バ",
    "ヴィ": "ビ",
    "ヴェ": "ベ",
    "ヴォ": "ボ",
    "ヴャ": "ビャ",
    "ヴュ": "ビュ",
    "ヴョ": "ビョ",
    "ヴ": "ブ",
    "ゔ": "ぶ",
}
_EITHER = re.compile("ヴ[ァィェォャュョ]?|ゔ")
_SAME_SOUND = str.maketrans("ヂヅ", "ジズ")
_SMALL_VOWELS = str.maketrans("ァィゥェォヮヵヶヂヅ", "アイウエオワカケジズ")
_SMALL = str.maketrans("ャュョッ", "ヤユヨツ")
_I_A = re.compile(r"(?<=[イキギシジチニヒビピミリ])ア")


def large_vowels(text: str) -> str:
    """Katakana of loan words in their plainer spelling: バイオリン for ヴァイオリン, ウイスキー for ウィスキー."""
    return without_v(text).translate(_SMALL_VOWELS)


def without_v(text: str) -> str:
    """Katakana with バ, ビ, ブ, ベ, ボ for ヴァ, ヴィ, ヴ, ヴェ, ヴォ, and ジ, ズ for ヂ, ヅ."""
    return _EITHER.sub(lambda match: _TWO_SPELLINGS[match.group()], text).translate(_SAME_SOUND)


def _large(text: str) -> str:
    return _I_A.sub("ヤ", large_vowels(text).translate(_SMALL))
