"""Characters found in one text: literally, in any width and case, or as a word that the tokenizer cut."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import accumulate

from index import characters
from index.analysis.analyzer import lead_back
from index.analysis.token import Token
from index.analysis.viterbi import cheapest_cut
from index.analyzed import Field
from index.normalize import joins, normalize
from index.spelling.folds import katakana, modern
from index.spelling.parts import parts_of
from index.store.segment import ENCODING
from search.postings import PostText
from search.query.tree import Literal
from search.spelling.part import is_part

_KANJI = characters.pattern(f"[{characters.KANJI}]")
_SYLLABLES = re.compile(f"[{characters.HIRAGANA_WORD}]{{1,3}}")

# What another cut may cost more, in units of IPADIC. 置き|場所 costs 245 more than 置き場|所, 着|工事|前 960 more than 着工|事前, and 東|京都
# 4,960 more than 東京|都. A word in kana is the less likely there by accident the longer it is: しか in すこしかきまぜる costs 20,239, あおむし in
# あおむしろ 6,921, and ふくらはぎ, which IPADIC does not know, 4,275.
_LITTLE_IN_KANJI = 500
_LITTLE_IN_KANA = 3000  # for each character after the second
_LONGEST_CUT_ANEW = 16  # characters
_AROUND = 8  # characters
_SHORT = 3  # characters
_GRAMMAR = ("助詞", "助動詞")
_NUMERAL = re.compile("[〇一二三四五六七八九十百千]{2}")
_ONE_KANA = characters.pattern(f"[{characters.HIRAGANA}][{characters.KANJI}]")

# ASCII in full width.
_WIDE = {chr(code): chr(code + 0xFEE0) for code in range(0x21, 0x7F)} | {" ": "\u3000"}


def literal_places(literal: Literal, post: PostText) -> Iterable[tuple[int, int]]:
    """Where a literal stands in a post, first character and first character after, without overlaps."""
    if literal.word and not _may_stand_in(literal.text, post):
        return ()
    text = post.text()
    if literal.exact:
        places = list(_as_typed(literal.typed, text))
    else:
        places = _or_normalized(_in_any_width(literal.typed, literal.text, text), literal.text, text, post)
    return _as_words(places, text, post) if literal.word else places


def _may_stand_in(word: str, post: PostText) -> bool:
    """Whether a word's characters may stand side by side in a post: four times as fast as to find them in its decoded text."""
    if not _WIDE.keys().isdisjoint(word):
        return True  # in any case
    return post.code_units().tobytes().find(word.encode(ENCODING)) >= 0 or post.gives(word)


def places_in_pieces(word: str, post: PostText, *, strictly: bool = False) -> Iterator[tuple[int, int]]:
    """Where a word stands in a post though the tokenizer cut it: one in hiragana, or one that it does not know.
    `strictly`: no token with content may reach beyond it."""
    if not _may_stand_in(word, post):
        return iter(())
    text = post.text()
    return _as_words(_or_normalized(_as_typed(word, text), word, text, post), text, post, strictly=strictly)


def fields_at(post: PostText, offsets: Iterable[int]) -> list[Field]:
    """The field that each offset in the text of a post lies in."""
    fields, starts, _ = post.regions()
    return [Field(fields[bisect_right(starts, offset) - 1]) for offset in offsets]


def _or_normalized(places: Iterator[tuple[int, int]], normal: str, text: str, post: PostText) -> list[tuple[int, int]]:
    """The places; where there are none, those at which the normalized text has the characters.

    Normalizing a text takes a hundred times as long as looking through it, so it is done only where the text has what may
    have given the characters: half-width kana, ㌔ for キロ, marks of their own.
    """
    return list(places) or (list(_in_normalized(normal, text)) if post.gives(normal) else [])


def _as_words(
    places: Sequence[tuple[int, int]], text: str, post: PostText, *, strictly: bool = False
) -> Iterator[tuple[int, int]]:
    """Those of the places where a word stands."""
    for start, end in places:
        touching = post.tokens_between(max(0, start - 1), end)
        tokens = [(low, high) for low, high in touching if high > start]
        if strictly and any(low < start or high > end for low, high in tokens):
            continue
        is_word = _is_word_in_kanji if _KANJI.search(text, start, end) else _is_word_in_kana
        if is_word(start, end, tokens, text, after_word=len(tokens) < len(touching)):
            yield start, end


