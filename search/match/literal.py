"""Characters found in one text: literally, in any width and case, or as a word that the tokenizer cut."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from index import characters
from index.analysis.analyzer import lead_back
from index.analysis.token import Token
from index.analyzed import Field
from index.normalize import joins, normalize
from search.postings import PostText
from search.query.tree import Literal

_KANJI = re.compile(f"[{characters.KANJI}]")
_SYLLABLES = re.compile(f"[{characters.HIRAGANA_WORD}]{{1,3}}")

# ASCII in full width.
_WIDE = {chr(code): chr(code + 0xFEE0) for code in range(0x21, 0x7F)} | {" ": "\u3000"}


def literal_places(literal: Literal, post: PostText) -> Iterable[tuple[int, int]]:
    """Where a literal stands in a post, first character and first character after, without overlaps."""
    text = post.text()
    if literal.exact:
        places = list(_as_typed(literal.typed, text))
    else:
        places = _or_normalized(_in_any_width(literal.typed, literal.text, text), literal.text, text, post)
    return _as_words(places, text, post) if literal.word else places


def places_in_pieces(word: str, post: PostText, *, strictly: bool = False) -> Iterator[tuple[int, int]]:
    """Where a word stands in a post though the tokenizer cut it: one in hiragana, or one that it does not know.
    `strictly`: no token with content may reach beyond it."""
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
        if _are_word(start, end, tokens, text, after_word=len(tokens) < len(touching)):
            yield start, end


def _are_word(start: int, end: int, tokens: Sequence[tuple[int, int]], text: str, *, after_word: bool) -> bool:
    """Whether these tokens, which have content, are the word between `start` and `end`. A token that reaches beyond the word
    has three kana at most, or, where the word has kanji, three beyond it: 日中 in 日|中でも. Behind another word (`after_word`) it
    does not begin with a particle: 曲|は|まだ is not はまだ."""
    has_kanji = _KANJI.search(text, start, end) is not None
    if not (tokens or has_kanji):
        return False
    reaching = [(low, high) for low, high in tokens if low < start or high > end]
    beyond = [text[low:start] + text[end:high] if has_kanji else text[low:high] for low, high in reaching]
    if not all(map(_SYLLABLES.fullmatch, beyond)):
        return False
    return not after_word or any(low <= start for low, _ in tokens)


def _in_normalized(normal: str, text: str) -> Iterator[tuple[int, int]]:
    normalized = normalize(text)
    if normalized.text is text:
        return
    for start in _places(normal, normalized.text):
        token = lead_back(Token("", start, len(normal)), normalized)
        yield token.start, token.end


def _in_any_width(typed: str, normal: str, text: str) -> Iterator[tuple[int, int]]:
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
