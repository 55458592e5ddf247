"""Whether two spellings are one word, and in what they differ."""

from __future__ import annotations

import re
from collections.abc import Iterator

from index.analysis.dictionary import is_word
from index.spelling.folds import Fold, fold, katakana, modern, sound
from index.spelling.keys import known_readings, term_readings, unspaced
from index.spelling.normal import normal_form
from index.spelling.okurigana import same_but_okurigana
from search.spelling.tier import Tier

_OF_FOLD = {
    Fold.LONG_VOWEL: Tier.LONG_VOWEL,
    Fold.OLD_KANJI: Tier.OLD_KANJI,
    Fold.SMALL_KANA: Tier.SMALL_KANA,
    Fold.KANA: Tier.KANA,
    Fold.LONG_O: Tier.KANA,
}


_KANJI = re.compile(r"[一-鿿々]")
_HIRAGANA = re.compile("[ぁ-ゖ]")
_E_OR_I = re.compile("[えけせてねへめれげぜでべぺいきしちにひみりぎじびぴ]$")
_TO_I = dict(zip("うくすつぬふむるぐぶ", "いきしちにひみりぎび", strict=True))


def spelling_tier(term: str, other: str) -> Tier | None:
    """In what two spellings of a word differ; None where they are two words."""
    if unspaced(term) == unspaced(other):
        return Tier.SPACING
    step = differ_in(term, other)
    if step is not None:
        return _OF_FOLD[step]
    if _same_but_okurigana(term, other):
        return Tier.OKURIGANA
    if _same_but_okurigana(_native(term), _native(other)) or _same_normal_form(term, other):
        return Tier.SPELLING
    if _is_its_verb(term, other) or _is_its_verb(other, term):
        return Tier.SPELLING
    return None


def is_read(word: str, kana: str) -> bool:
    """Whether a word in kanji is read as these kana say."""
    return any(sounds_as(reading, kana) for reading in term_readings(word))


def sounds_as(reading: str, kana: str) -> bool:
    """Whether kana spell a reading. With ー for its う they do if IPADIC knows no such word: ローソク is ろうそく, and コード no
    こうど."""
    if sound(reading, long=False) == sound(kana, long=False):
        return True
    return sound(reading) == sound(kana) and "ー" in kana and not is_word(kana)


def differ_in(one: str, other: str) -> Fold | None:
    """The first fold that makes two spellings equal, if any does. None does where one of two loan words would be taken for
    Japanese, びよういん for びょういん; nor a long o where IPADIC knows the word with ー: ボール is not ボウル, and ローソク,
    which it does not know, is ろうそく."""
    step = next((step for step in Fold if fold(one, step) == fold(other, step)), None)
    if step is Fold.LONG_O and not any("ー" in word and not is_word(word) for word in (one, other)):
        return None
    if (
        step is not None
        and _HIRAGANA.search(one + other)
        and fold(one, step, loan=False) != fold(other, step, loan=False)
    ):
        return None
    return step


def _is_its_verb(noun: str, verb: str) -> bool:
    """Whether a noun of two kanji says the doing of a verb: 取り付け and 取り付ける, 申込み and 申し込む."""
    if len(_KANJI.findall(noun)) < 2:
        return False
    return any(stem == noun or _same_but_okurigana(stem, noun) for stem in _stems(verb))


def _stems(verb: str) -> Iterator[str]:
    """What may stand before ます, whatever kind of verb it is: 取り付け and 取り付けり for 取り付ける."""
    if verb[-1:] == "る" and _E_OR_I.search(verb[:-1]):
        yield verb[:-1]
    if verb[-1:] in _TO_I:
        yield verb[:-1] + _TO_I[verb[-1]]


def _native(word: str) -> str:
    return fold(word, Fold.KANA, loan=False)


def _same_normal_form(term: str, other: str) -> bool:
    one, two = (_native(normal_form(modern(each))) for each in (term, other))
    return one == two or _same_but_okurigana(one, two)


def _same_but_okurigana(one: str, other: str) -> bool:
    if not same_but_okurigana(one, other):
        return False
    known, others = (set(map(katakana, known_readings(each))) for each in (one, other))
    return bool(known & others) if known and others else len(_KANJI.findall(one)) > 1
