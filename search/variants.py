"""Other spellings of a term that the index has, in tiers: the nearer a spelling, the more it counts.

Terms that share a key (`index.spelling.keys`) are looked at one by one, and the first fold that makes them equal names
the tier. The last tiers join words by their sound alone, and only where few posts have the word otherwise; a reading
joins kana with kanji, never two words in kanji (公園 and 講演 sound the same).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from index.analysis.dictionary import compound_parts, is_name, is_prefix, is_surname, is_word, likely_parts
from index.spelling.folds import Fold, fold, hiragana, katakana, modern, older, voiced_otherwise
from index.spelling.keys import (
    known_readings,
    may_be_typed,
    reading_key,
    romaji_key,
    spelling_keys,
    term_readings,
    unspaced,
    written_key,
)
from index.spelling.normal import normal_form
from index.spelling.okurigana import same_but_okurigana
from index.spelling.romaji import kanas_of
from search.compounds import find_compounds
from search.snapshot import Snapshot


class Tier(StrEnum):
    """In what a variant differs from what was typed, the least first."""

    EXACT = "exact"
    WIDTH_OR_CASE = "width or case"
    SPACING = "spacing"  # React19, React 19
    LONG_VOWEL = "long vowel"
    OKURIGANA = "okurigana"
    OLD_KANJI = "old kanji"
    SMALL_KANA = "small kana"
    SPELLING = "spelling"  # as SudachiDict knows it
    KANA = "kana"
    SYNONYM = "synonym"
    WITHIN = "within a longer word"
    READING = "reading"
    ROMAJI = "romaji"

    @property
    def weight(self) -> float:
        """What is left of the score of a post that has a word in no nearer spelling."""
        return _WEIGHTS[self]

    @property
    def told(self) -> bool:
        """Whether a reader is told that such a spelling was found: the others are plain to see."""
        return self not in {Tier.EXACT, Tier.WIDTH_OR_CASE, Tier.SPACING, Tier.WITHIN}


# So low that a post which has the spelling typed comes first, whatever the other says.
_WEIGHTS = {
    Tier.EXACT: 1.0,
    Tier.WIDTH_OR_CASE: 0.2,
    Tier.SPACING: 0.18,
    Tier.LONG_VOWEL: 0.15,
    Tier.OKURIGANA: 0.14,
    Tier.OLD_KANJI: 0.13,
    Tier.SMALL_KANA: 0.12,
    Tier.SPELLING: 0.11,
    Tier.KANA: 0.10,
    Tier.SYNONYM: 0.095,
    Tier.WITHIN: 0.09,
    Tier.READING: 0.05,
    Tier.ROMAJI: 0.04,
}
_OF_FOLD = {
    Fold.LONG_VOWEL: Tier.LONG_VOWEL,
    Fold.OLD_KANJI: Tier.OLD_KANJI,
    Fold.SMALL_KANA: Tier.SMALL_KANA,
    Fold.KANA: Tier.KANA,
    Fold.LONG_O: Tier.KANA,
}

_KANJI = re.compile(r"[一-鿿々]")
_KANJI_WORD = re.compile(r"[一-鿿々]+")
_KANA_WORD = re.compile(r"[ぁ-ゖゝゞー]{2,}|[ァ-ヺヽヾー]{2,}")
_KATAKANA = re.compile(r"[ァ-ヺー]+")
_KATAKANA_END = re.compile(r"[ァ-ヺー]+$")
_LONG_KATAKANA = 3  # shorter stretches are syllables as often as words
_KANA = re.compile(r"[ぁ-ゖゝゞァ-ヺヽヾー]+")
_HIRAGANA_END = re.compile(r"[ぁ-ゖ]$")
_HIRAGANA = re.compile("[ぁ-ゖ]")
_E_OR_I = re.compile("[えけせてねへめれげぜでべぺいきしちにひみりぎじびぴ]$")
_TO_I = dict(zip("うくすつぬふむるぐぶ", "いきしちにひみりぎび", strict=True))
# English -er-ing and -al-ist are no ring and no list: エンジニアリング, ジャーナリスト.
_DERIVED = re.compile("[アカサタナハマヤラワガザダバパャ](?:リング|リスト)$")

# The last vowel of a word before another: 酒 in 酒屋, 船 in 船旅.
_TO_A = dict(zip("エケセテネヘメレゲゼデベペ", "アカサタナハマラガザダバパ", strict=True))

_LONGEST_GRAMMAR = 2  # kana: shorter words are too often grammar to be looked for in pieces

_REMEMBERED = 4096


@dataclass(frozen=True)
class Variant:
    """A term of the index that may stand for one that was typed.

    One `in_pieces` is a word in hiragana, which the tokenizer cuts as it takes it for grammar: とまと is とま|と. The index
    has no such term, and the text is read. Of a longer word only the `part` is meant.
    """

    term: str
    tier: Tier
    in_pieces: bool = False
    part: str = ""


class Variants:
    """Finds the variants of a term among the terms of one snapshot, and remembers them."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self.spellings = lru_cache(_REMEMBERED)(self._spellings)
        self.sounding = lru_cache(_REMEMBERED)(self._sounding)
        self.containing = lru_cache(_REMEMBERED)(self._containing)
        self.written = lru_cache(_REMEMBERED)(self._written)

    def _written(self, term: str) -> tuple[str, ...]:
        """The ways in which authors wrote a term in another width or case: AI and ＡＩ for ai."""
        return tuple(sorted(self._snapshot.terms_with_key(written_key(term))))

    def _spellings(self, term: str) -> tuple[Variant, ...]:
        """The same word in other spellings, nearest first."""
        candidates = set[str]().union(*map(self._snapshot.terms_with_key, spelling_keys(term))) - {term}
        found = ((other, spelling_tier(term, other)) for other in sorted(candidates))
        return _nearest_first(Variant(other, tier) for other, tier in found if tier is not None)

    def _sounding(self, term: str) -> tuple[Variant, ...]:
        """Words that are read as this one is written, or written as it is read."""
        return _nearest_first(self._sounds(term))

    def _containing(self, term: str) -> tuple[Variant, ...]:
        """Longer words that this one is part of, also in other kanji and in katakana: 螢狩り for 蛍, 食パン for ぱん."""
        return tuple(self._wholes(term, Tier.WITHIN))

    def _wholes(self, term: str, tier: Tier) -> Iterator[Variant]:
        if not (_KANJI_WORD.fullmatch(term) or _KANA_WORD.fullmatch(term)):
            return
        form = katakana(modern(term))
        longer = set[str]().union(*map(self._snapshot.terms_containing, (form, *older(form))))
        for other in sorted(longer - {term}):
            place = self._place_of_part(form, other) if len(other) > len(term) and _is_uncut(other) else None
            if place is not None:
                yield Variant(other, tier, part=other[place : place + len(term)])

    def _sounds(self, term: str) -> Iterator[Variant]:
        romaji = kanas_of(term)
        for sound in romaji or term_readings(term) or (term,):
            yield from _in_pieces(term, sound)
        if _KANJI.search(term):
            yield from self._in_kana(term)
        elif romaji:
            yield from self._said(romaji, self._of_romaji, Tier.ROMAJI)
        elif _KANA.fullmatch(term):
            yield from self._said((term,), self._of_kana, Tier.READING)

    def _in_kana(self, term: str) -> Iterator[Variant]:
        """A word in kanji as it may be written in kana."""
        for reading in term_readings(term):
            for other in sorted(self._snapshot.terms_with_key(fold(reading))):
                if _KANA.fullmatch(other) and _differ_in(hiragana(reading), other) is not None:
                    yield Variant(other, Tier.READING)

    def _said(self, sounds: tuple[str, ...], of_sound: Callable[[str], Iterator[str]], tier: Tier) -> Iterator[Variant]:
        """The words that sound so; where there are none, the compounds that do."""
        others = dict.fromkeys(other for sound in sounds for other in of_sound(sound))
        for other in others:
            yield from self._read(other, tier)
        for sound in () if others else sounds:
            for compound in find_compounds(self._snapshot, sound, of_sound):
                yield Variant(compound, tier, in_pieces=True)

    def _of_kana(self, kana: str) -> Iterator[str]:
        for other in sorted(self._snapshot.terms_with_key(reading_key(kana))):
            ends_otherwise = _KATAKANA.fullmatch(kana) and _HIRAGANA_END.search(other)  # nobody writes 勝つ as カツ
            if not ends_otherwise and _is_read(other, kana):
                yield other

    def _of_romaji(self, kana: str) -> Iterator[str]:
        for other in sorted(self._snapshot.terms_with_key(romaji_key(kana))):
            if any(may_be_typed(kana, said) for said in (term_readings(other) or (other,))):
                yield other

    def _read(self, other: str, tier: Tier) -> Iterator[Variant]:
        """A word that sounds as was typed, and the longer ones that it is part of: 時計 and 置時計 for とけい."""
        yield Variant(other, tier)
        if len(other) > 1 and _KANJI_WORD.fullmatch(other):
            yield from self._wholes(other, tier)

    def _place_of_part(self, term: str, longer: str) -> int | None:
        """Where a word stands in a longer one as a word: 空港 in 関西国際空港, not 京都 in 東京都庁."""
        places = _places(term, katakana(modern(longer)))
        return next((at for at in places if self._is_part(term, modern(longer), at)), None)

    def _is_part(self, term: str, longer: str, at: int) -> bool:
        if _KATAKANA.fullmatch(term):
            return self._is_katakana_part(term, longer, at)
        if len(term) == 1:
            return _ends_name(longer, at) if is_name(longer) else _is_kanji_of(term, longer, at)
        parts = likely_parts(longer)
        if at == 1 and is_prefix(longer[0]) and not compound_parts(longer):
            return False  # 丈夫 in 大丈夫, which IPADIC could cut, but at a higher cost; 新|幹線 it would
        return _on_edges(at, at + len(term), _edges(parts))

    def _is_katakana_part(self, term: str, longer: str, at: int) -> bool:
        """Katakana ends where another script or another word begins: パン in 食パン, キャプチャ in キャプチャツール, not イタリア
        in イタリアン, イタリー in イタリーノ, nor any in a name, インド in インドネシア."""
        before, after = _KATAKANA_END.findall(longer[:at]), _KATAKANA.match(longer[at + len(term) :])
        rest = [*before, *([after.group()] if after else [])]
        if not rest:
            return True
        if len(term) < _LONG_KATAKANA or _DERIVED.search(longer[: at + len(term)]) or is_name(longer):
            return False
        return all(len(each) >= _LONG_KATAKANA and (is_word(each) or self._snapshot.has(each)) for each in rest)