def _is_word_in_kanji(start: int, end: int, tokens: Sequence[tuple[int, int]], text: str, *, after_word: bool) -> bool:
    """Whether these tokens, which have content, are the word between `start` and `end`. A token that reaches beyond it may do so by
    three kana, 日中 in 日|中でも; one that holds it must have it as a part, 踊り in 盆踊り, not 高い in 高いびき. Behind another word
    (`after_word`) it does not begin with a particle, and it never begins within a number: 一条 is not in 二十一条."""
    if start and _NUMERAL.match(text, start - 1):
        return False
    reaching = [(low, high) for low, high in tokens if low < start or high > end]
    if all(_may_reach(low, high, start, end, text) for low, high in reaching):
        begins = any(low <= start for low, _ in tokens) or not _ONE_KANA.match(text, start)
        return begins or not after_word
    low, high = min(start, *(low for low, _ in tokens)), max(end, *(high for _, high in tokens))
    near = modern(text[low:high])
    return len(near) <= _LONGEST_CUT_ANEW and _may_be_cut(near, start - low, end - low, _LITTLE_IN_KANJI)


def _may_reach(low: int, high: int, start: int, end: int, text: str) -> bool:
    if low <= start and end <= high:
        longer = modern(text[low:high])
        return is_part(katakana(modern(text[start:end])), longer, start - low, parts_of(longer))
    return _SYLLABLES.fullmatch(text[low:start] + text[end:high]) is not None


def _is_word_in_kana(start: int, end: int, tokens: Sequence[tuple[int, int]], text: str, *, after_word: bool) -> bool:
    """Whether these tokens, which have content, are the word between `start` and `end`: those that reach beyond it have three kana
    at most, and none holds all of it; or else whether it is likely there. 曲|は|まだ is not はまだ."""
    reaching = [(low, high) for low, high in tokens if low < start or high > end]
    within = any(low <= start and end <= high for low, high in reaching)
    short = all(_SYLLABLES.fullmatch(text, low, high) for low, high in reaching)
    if tokens and short and not within and (not after_word or any(low <= start for low, _ in tokens)):
        return True
    low = text.rfind("\n", max(0, start - _AROUND), start) + 1 or max(0, start - _AROUND)
    around = text[low : end + _AROUND].partition("\n")[0]
    return _may_be_cut(around, start - low, end - low, _LITTLE_IN_KANA * (end - start - 2))


@lru_cache(4096)
def _may_be_cut(text: str, start: int, end: int, most: int) -> bool:
    """Whether a word from `start` to `end` costs at most so much more in a text than the words that the tokenizer found. Grammar that
    stands side by side is none: は|まだ."""
    cost, morphemes = cheapest_cut(text, (start, end))
    starts = accumulate((len(each.surface) for each in morphemes), initial=0)
    first = next(each for at, each in zip(starts, morphemes, strict=False) if at == start)
    if end - start <= _SHORT and first.part_of_speech[0] in _GRAMMAR:
        return False
    return cost - cheapest_cut(text)[0] <= most


def _in_normalized(normal: str, text: str) -> Iterator[tuple[int, int]]:
    normalized = normalize(text)
    if normalized.text is text:
        return
    for start in _places(normal, normalized.text):
        token = lead_back(Token("", start, len(normal)), normalized)
        yield token.start, token.end


def _in_any_width(typed: str, normal: str, text: str) -> Iterator[tuple[int, int]]:
    if not normal:
        return iter(())  # of nothing but what nobody sees
    if typed == normal and _WIDE.keys().isdisjoint(normal):  # four times as fast as a pattern
        return _as_typed(typed, text)
    return (match.span() for match in _pattern(typed, normal).finditer(text) if _is_whole(*match.span(), text))


def _as_typed(typed: str, text: str) -> Iterator[tuple[int, int]]:
    places = ((start, start + len(typed)) for start in _places(typed, text))
    return (place for place in places if _is_whole(*place, text))


def _is_whole(start: int, end: int, text: str) -> bool:
    """Whether no mark of its own makes the first or the last character another one: か with a mark is が."""
    return not joins(text[start]) and not joins(text[end : end + 1] or " ")


@lru_cache(64)
def _pattern(typed: str, normal: str) -> re.Pattern[str]:
    return re.compile(f"{re.escape(typed)}|{''.join(map(_forms, normal))}")


def _forms(character: str) -> str:
    """A character of a normalized text, in any width and case."""
    if character not in _WIDE:
        return re.escape(character)
    cases = {character, character.upper()}
    return f"[{''.join(re.escape(form) for case in sorted(cases) for form in (case, _WIDE[case]))}]"


def _places(part: str, text: str) -> Iterator[int]:
    at = text.find(part) if part else -1
    while at >= 0:
        yield at
        at = text.find(part, at + len(part))
