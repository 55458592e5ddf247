"""Whether two spellings are one word: サーバ and サーバー, 取り付け and 取付; and in what they differ."""

from __future__ import annotations

import re
from collections.abc import Iterator

from index import characters
from index.dictionary.lookup import is_name, is_word
from index.spelling.folds import Fold, fold, hiragana, modern, sound
from index.spelling.keys import known_readings, likely_reading, term_readings, unspaced
from index.spelling.normal import normal_form
from index.spelling.okurigana import same_but_okurigana
from search.spelling.variant import Tier

_OF_FOLD = {
    Fold.LONG_VOWEL: Tier.LONG_VOWEL,
    Fold.OLD_KANJI: Tier.OLD_KANJI,
    Fold.NUMERAL: Tier.NUMERAL,
    Fold.SMALL_KANA: Tier.SMALL_KANA,
    Fold.KANA: Tier.KANA,
    Fold.LONG_O: Tier.KANA,
}

_KANJI = characters.pattern(f"[{characters.KANJI}]")
_HIRAGANA_END = re.compile(f"[{characters.HIRAGANA}]$")
_KANJI_WORD = characters.pattern(f"[{characters.KANJI}]+")
_HIRAGANA = re.compile(f"[{characters.HIRAGANA}]")
_E_OR_I = re.compile("[えけせてねへめれげぜでべぺいきしちにひみりぎじびぴ]$")
_TO_I = dict(zip("うくすつぬふむるぐぶ", "いきしちにひみりぎび", strict=True))


def spelling_tier(term: str, other: str) -> Tier | None:
    """The tier of one spelling of a word for another; None where they are two words."""
    if unspaced(term) == unspaced(other):
        return Tier.SPACING
    step = differ_in(term, other)
    if step is not None:
        return _OF_FOLD[step]
    if same_but_okurigana(term, other) and _are_one_word(term, other):
        return Tier.OKURIGANA
    if same_but_okurigana(_native(term), _native(other)) and _are_one_word(term, other):
        return Tier.SPELLING
    if _same_normal_form(term, other):
        return Tier.OTHER_KANJI if _are_two_words(term, other) else Tier.SPELLING
    if _is_its_verb(term, other) or _is_its_verb(other, term):
        return Tier.SPELLING
    return None


def is_read(word: str, kana: str) -> bool:
    """Whether a word in kanji is read as these kana say."""
    return any(sounds_as(reading, kana) for reading in term_readings(word))


def sounds_as(reading: str, kana: str) -> bool:
    """Whether kana spell a reading. ー may stand for its う unless IPADIC knows the word with ー: ローソク spells ろうそく, コード does
    not spell こうど."""
    if sound(reading, long=False) == sound(kana, long=False):
        return True
    return sound(reading) == sound(kana) and "ー" in kana and not is_word(kana)


def differ_in(one: str, other: str) -> Fold | None:
    """The first fold that makes two spellings equal. None where there is no such fold, or only one that is meant for loan words
    (びよういん is not びょういん), or only that of a long o and IPADIC knows the word with ー: ボール is not ボウル, but ローソク,
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
    """Whether a noun with two kanji is made of a verb: 取り付け of 取り付ける, 申込み of 申し込む; not 組合 of 組み合わせる."""
    if len(_KANJI.findall(noun)) < 2 or not any(same_but_okurigana(stem, noun) for stem in _stems(verb)):
        return False
    said, read = known_readings(noun), term_readings(verb)
    if not said or not read:
        return not _KANJI_WORD.fullmatch(noun)
    return bool(set(map(hiragana, said)) & {stem for reading in read for stem in _stems(hiragana(reading))})


def _stems(verb: str) -> Iterator[str]:
    """What may stand before ます, whatever kind of verb it is: 取り付け and 取り付けり for 取り付ける."""
    if verb[-1:] == "る" and _E_OR_I.search(verb[:-1]):
        yield verb[:-1]
    if verb[-1:] in _TO_I:
        yield verb[:-1] + _TO_I[verb[-1]]


def _differ_in_the_end(reading: str, other: str) -> bool:
    """Whether two readings are equal but for a last kana, which IPADIC may leave out: タチイ for 立入."""
    shorter, longer = sorted((reading, other), key=len)
    return longer.startswith(shorter) and len(longer) - len(shorter) < 2


def _are_two_words(one: str, other: str) -> bool:
    """Whether both inflect, and differ in their kanji: 揚げる and 上げる, which SudachiDict takes for one word, as it does 附属 and
    付属, which do not inflect."""
    kanji, others = (_KANJI.findall(modern(word)) for word in (one, other))
    return len(kanji) == len(others) and kanji != others and all(map(_HIRAGANA_END.search, (one, other)))


def _native(word: str) -> str:
    return fold(word, Fold.KANA, loan=False)


def _same_normal_form(term: str, other: str) -> bool:
    one, two = (normal_form(modern(each)) for each in (term, other))
    alike = _native(one) == _native(two) or (same_but_okurigana(_native(one), _native(two)) and _are_one_word(one, two))
    return alike and _may_be_read_alike(term, other)


def _may_be_read_alike(one: str, other: str) -> bool:
    """Whether two spellings share a reading, as far as is known, or one is the potential of the other: 渡れる of 渡る."""
    known, others = known_readings(one), known_readings(other)
    if not known or not others or set(known) & set(others):
        return True
    return any(_is_potential(*pair) for a in known for b in others for pair in ((a, b), (b, a)))


def _is_potential(reading: str, plain: str) -> bool:
    """ワタレル of ワタル."""
    return reading.endswith("ル") and reading[:-2] == plain[:-1]


def _are_one_word(one: str, other: str) -> bool:
    """Whether two words of the same kanji may be read alike, as far as IPADIC knows: 行う and 行なう, not 切開 and 切り開く. With one
    kanji their likeliest readings must be equal: 細い is not 細かい."""
    if len(_KANJI.findall(one)) < 2:
        return likely_reading(one) == likely_reading(other) != ""
    if is_name(modern(one)) or is_name(modern(other)):
        return True  # which may be read otherwise
    known, others = known_readings(one), known_readings(other)
    return not known or not others or any(_differ_in_the_end(a, b) for a in known for b in others)
