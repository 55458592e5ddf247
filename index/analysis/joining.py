"""Neighbours that are one word, joined again: what the tokenizer cut because IPADIC spells it otherwise or not at all.

問|合わせ   a known word, written with other okurigana
インター|フェイス   katakana that touch
二十|五   one number
推し|活   a word that the blog has taught
東京|駅   a word and its affixes, which answer for themselves as well

Nothing is ever cut anew: each piece stays a token, which answers for itself; only the figures of a number do not.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from functools import cache, lru_cache
from importlib.resources import files

from index import characters
from index.analysis.token import Rule, Token
from index.dictionary.lookup import is_word
from index.spelling.folds import iterated, modern
from index.spelling.normal import is_other_form
from index.spelling.okurigana import same_but_okurigana, skeleton

_KATAKANA = re.compile(f"[{characters.KATAKANA}]+")
_KANJI = re.compile(f"[{characters.KANJI}]")
_KANA = re.compile(f"[{characters.KANA}]+")
_NUMERAL = re.compile("[〇一二三四五六七八九十百千]+")
_LONGEST_RUN = 4  # pieces: of longer runs only pairs, threes and the whole become terms
_MOST_PIECES = 4  # of a word with other okurigana, or of one in the vocabulary
_LONGEST_WORD = 24  # characters

_STEMS = frozenset({Rule.WORD, Rule.JOINED})
_BEFORE_SUFFIX = _STEMS | {Rule.SUFFIX, Rule.TECHNICAL}
# Not a set: members of an enumeration are hashed in Python, and this is asked about every token.
_OF_WHOLE = (Rule.WORD, Rule.JOINED, Rule.SUFFIX, Rule.TECHNICAL, Rule.PREFIX)

_REMEMBERED = 100_000


Vocabulary = Mapping[str, Set[str]]  # words by their first characters


def vocabulary_of(words: Iterable[str]) -> Vocabulary:
    """The words of one blog, those that its posts taught and those of its owner's dictionary, as `joined` looks them up."""
    found: dict[str, set[str]] = {}
    for word in words:
        found.setdefault(word[0], set()).add(word)
    return found


def joined(tokens: Sequence[Token], text: str, vocabulary: Vocabulary) -> Iterator[Token]:
    """The tokens that cover a text, with those that make one word joined: first the whole word, then its pieces."""
    at = 0
    while at < len(tokens):
        if not tokens[at].term and text[tokens[at].start] not in vocabulary:  # a particle begins no word
            yield tokens[at]
            at += 1
            continue
        count = _katakana_run(tokens, at, text) or _word(tokens, at, text, vocabulary)
        if count < 2:
            yield tokens[at]
            at += 1
            continue
        run = tokens[at : at + count]
        yield _over(run, text, Rule.JOINED)
        is_katakana = _is_katakana(run[0], text)
        if is_katakana:
            yield from _within(run, text)
        if not is_katakana or all(map(_is_loan_word, run)):
            yield from (token._replace(rule=Rule.PIECE) for token in run if token.term)
        at += count


def with_numbers(tokens: Iterable[Token], text: str) -> Iterator[Token]:
    """The tokens, with the kanji of one number as one: 二十五|条."""
    number: Token | None = None
    for token in tokens:
        is_numeral = bool(token.term) and _NUMERAL.fullmatch(token.term) is not None
        if number and is_numeral:
            number = Token(text[number.start : token.end], number.start, token.end - number.start, number.rule)
            continue
        if number:
            yield number
        number = token if is_numeral else None
        if not number:
            yield token
    if number:
        yield number


def with_wholes(tokens: Iterable[Token]) -> Iterator[Token]:
    """The tokens, each followed by the words that it makes with its affixes before it: after 非|効率 comes 非効率, after
    非|効率|的 come 効率的 and 非効率的."""
    run: list[Token] = []
    for token in tokens:
        yield token
        if token.rule not in _OF_WHOLE:
            if not run or token.end > run[-1].end:
                run = []
            continue
        if not run or not are_whole(run[-1], token):
            run = []
        run = [*run[1 - _MOST_PIECES :], token]
        for first in range(len(run) - 1):
            if run[first].rule is not Rule.SUFFIX:
                term = "".join(each.term for each in run[first:])
                yield Token(term, run[first].start, token.end - run[first].start, Rule.WHOLE)


