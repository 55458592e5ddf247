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
from pathlib import Path

from index import characters
from index.analysis.content import content_tokens
from index.analysis.fingerprint import fingerprint
from index.analysis.joining import vocabulary_of, with_numbers
from index.analysis.phrases import Phrases
from index.analysis.pieces import Phrase, Pieces
from index.analysis.separated import has_separated, parted, separated_compounds
from index.analysis.technical import TECHNICAL, camel_parts, technical_tokens
from index.analysis.token import Rule, Token
from index.analysis.tokenizers import Tokenize, TokenizerName, open_tokenizer, tokenizer_version
from index.normalize import Normalized, normalize
from index.spelling.folds import modern

_SENTENCE = re.compile(r"[^。！？!?\n]*[。！？!?\n]?")
_JAPANESE = characters.pattern(f"[{characters.JAPANESE_WITH_RARE}・、。「」『』…]+")
_IN_CODE = characters.pattern(rf"{_JAPANESE.pattern}|{TECHNICAL.pattern}")
_WORD_CHARACTER = re.compile(r"\w")

# Shown to the tokenizer before what follows a technical term: 円から is 円い by itself, and a counter after a number.
_NUMBER, _NAME = "1", "x"
_SPACE = (Token("", 0, 1, Rule.NOTHING),)

_LONGEST_SENTENCE = 1000  # characters sent to the tokenizer at once: its work grows faster than the text
_REMEMBERED_SENTENCES = 40_000
_LONGEST_REMEMBERED = 500  # characters of a sentence; the tokens of one of 5,000 take two megabytes


@dataclass(frozen=True)
class Analyzer:
    """Turns text into tokens with one tokenizer. `fingerprint` names everything that decides on the terms."""

    fingerprint: str
    _cut: Callable[[str], tuple[Phrase, ...]]

    def tokens(self, text: str) -> list[Token]:
        """Prose to tokens: 「猫を検索した」 gives 猫 (0, 1) and 検索 (2, 2)."""
        normalized = normalize(text)
        return list(as_written(self.pieces(normalized.text), normalized, text))

    def pieces(self, text: str) -> Iterator[Token]:
        """Normalized prose to tokens that cover it: what has no content, as a particle, is a token with the term ""."""
        found = Pieces()
        self.add_prose(found, text)
        return iter(found)

    def add_prose(self, pieces: Pieces, text: str, at: int = 0) -> None:
        """Add the tokens that cover normalized prose, which stands at a place of a longer text."""
        done = 0
        technical = None
        for match in TECHNICAL.finditer(text):
            self._add_between(pieces, text[done : match.start()], at + done, technical)
            found = technical_tokens(match)
            pieces.add(found, at + match.start())
            done, technical = match.end(), found[0]
        self._add_between(pieces, text[done:], at + done, technical)

    def add_code(self, pieces: Pieces, text: str, at: int = 0) -> None:
        """Add the tokens of normalized source code: identifiers, numbers and their parts, and the words of what is Japanese in it: comments,
        texts, prompts."""
        for match in _IN_CODE.finditer(text):
            if _JAPANESE.match(match.group()):
                self.add_prose(pieces, match.group(), at + match.start())
            else:
                pieces.add(technical_tokens(match), at + match.start())

    def _add_between(self, pieces: Pieces, text: str, at: int, technical: Token | None) -> None:
        """Add the tokens of the prose behind a technical term, which may have a suffix, or at the beginning: 5|年, 5 年."""
        if technical and technical.term[-1].isdigit() and text.startswith(" "):
            pieces.add(_SPACE, at)
            text, at, technical = text[1:], at + 1, technical._replace(length=technical.length + 1)
        for sentence in _sentences(text):
            if technical:
                self._add_behind(pieces, technical, sentence, at)
                technical = None
            else:
                pieces.add_all(self._cut(sentence), at)
            at += len(sentence)

    def _add_behind(self, pieces: Pieces, technical: Token, sentence: str, at: int) -> None:
        """Add the tokens of what stands right behind a technical term; the first may be one word with it. The tokenizer is shown one
        character for the term."""
        ((first, *tokens), _), *others = self._cut((_NUMBER if technical.term[-1].isdigit() else _NAME) + sentence)
        if first.length > 1:
            pieces.add_all(self._cut(sentence), at)
            return
        pieces.add(tuple([token if token.start else _behind(technical, token) for token in tokens]), at - 1)
        pieces.add_all(others, at - 1)


def _behind(technical: Token, token: Token) -> Token:
    """A word with a technical term, of which its first character stands for the last one."""
    before = technical.length - 1
    return Token(technical.term + token.term[1:], -before, before + token.length, Rule.WHOLE)


def _sentences(text: str) -> Iterator[str]:
    for sentence in _SENTENCE.findall(text):
        yield from (sentence[at : at + _LONGEST_SENTENCE] for at in range(0, len(sentence), _LONGEST_SENTENCE))


@cache
def analyzer(name: TokenizerName, *, words: frozenset[str] = frozenset(), cache_file: Path | None = None) -> Analyzer:
    """The analyzer with that tokenizer, made once. It joins `words` where the tokenizer cuts them. `cache_file` remembers what
    the tokenizer made of sentences. `InputUnusable` where the tokenizer is not installed."""
    version = tokenizer_version(name)

    @cache
    def tokenize() -> Tokenize:
        if cache_file is None:
            return open_tokenizer(name)
        from index.analysis.sentence_cache import CachingTokenizer  # with SQLite, of which a search needs nothing

        return CachingTokenizer(open_tokenizer(name), version, cache_file)

    phrases = Phrases(vocabulary_of(words))

    def cut(sentence: str) -> tuple[Phrase, ...]:
        if not _WORD_CHARACTER.search(sentence):
            return (((Token("", 0, len(sentence), Rule.NOTHING),), 0),) if sentence else ()
        morphemes = list(tokenize()(parted(modern(sentence))))
        found = phrases.of(morphemes, sentence)
        if not has_separated(sentence):
            return found
        tokens = list(with_numbers(content_tokens(morphemes, sentence), sentence))
        return (*found, (tuple(separated_compounds(tokens, sentence)), 0))

    remembered = lru_cache(_REMEMBERED_SENTENCES)(cut)  # posts say the same sentence again and again

    def cut_once(sentence: str) -> tuple[Phrase, ...]:
        return remembered(sentence) if len(sentence) <= _LONGEST_REMEMBERED else cut(sentence)

    return Analyzer(fingerprint(name), cut_once)


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