def spelling_tier(term: str, other: str) -> Tier | None:
    """In what two spellings of a word differ; None where they are two words."""
    if unspaced(term) == unspaced(other):
        return Tier.SPACING
    step = _differ_in(term, other)
    if step is not None:
        return _OF_FOLD[step]
    if _same_but_okurigana(term, other):
        return Tier.OKURIGANA
    if _same_but_okurigana(_native(term), _native(other)) or _same_normal_form(term, other):
        return Tier.SPELLING
    if _is_its_verb(term, other) or _is_its_verb(other, term):
        return Tier.SPELLING
    return None


def _differ_in(one: str, other: str) -> Fold | None:
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


def _in_pieces(term: str, sound: str) -> Iterator[Variant]:
    """The word in hiragana, in any spelling, where it is too long to be mere grammar."""
    word = modern(hiragana(sound))
    if _KANA.fullmatch(sound) and len(word) > _LONGEST_GRAMMAR:
        for form in dict.fromkeys((word, *older(word), *voiced_otherwise(word))):
            yield Variant(form, _tier_in_pieces(term, form), in_pieces=True)


def _is_read(word: str, kana: str) -> bool:
    return any(_differ_in(kana, hiragana(reading)) is not None for reading in term_readings(word))


def _is_uncut(word: str) -> bool:
    """Whether a word is one to the tokenizer; the pieces of those that it cuts are terms themselves."""
    return is_word(modern(word)) if _KANJI.search(word) else True