def are_whole(before: Token, after: Token) -> bool:
    """Whether two tokens side by side are one word: a suffix with what is before it, a prefix with what is after it. The
    word ends there: 子供用|自転車."""
    if before.end != after.start:
        return False
    if after.rule is Rule.SUFFIX:
        return before.rule in _BEFORE_SUFFIX
    return before.rule is Rule.PREFIX and after.rule in _STEMS


def _katakana_run(tokens: Sequence[Token], at: int, text: str) -> int:
    if not _KATAKANA.match(text, tokens[at].start):
        return 0
    count = 0
    while at + count < len(tokens) and _is_katakana(tokens[at + count], text):
        count += 1
    return count


def _within(run: Sequence[Token], text: str) -> Iterator[Token]:
    """The shorter runs in a run of katakana: スマート|フォン|アプリ holds スマートフォン and フォンアプリ."""
    longest = len(run) - 1 if len(run) <= _LONGEST_RUN else 3
    for size in range(longest, 1, -1):
        for first in range(len(run) - size + 1):
            yield _over(run[first : first + size], text, Rule.PIECE)


def _is_loan_word(token: Token) -> bool:
    """Whether a piece in katakana may be a word: not the ド of ドローン, which the tokenizer cuts into ド|ローン."""
    return token.length > 2 or (token.length == 2 and is_word(token.term))


def _word(tokens: Sequence[Token], at: int, text: str, vocabulary: Vocabulary) -> int:
    """How many tokens from this one on are one word; 0 where none. No particle is part of a known word."""
    start = tokens[at].start
    taught = vocabulary.get(text[start], frozenset())
    most = _MOST_PIECES if taught else _touching(tokens, at, text)
    for count in range(min(most, len(tokens) - at), 1, -1):
        run = tokens[at : at + count]
        word = text[start : run[-1].end]
        if len(word) > _LONGEST_WORD:
            continue
        if word in taught or (_are_content(run, text) and is_known_word(word)):
            return count
    return 0


def _touching(tokens: Sequence[Token], at: int, text: str) -> int:
    """How many tokens from this one on have content, as far as one word may reach."""
    count = 0
    while count < _MOST_PIECES and at + count < len(tokens) and tokens[at + count].term:
        count += 1
    return count + (at + count < len(tokens) and _has_causative(tokens[at + count], text))


def _are_content(run: Sequence[Token], text: str) -> bool:
    *tokens, last = run
    return all(token.term for token in tokens) and bool(last.term or _has_causative(last, text))


def is_causative(surface: str) -> bool:
    """Whether this may be the せ of 打ち合わ|せ: the tokenizer takes the noun 打ち合わせ for a form of 打ち合う."""
    return surface == "せ"


def _has_causative(token: Token, text: str) -> bool:
    return not token.term and is_causative(text[token.start : token.end])


@lru_cache(_REMEMBERED)
def is_known_word(word: str) -> bool:
    """Whether we know a word that IPADIC cuts: it is a noun with more or fewer kana between its kanji (問合わせ), one that is
    usually written with 々 (代代木), or another form of a word (see `index.spelling.normal`)."""
    if not _KANJI.search(word):
        return False
    word = modern(word)
    if (once := iterated(word)) != word and is_word(once):
        return True
    return is_other_form(word) or any(same_but_okurigana(word, known) for known in _known().get(skeleton(word), ()))


@cache
def _known() -> dict[str, list[str]]:
    """Words of two kanji or more with kana among them, by their kanji: see index/spelling/make.py."""
    words = files("index.spelling").joinpath("okurigana.txt").read_text(encoding="utf-8")
    known: dict[str, list[str]] = {}
    # Of all words at once: one by one they take fifty times as long, at the first query that has two nouns side by side.
    for word, kanji in zip(words.split(), _KANA.sub("", words).split(), strict=True):
        known.setdefault(kanji, []).append(word)
    return known


def _is_katakana(token: Token, text: str) -> bool:
    return bool(token.term and _KATAKANA.fullmatch(text, token.start, token.end))


def _over(run: Sequence[Token], text: str, rule: Rule) -> Token:
    start, end = run[0].start, run[-1].end
    return Token(text[start:end], start, end - start, rule)
