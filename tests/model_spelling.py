"""Other spellings for the slow model: every term of every post is held against the word that was typed.

Borrowed are the judgements of two words, which `test_variants.py` and `test_spelling.py` test: in what two spellings differ,
where a word is part of a longer one, how a word is read. How the candidates are found (keys, hashes, tables) is not.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from itertools import pairwise

from model_posts import Post

from index.analysis.dictionary import is_grammar, is_noun
from index.normalize import normalize
from index.spelling.folds import counted_otherwise, hiragana, katakana, modern, older, voiced_otherwise
from index.spelling.keys import (
    likely_reading,
    may_be_typed,
    may_have_parts,
    reading_key,
    romaji_key,
    sound_keys,
    term_readings,
    word_parts,
)
from index.spelling.romaji import kanas_of
from search.spelling.part import place_of_part
from search.spelling.same import is_read, sounds_as, spelling_tier
from search.spelling.tier import Tier
from search.spelling.variants import Variant

_KANJI = re.compile(r"[一-鿿々]")
_KANJI_WORD = re.compile(r"[一-鿿々]+")
_KANA = re.compile(r"[ぁ-ゖゝゞァ-ヺヽヾー]+")
_ONE_KANA = re.compile(r"[ぁ-ゖゝゞー]{2,}|[ァ-ヺヽヾー]{2,}")
_KATAKANA = re.compile(r"[ァ-ヺー]+")
_HIRAGANA_END = re.compile(r"[ぁ-ゖ]$")

_LONGEST_GRAMMAR = 2
_COMPOUND = range(4, 17)  # kana
_MOST_PARTS, _MOST_COMPOUNDS = 4, 4

_normal = cache(lambda term: normalize(term).text)
_tier = cache(spelling_tier)
_is_read = cache(is_read)


class Spelling:
    """The words of some posts."""

    def __init__(self, posts: Iterable[Post]) -> None:
        self._posts = list(posts)
        every = {token.term for post in self._posts for token in post.tokens}
        self._terms = sorted(term for term in every if _normal(term) == term)
        self._as_written = sorted(every.difference(self._terms))

    def written(self, term: str) -> list[str]:
        """The ways in which authors wrote a term in another width or case."""
        return [other for other in self._as_written if _normal(other) == term]

    def spellings(self, term: str) -> list[Variant]:
        """The same word in other spellings."""
        found = ((other, _tier(term, other)) for other in self._terms if other != term)
        return _nearest_first(Variant(other, tier) for other, tier in found if tier is not None)

    def containing(self, term: str, tier: Tier = Tier.WITHIN) -> list[Variant]:
        """Longer words that a word in kanji or in kana is part of."""
        if not (_KANJI_WORD.fullmatch(term) or _ONE_KANA.fullmatch(term)):
            return []
        word = katakana(modern(term))
        found = []
        for other in self._terms:
            if other != term and may_have_parts(other):
                place = place_of_part(word, other, known=self._knows)
                if place is not None:
                    found.append(Variant(other, tier, part=other[place : place + len(term)]))
        return found

    def sounding(self, term: str) -> list[Variant]:
        """Words that are read as this one is written, or written as it is read."""
        romaji = kanas_of(term)
        found = [each for sound in romaji or _kana_of(term) or (term,) for each in _in_pieces(term, sound)]
        if _KANJI.search(term):
            found += [Variant(other, Tier.READING) for other in self._terms if _may_be_kana_for(other, term)]
            found += [Variant(form, Tier.SMALL_KANA, in_pieces=True) for form in counted_otherwise(term)]
        elif romaji:
            found += self._said(romaji, Tier.ROMAJI, romaji_key, _is_typed)
        elif _KANA.fullmatch(term):
            found += self._said((term,), Tier.READING, reading_key, _is_word_for)
        return _nearest_first(found)

    def _knows(self, term: str) -> bool:
        return term in self._terms or term in self._as_written

    def _said(
        self, sounds: tuple[str, ...], tier: Tier, key: Callable[[str], str], says: Callable[[str, str], bool]
    ) -> Iterator[Variant]:
        """The words that sound so, those with a part that does, and where there are none of both, the compounds."""
        words = [other for other in self._terms if any(says(other, sound) for sound in sounds)]
        whole = [each for other in words for each in self._read(other, tier)]
        parts = [each for sound in sounds for each in self._with_part(key(sound), tier)]
        yield from (*whole, *parts)
        if not whole and not parts:
            for sound in sounds:
                yield from (Variant(word, tier, in_pieces=True) for word in self._compounds(sound, says))

    def _read(self, other: str, tier: Tier) -> list[Variant]:
        is_in_longer = len(other) > 1 and _KANJI_WORD.fullmatch(other)
        return [Variant(other, tier), *(self.containing(other, tier) if is_in_longer else ())]

    def _with_part(self, key: str, tier: Tier) -> Iterator[Variant]:
        for other in self._terms:
            for part in word_parts(other):
                if key in sound_keys(part):
                    at = modern(other).find(part)
                    yield Variant(other, tier, part=other[at : at + len(part)])

    def _compounds(self, sound: str, says: Callable[[str, str], bool]) -> list[str]:
        """Words in kanji that stand side by side in some post and together sound so; those in most posts first."""
        if len(sound) not in _COMPOUND:
            return []
        words = [other for other in self._terms if _KANJI_WORD.fullmatch(other)]
        having = {}
        for parts in _ways(sound, words, says, _MOST_PARTS):
            posts = [post for post in self._posts if _stand_side_by_side(parts, post)]
            if posts:
                having["".join(parts)] = max(len(posts), having.get("".join(parts), 0))
        return sorted(having, key=lambda text: (-having[text], text))[:_MOST_COMPOUNDS]


def _ways(sound: str, words: list[str], says: Callable[[str, str], bool], most: int) -> Iterator[tuple[str, ...]]:
    """Every way to say a sound with so many words."""
    if not sound:
        yield ()
    for end in range(1, len(sound) + 1) if most else ():
        for word in words:
            if says(word, sound[:end]):
                yield from ((word, *others) for others in _ways(sound[end:], words, says, most - 1))


def _stand_side_by_side(parts: tuple[str, ...], post: Post) -> bool:
    terms = {token.term for token in post.tokens}
    return terms.issuperset(parts) and all((one[-1], other[0]) in post.edges for one, other in pairwise(parts))


def _is_word_for(other: str, kana: str) -> bool:
    """Whether a term is read so; nobody writes 勝つ as カツ."""
    return not (_KATAKANA.fullmatch(kana) and _HIRAGANA_END.search(other)) and _is_read(other, kana)


def _is_typed(other: str, kana: str) -> bool:
    """Whether romaji for these kana are typed for a term."""
    readings = term_readings(other)
    return any(may_be_typed(kana, said, loan=not readings) for said in readings or (other,))


def _may_be_kana_for(other: str, term: str) -> bool:
    if not _KANA.fullmatch(other) or (_KATAKANA.fullmatch(other) and not is_noun(modern(term))):
        return False
    return any(sounds_as(reading, other) for reading in _kana_of(term))


def _kana_of(term: str) -> tuple[str, ...]:
    """How a word in kanji may be written in kana: not with one kana, nor as what is grammar."""
    readings = term_readings(term) if len(term) > 1 else (likely_reading(term),)
    says_little = is_grammar(modern(term))
    return tuple(each for each in readings if len(each) > 1 and (says_little or not is_grammar(hiragana(each))))


def _in_pieces(term: str, sound: str) -> Iterator[Variant]:
    word = modern(hiragana(sound))
    if _KANA.fullmatch(sound) and len(word) > _LONGEST_GRAMMAR:
        for form in (word, *older(word), *voiced_otherwise(word)):
            yield Variant(form, _tier_in_pieces(term, form), in_pieces=True)


def _tier_in_pieces(term: str, form: str) -> Tier:
    if term == form:
        return Tier.EXACT
    if modern(term) == modern(form):
        return Tier.OLD_KANJI
    if _KANA.fullmatch(term):
        return Tier.KANA
    return Tier.READING if _KANJI.search(term) else Tier.ROMAJI


def _nearest_first(variants: Iterable[Variant]) -> list[Variant]:
    """Each term once, in its nearest tier."""
    nearest: dict[tuple[str, bool], Variant] = {}
    for each in variants:
        known = nearest.setdefault((each.term, each.in_pieces), each)
        if each.tier.weight > known.tier.weight:
            nearest[each.term, each.in_pieces] = each
    return sorted(nearest.values(), key=lambda each: (-each.tier.weight, each.term))
