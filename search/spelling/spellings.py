"""The spellings of a term that the index has, in tiers: the nearer a spelling, the more it counts.

Terms that share a key (`index.spelling.keys`) are looked at one by one, and the first fold that makes them equal names
the tier. The last tiers join words by their sound alone, and only where few posts have the word otherwise; a reading
joins kana with kanji, never two words in kanji (公園 and 講演 sound the same).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

import numpy as np

from index import characters
from index.analyzed import Field
from index.dictionary.lookup import is_grammar, is_name, is_noun, is_word
from index.remembered import remembered
from index.spelling.folds import counted_otherwise, fold, hiragana, katakana, modern, older, voiced_otherwise
from index.spelling.keys import (
    likely_reading,
    may_be_typed,
    part_key,
    reading_key,
    romaji_key,
    sound_keys,
    spelling_keys,
    term_readings,
    word_parts,
    written_key,
)
from index.spelling.readings import words_read
from index.spelling.romaji import kanas_of
from search.postings import Numbers
from search.query.tree import Term
from search.spelling.compounds import find_compounds
from search.spelling.lexicon import Lexicon
from search.spelling.names import is_dictionary_word, likely_names, other_names
from search.spelling.part import place_of_part
from search.spelling.same import is_read, sounds_as, spelling_tier
from search.spelling.variant import Tier, Variant

_KANJI = characters.pattern(f"[{characters.KANJI}]")
_KANJI_WORD = characters.pattern(f"[{characters.KANJI}]+")
_MIXED_WORD = characters.pattern(f"(?=.*[{characters.KANJI}])[{characters.KANA_WORD}{characters.KANJI}]+")
_KANA_WORD = re.compile(f"[{characters.HIRAGANA_WORD}]{{2,}}|[{characters.KATAKANA_WORD}]{{2,}}")
_KATAKANA = re.compile(f"[{characters.KATAKANA}]+")
_KANA = re.compile(f"[{characters.KANA_WORD}]+")
_HIRAGANA_END = re.compile(f"[{characters.HIRAGANA}]$")

_LONGEST_GRAMMAR = 2  # kana: shorter words are too often grammar to be looked for in pieces
_MANY = 100  # documents: where as many have a word, it is not looked for where the tokenizer may have cut it
_MANY_TIMES = 5
_FEW = 10  # documents: where fewer have a word, those count too in which it only sounds the same

_REMEMBERED_TERMS = 32_768


class Spellings:
    """Finds and remembers the spellings of one index that count for a term. `having` gives the documents that have each of some terms of
    the index in some fields."""

    def __init__(self, lexicon: Lexicon, having: Callable[[list[str], tuple[Field, ...]], list[Numbers]]) -> None:
        self._lexicon, self._having = lexicon, having
        self.of = remembered(self._find, _REMEMBERED_TERMS)

    def _find(self, term: Term) -> tuple[Variant, ...]:
        """The spellings that count for a term, the one typed first."""
        typed = Variant(term.text, Tier.EXACT)
        if term.exact:
            return (typed,)
        respelled = self._respelled(term.text)
        near = [typed, *(each for each in respelled if each.tier is not Tier.OTHER_KANJI)]
        if not term.alone:
            return tuple(near)
        containing = self._containing(term.text)
        near += containing if len(term.text) > 1 else ()
        having = np.zeros(len(self._lexicon), bool)
        for documents in self._having([each.term for each in near], term.fields):
            having[documents] = True
        number = int(np.count_nonzero(having))
        if number < _MANY and _may_be_cut(term.text):
            near.append(Variant(term.text, Tier.EXACT, in_pieces=True))
        if number < _FEW:
            cut = [replace(each, in_pieces=True) for each in near[1:] if _is_cut_somewhere(each.term)]
            near += [*respelled, *cut, *self._sounding(term.text), *containing]
        near += [each for each in self._names(term.text) if self._is_meant(each, term, number)]
        return _each_once(near)

    def _is_meant(self, name: Variant, term: Term, number: int) -> bool:
        """Whether a term that so many documents have stands for its name in other letters as well. Words of a dictionary go ways of
        their own, データ and data, and so does what is mostly written in katakana, オンライン and online."""
        if number < _FEW:
            return True
        (documents,) = self._having([name.term], term.fields)
        others = len(documents)
        if is_dictionary_word(term.text) and not (is_name(term.text) or is_name(name.term)):
            return name.tier is Tier.LATIN and others >= number * _MANY_TIMES
        return name.tier is Tier.LATIN or others <= number * _MANY_TIMES

    def likely_names(self, word: str) -> tuple[str, ...]:
        """Terms in other letters that a word may be the name of: rust for ラスト."""
        return likely_names(word, self._lexicon)

    def _names(self, term: str) -> tuple[Variant, ...]:
        if _KATAKANA.fullmatch(term):
            return tuple(Variant(other, Tier.LATIN) for other in other_names(term, self._lexicon))
        names = other_names(term, self._lexicon)
        if not self._lexicon.has(term):  # perprexity may sound like パープレキシティ, which is perplexity
            names = tuple(each for each in names if not other_names(each, self._lexicon))
        return tuple(Variant(each, Tier.KATAKANA) for each in names)

    def written(self, term: str) -> tuple[str, ...]:
        """The ways in which authors wrote a term in another width or case: AI and ＡＩ for ai."""
        return tuple(sorted(self._lexicon.terms_with_key(written_key(term))))

    def _respelled(self, term: str) -> tuple[Variant, ...]:
        """The word in other spellings, nearest first: サーバー for サーバ."""
        candidates = set[str]().union(*map(self._lexicon.terms_with_key, spelling_keys(term))) - {term}
        found = ((other, spelling_tier(term, other)) for other in sorted(candidates))
        return _nearest_first(Variant(other, tier) for other, tier in found if tier is not None)

    def _sounding(self, term: str) -> tuple[Variant, ...]:
        """Words that are read as this one is written, or written as it is read: 時計 for とけい."""
        return _nearest_first(self._sounds(term))

    def _containing(self, term: str) -> tuple[Variant, ...]:
        """Longer words that this one is part of, also in other kanji and kana: 螢狩り for 蛍, 食パン for ぱん, 絵はがき for
        ハガキ."""
        return tuple(self._wholes(term, Tier.WITHIN))

    def _wholes(self, term: str, tier: Tier) -> Iterator[Variant]:
        if not (_MIXED_WORD.fullmatch(term) or _KANA_WORD.fullmatch(term)):
            return
        form = katakana(modern(term))
        forms = dict.fromkeys((hiragana(form), *(() if _KANJI.search(form) else (form,)), *older(form)))
        longer = {other: parts for each in forms for other, parts in self._lexicon.terms_containing(each).items()}
        longer.pop(term, None)
        for other, parts in sorted(longer.items()):
            place = place_of_part(form, other, parts, known=self._lexicon.has)
            if place is not None:
                yield Variant(other, tier, part=other[place : place + len(term)])

    def _sounds(self, term: str) -> Iterator[Variant]:
        romaji = kanas_of(term)
        for sound in romaji or _kana_of(term) or (term,):
            yield from _in_pieces(term, sound)
        if _KANJI.search(term):
            yield from self._in_kana(term)
            yield from self._in_more_kanji(term)
            for form in counted_otherwise(term):
                yield Variant(form, Tier.SMALL_KANA, in_pieces=True)
        elif romaji:
            yield from self._said(term, romaji, Tier.ROMAJI, key=romaji_key, of_sound=self._of_romaji)
        elif _KANA.fullmatch(term):
            yield from self._said(term, (term,), Tier.READING, key=reading_key, of_sound=self._of_kana)
            for word in words_read(katakana(term)):  # which the tokenizer may cut: 労|る
                if not self._lexicon.has(word):
                    yield Variant(word, Tier.READING, in_pieces=True)

    def _in_kana(self, term: str) -> Iterator[Variant]:
        """A word in kanji as it may be written in kana; nobody writes 勝つ as カツ."""
        for reading in _kana_of(term):
            for other in sorted(self._lexicon.terms_with_key(fold(reading))):
                inflects = _KATAKANA.fullmatch(other) and not is_noun(modern(term))
                if _KANA.fullmatch(other) and not inflects and sounds_as(reading, other):
                    yield Variant(other, Tier.READING)

    def _in_more_kanji(self, term: str) -> Iterator[Variant]:
        """A word with kana in it as others write it: 使い方 for 使いかた."""
        kanji = "".join(_KANJI.findall(term))
        for reading in term_readings(term) if _HIRAGANA_END.search(term) else ():
            for other in sorted(self._lexicon.terms_with_key(reading_key(reading))):
                if other.startswith(kanji[0]) and set(kanji) < set(_KANJI.findall(other)):
                    yield Variant(other, Tier.READING)

    def _said(
        self,
        term: str,
        sounds: tuple[str, ...],
        tier: Tier,
        *,
        key: Callable[[str], str],
        of_sound: Callable[[str], Iterator[str]],
    ) -> Iterator[Variant]:
        """The words that have one of these sounds, and those with a part that has; compounds, if there are none and no post has
        the term itself."""
        others = dict.fromkeys(other for sound in sounds for other in of_sound(sound))
        for other in others:
            yield from self._read(other, tier)
        parts = [variant for sound in sounds for variant in self._with_part(key(sound), tier)]
        yield from parts
        for sound in () if others or parts or self._lexicon.has(term) else sounds:
            for compound in find_compounds(self._lexicon, sound, of_sound):
                yield Variant(compound, tier, in_pieces=True)

    def _with_part(self, key: str, tier: Tier) -> Iterator[Variant]:
        """The words with a part that has a key of its sound: 絵葉書 for はがき."""
        for other in sorted(self._lexicon.terms_with_key(part_key(key))):
            for part in word_parts(other):
                if key in sound_keys(part):
                    place = modern(other).find(part)
                    yield Variant(other, tier, part=other[place : place + len(part)])

    def _of_kana(self, kana: str) -> Iterator[str]:
        for other in sorted(self._lexicon.terms_with_key(reading_key(kana))):
            ends_otherwise = _KATAKANA.fullmatch(kana) and _HIRAGANA_END.search(other)  # nobody writes 勝つ as カツ
            if not ends_otherwise and is_read(other, kana):
                yield other

    def _of_romaji(self, kana: str) -> Iterator[str]:
        for other in sorted(self._lexicon.terms_with_key(romaji_key(kana))):
            readings = term_readings(other)
            if any(may_be_typed(kana, said, loan=not readings) for said in readings or (other,)):
                yield other

    def _read(self, other: str, tier: Tier) -> Iterator[Variant]:
        """A word that sounds as was typed, and the longer ones that it is part of: 時計 and 置時計 for とけい. One that no dictionary
        has, ぬか床, the tokenizer may cut elsewhere."""
        yield Variant(other, tier)
        if _is_cut_somewhere(other):
            yield Variant(other, tier, in_pieces=True)
        if len(other) > 1 and _KANJI_WORD.fullmatch(other):
            yield from self._wholes(other, tier)


def _may_be_cut(word: str) -> bool:
    """Whether the tokenizer may cut a word in some sentence: ぬか床, 抑える. Kana of two characters are too often grammar."""
    if _KANA.fullmatch(word):
        return len(word) > _LONGEST_GRAMMAR and not _KATAKANA.fullmatch(word)
    return len(word) > 1 and _MIXED_WORD.fullmatch(word) is not None


def _is_cut_somewhere(word: str) -> bool:
    """Whether the tokenizer cuts a word of the index in some sentences, as no dictionary has it: ぬか床."""
    return _may_be_cut(word) and not (_KANA.fullmatch(word) or is_word(word))


def _kana_of(term: str) -> tuple[str, ...]:
    """The kana that may stand for a word in kanji. One kana may not, nor kana that are mostly grammar, いま for 居間; one kanji is
    read as it is alone."""
    readings = term_readings(term) if len(term) > 1 else (likely_reading(term),)
    says_little = is_grammar(modern(term))
    return tuple(
        reading for reading in readings if len(reading) > 1 and (says_little or not is_grammar(hiragana(reading)))
    )


def _in_pieces(term: str, sound: str) -> Iterator[Variant]:
    """The word in hiragana, in any spelling, unless it is so short that it may be grammar."""
    word = modern(hiragana(sound))
    if _KANA.fullmatch(sound) and len(word) > _LONGEST_GRAMMAR:
        for form in dict.fromkeys((word, *older(word), *voiced_otherwise(word))):
            yield Variant(form, _tier_in_pieces(term, form), in_pieces=True)


def _tier_in_pieces(term: str, word: str) -> Tier:
    if term == word:
        return Tier.EXACT
    if modern(term) == modern(word):
        return Tier.OLD_KANJI
    if _KANA.fullmatch(term):
        return Tier.KANA
    return Tier.READING if _KANJI.search(term) else Tier.ROMAJI


def _each_once(variants: Iterable[Variant]) -> tuple[Variant, ...]:
    first: dict[tuple[str, bool], Variant] = {}
    for variant in variants:
        first.setdefault((variant.term, variant.in_pieces), variant)
    return tuple(first.values())


def _nearest_first(variants: Iterator[Variant]) -> tuple[Variant, ...]:
    best: dict[tuple[str, bool], Variant] = {}
    for variant in variants:
        known = best.get((variant.term, variant.in_pieces))
        if known is None or variant.tier.weight > known.tier.weight:
            best[variant.term, variant.in_pieces] = variant
    return tuple(sorted(best.values(), key=lambda variant: (-variant.tier.weight, variant.term)))
