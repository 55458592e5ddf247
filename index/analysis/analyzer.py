"""Japanese text to terms. The index and the query go through the same function; nothing else tokenizes.

    text ─> normalize ─> technical terms, kept whole ─────────────────────────────────┐
                     └─> sentences ─> Janome or MeCab ─> content ─> joined, in parts ─┴─> tokens

The index records the fingerprint of its analysis: see `index.analysis.fingerprint`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise
from pathlib import Path

from index import characters
from index.analysis.fingerprint import fingerprint
from index.analysis.joining import is_known_word, joined, vocabulary_of, with_numbers, with_wholes
from index.analysis.sentence_cache import CachingTokenizer
from index.analysis.separated import parted, separated_compounds
from index.analysis.technical import TECHNICAL, camel_parts, technical_tokens
from index.analysis.token import Morpheme, Rule, Token
from index.analysis.tokenizers import Tokenize, TokenizerName, open_tokenizer, tokenizer_version
from index.dictionary.lookup import compound_parts
from index.normalize import Normalized, normalize
from index.spelling.folds import modern

_SENTENCE = re.compile(r"[^。！？!?\n]*[。！？!?\n]?")
_JAPANESE = re.compile(f"[{characters.JAPANESE_WITH_RARE}・、。「」『』…]+")
_IN_CODE = re.compile(rf"{_JAPANESE.pattern}|{TECHNICAL.pattern}")
_WORD_CHARACTER = re.compile(r"\w")

# Verbs that stand in nearly every sentence and say nothing of what it is about.
_LIGHT_VERBS = frozenset({"する", "いる", "ある", "なる"})
_CAN = frozenset({"できる", "出来る"})  # after 充電 a form of する
_POLITE = frozenset({"お", "ご", "御"})
_DROPPED = frozenset({"助詞", "助動詞", "記号", "接続詞", "フィラー", "その他", "連体詞"})
_DROPPED_KINDS = frozenset({("動詞", "非自立"), ("動詞", "接尾"), ("名詞", "非自立"), ("名詞", "代名詞")})

_VERB = ("動詞", "自立")
_INFLECTING = frozenset({("動詞", "非自立"), ("動詞", "接尾"), ("助詞", "接続助詞")})
_NEW_ADJECTIVE = re.compile(f"[{characters.KATAKANA}]{{2,}}")  # エモ|かった, of which IPADIC knows nothing
_ENDINGS = frozenset({"かっ", "かろ", "けれ", "く"})
_COPULA = frozenset({"だ", "です"})
_ACTION = ("名詞", "サ変接続")
_NUMERAL = ("名詞", "数")

# Shown to the tokenizer before what follows a technical term: 円から is 円い by itself, and a counter after a number.
_NUMBER, _NAME = "1", "x"

_COUNTERS = ("つ", "月")

_LONGEST_SENTENCE = 1000  # characters sent to the tokenizer at once: its work grows faster than the text
_REMEMBERED_SENTENCES = 40_000
_LONGEST_REMEMBERED = 500  # characters of a sentence; the tokens of one of 5,000 take two megabytes
_REMEMBERED_WORDS = 100_000


@dataclass(frozen=True)
class Analyzer:
    """Turns text into tokens with one tokenizer. `fingerprint` names everything that decides on the terms."""

    fingerprint: str
    _tokens_of: Callable[[str], tuple[Token, ...]]

    def tokens(self, text: str) -> list[Token]:
        """Prose to tokens: 「猫を検索した」 gives 猫 (0, 1) and 検索 (2, 2)."""
        normalized = normalize(text)
        return list(as_written(self.pieces(normalized.text), normalized, text))

    def pieces(self, text: str) -> Iterator[Token]:
        """Normalized prose to tokens that cover it: what has no content, as a particle, is a token with the term ""."""
        done = 0
        last: Token | None = None
        for match in TECHNICAL.finditer(text):
            yield from self._prose(text, done, match.start(), last)
            last, *others = technical_tokens(text, match.start(), match.end())
            yield from (last, *others)
            done = match.end()
        yield from self._prose(text, done, len(text), last)

    def code_pieces(self, text: str) -> Iterator[Token]:
        """Normalized source code to tokens: identifiers, numbers and their parts, and the words of what is Japanese in it: comments,
        texts, prompts."""
        for match in _IN_CODE.finditer(text):
            if _JAPANESE.match(match.group()):
                yield from (token.moved(match.start()) for token in self.pieces(match.group()))
            else:
                yield from technical_tokens(text, match.start(), match.end())

    def _prose(self, text: str, start: int, end: int, technical: Token | None) -> Iterator[Token]:
        """The tokens of the prose between two technical terms, of which the one before may have a suffix: 5|年, 5 年."""
        if technical and text[start - 1].isdigit() and text.startswith(" ", start, end):
            yield Token("", start, 1, Rule.NOTHING)
            start += 1
        for sentence in _SENTENCE.finditer(text, start, end):
            for at in range(sentence.start(), sentence.end(), _LONGEST_SENTENCE):
                part = text[at : min(at + _LONGEST_SENTENCE, sentence.end())]
                if technical and at == start:
                    yield from self._after(technical, part, at)
                else:
                    yield from (token.moved(at) for token in self._tokens_of(part))

    def _after(self, technical: Token, text: str, at: int) -> Iterator[Token]:
        """The tokens of what stands right after a technical term; the first may be one word with it. The tokenizer is
        shown one character for the term."""
        first, *tokens = self._tokens_of((_NUMBER if technical.term[-1].isdigit() else _NAME) + text)
        if first.length > 1:
            yield from (token.moved(at) for token in self._tokens_of(text))
            return
        for token in tokens:
            if token.start:
                yield token.moved(at - 1)
            else:
                length = at + token.length - 1 - technical.start
                yield Token(technical.term + token.term[1:], technical.start, length, Rule.WHOLE)


@cache
def analyzer(name: TokenizerName, *, words: frozenset[str] = frozenset(), cache_file: Path | None = None) -> Analyzer:
    """The analyzer with that tokenizer, made once. It joins `words` where the tokenizer cuts them. `cache_file` remembers what
    the tokenizer made of sentences. `InputUnusable` where the tokenizer is not installed."""
    version = tokenizer_version(name)

    @cache
    def tokenize() -> Tokenize:
        return CachingTokenizer(open_tokenizer(name), version, cache_file) if cache_file else open_tokenizer(name)

    vocabulary = vocabulary_of(words)

    def cut(sentence: str) -> tuple[Token, ...]:
        if not _WORD_CHARACTER.search(sentence):
            return (Token("", 0, len(sentence), Rule.NOTHING),) if sentence else ()
        found = list(with_numbers(content_tokens(tokenize()(parted(modern(sentence))), sentence), sentence))
        words = with_wholes(with_parts(joined(found, sentence, vocabulary)))
        return (*words, *separated_compounds(found, sentence))

    remembered = lru_cache(_REMEMBERED_SENTENCES)(cut)  # posts say the same sentence again and again

    def tokens_of(sentence: str) -> tuple[Token, ...]:
        return remembered(sentence) if len(sentence) <= _LONGEST_REMEMBERED else cut(sentence)

    return Analyzer(fingerprint(name), tokens_of)


def content_tokens(morphemes: Iterable[Morpheme], text: str) -> Iterator[Token]:
    """Morphemes of a text to tokens that cover it. The term of a content word is its base form, that of anything else ""."""
    at = 0
    before = None
    for morpheme, following in pairwise((*morphemes, None)):
        assert morpheme is not None
        surface = text[at : at + len(morpheme.surface)]
        term, rule = _content(morpheme, surface)
        if rule is Rule.BASE_FORM and _is_noun(morpheme, following):
            term, rule = surface, Rule.WORD
        elif before is not None and _is_ending(before, morpheme):
            term, rule = "", Rule.NOTHING
        elif before is not None and before.part_of_speech == _NUMERAL and _counts(morpheme):
            term, rule = surface, Rule.SUFFIX
        yield Token(term, at, len(surface), rule)
        at += len(surface)
        before = morpheme


def with_parts(tokens: Iterable[Token]) -> Iterator[Token]:
    """The tokens, each compound followed by its parts: 関西国際空港, 関西, 国際, 空港."""
    for token in tokens:
        yield token
        if token.rule is not Rule.WORD or token.length <= 2:
            continue
        at = token.start
        for part in compound_parts(modern(token.term)):
            term = token.term[at - token.start : at - token.start + len(part)]
            yield Token(term, at, len(part), Rule.COMPOUND)
            at += len(part)


def as_written(tokens: Iterable[Token], normalized: Normalized, text: str, *, code: bool = False) -> Iterator[Token]:
    """The tokens that have a term, moved to where they stand in the original text. A token that the author wrote in other
    characters is followed by one with those: python by Python."""
    for token in tokens:
        if not token.term:
            continue
        found = lead_back(token, normalized)
        yield found
        if normalized.text is text:
            continue
        written = text[found.start : found.end]
        if written != normalized.text[token.start : token.end] and _may_be_typed(token):
            yield found._replace(term=written, rule=Rule.AS_WRITTEN)
            yield from camel_parts(found, written, code=code)


def _may_be_typed(token: Token) -> bool:
    """Whether a query may ask for a token: also for 東京駅 and React 19, which a query puts together itself."""
    return token.rule.asked_for or token.rule is Rule.WHOLE or " " in token.term


def lead_back(token: Token, normalized: Normalized) -> Token:
    """The token moved to where it stands in the original text, from the first to the last character that gave it."""
    if not normalized.boundaries:
        return token
    start = normalized.original(token.start)
    last = normalized.original(token.end - 1)
    end = max(normalized.original(token.end), last + 1)
    return token._replace(start=start, length=end - start)


@lru_cache(_REMEMBERED_WORDS)
def _content(morpheme: Morpheme, surface: str) -> tuple[str, Rule]:
    """The term of a morpheme, "" where it has no content, and why."""
    term = _term(morpheme, surface)
    return term, _rule(morpheme, term, surface)


def _is_noun(morpheme: Morpheme, following: Morpheme | None) -> bool:
    """Whether what IPADIC calls a verb is a noun: 申込み that stands alone. Only the spelling 申し込み is a noun to IPADIC."""
    if morpheme.part_of_speech != _VERB or not is_known_word(morpheme.surface):
        return False
    if following is None or following.base in _COPULA:
        return True
    return following.part_of_speech not in _INFLECTING and following.part_of_speech[0] != "助動詞"


def _is_ending(before: Morpheme, morpheme: Morpheme) -> bool:
    """Whether a morpheme is an ending of the one before: でき in 充電|でき, かっ in エモ|かっ."""
    if morpheme.base in _CAN:
        return before.part_of_speech == _ACTION
    return morpheme.surface in _ENDINGS and _NEW_ADJECTIVE.fullmatch(before.surface) is not None


def _counts(morpheme: Morpheme) -> bool:
    """Whether a word after a number counts: 億 in 3億; つ in 3つ, which IPADIC takes for grammar, and 月 in 3月, a noun to it."""
    return morpheme.part_of_speech == _NUMERAL or morpheme.surface in _COUNTERS


def _term(morpheme: Morpheme, surface: str) -> str:
    """The base form, with the author's kanji: 讀んだ gives 讀む, though the tokenizer was shown 読んだ."""
    part_of_speech, base = morpheme.part_of_speech, morpheme.base
    if part_of_speech[0] in _DROPPED or part_of_speech in _DROPPED_KINDS:
        return ""
    if base in _LIGHT_VERBS or not _WORD_CHARACTER.search(surface) or surface == "ー":
        return ""
    if part_of_speech[0] == "接頭詞" and surface in _POLITE:
        return ""
    if base in {"*", morpheme.surface}:
        return surface
    kept = _shared_beginning(morpheme.surface, base)
    return normalize(surface[:kept] + base[kept:]).text


def _rule(morpheme: Morpheme, term: str, surface: str) -> Rule:
    if not term:
        return Rule.NOTHING
    if morpheme.part_of_speech[0] == "接頭詞":
        return Rule.PREFIX
    if morpheme.part_of_speech == ("名詞", "接尾"):
        return Rule.SUFFIX
    return Rule.WORD if term == surface else Rule.BASE_FORM


def _shared_beginning(one: str, other: str) -> int:
    same = (a == b for a, b in zip(one, other, strict=False))
    return next((place for place, equal in enumerate(same) if not equal), min(len(one), len(other)))