def _ends_name(longer: str, at: int) -> bool:
    """What a name ends with says what it names: 寺 in 金閣寺, not 熊 in 熊本 nor 梨 in 山梨."""
    return at == len(longer) - 1 and at > 1 and is_word(longer[:at]) and not is_surname(longer)


def _is_kanji_of(kanji: str, longer: str, at: int) -> bool:
    """The last kanji of a word says what it is: 泉 in 温泉. The first is a word only if it is said as one: 雪 in 雪山, 酒 in
    酒屋; not 空 in 空気 (くうき)."""
    if at == len(longer) - 1:
        return True
    alone, together = known_readings(kanji), known_readings(longer)
    begins = ((said, said[:-1] + _TO_A.get(said[-1], said[-1])) for said in alone)
    return at == 0 and any(whole.startswith(each) for each in begins for whole in together)


def _tier_in_pieces(term: str, word: str) -> Tier:
    if term == word:
        return Tier.EXACT
    if modern(term) == modern(word):
        return Tier.OLD_KANJI
    if _KANA.fullmatch(term):
        return Tier.KANA
    return Tier.READING if _KANJI.search(term) else Tier.ROMAJI


def _is_its_verb(noun: str, verb: str) -> bool:
    """Whether a noun of two kanji says the doing of a verb: 取り付け and 取り付ける, 申込み and 申し込む."""
    if len(_KANJI.findall(noun)) < 2:
        return False
    return any(stem == noun or same_but_okurigana(stem, noun) for stem in _stems(verb))


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


def _places(term: str, longer: str) -> Iterator[int]:
    at = longer.find(term)
    while at >= 0:
        yield at
        at = longer.find(term, at + 1)


def _edges(parts: tuple[str, ...]) -> frozenset[int]:
    edges, at = {0}, 0
    for part in parts:
        at += len(part)
        edges.add(at)
    return frozenset(edges)


def _on_edges(start: int, end: int, edges: frozenset[int]) -> bool:
    """Inside one part, or from the beginning of one to the end of another."""
    crosses = any(start < edge < end for edge in edges)
    return not crosses or {start, end} <= edges


def _nearest_first(variants: Iterator[Variant]) -> tuple[Variant, ...]:
    best: dict[tuple[str, bool], Variant] = {}
    for variant in variants:
        known = best.get((variant.term, variant.in_pieces))
        if known is None or variant.tier.weight > known.tier.weight:
            best[variant.term, variant.in_pieces] = variant
    return tuple(sorted(best.values(), key=lambda variant: (-variant.tier.weight, variant.term)))
