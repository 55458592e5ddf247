"""Japanese text to terms. The index and the query go through the same function; nothing else tokenizes.

    text ─> normalize ─> technical terms, kept whole ─────────────┐
                     └─> sentences ─> Janome or MeCab ─> content ─┴─> Analysis

What a term is, is frozen in the fingerprint: an index made under another one is refused when it is opened.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.metadata import version
from typing import Literal, NamedTuple, get_args

from index.errors import InputUnusable
from index.normalize import Normalized, normalize

TokenizerName = Literal["janome", "mecab"]
TOKENIZERS: tuple[TokenizerName, ...] = get_args(TokenizerName)

# Raised whenever a change to this file or to normalize.py changes the terms of some text.
RULES = 2

# Numbers, words in Latin letters, and what programmers write in one piece: c++, c#, .net, node.js, gpt-5, 3.12,
# 1,000, e-mail addresses, snake_case. The tokenizers would cut them, and GPT-5 would then find GPT-4.
_TECHNICAL = re.compile(
    r"\d{1,3}(?:,\d{3})+(?![\d,])"
    r"|(?:(?<![0-9a-z])\.(?=[a-z]))?[0-9a-z_à-öø-ÿ]+(?:[-.@&+][0-9a-z_à-öø-ÿ]+)*(?:\+\+|#)?"
)
_PART = re.compile(r"\d+(?:\.\d+)+|[^-.@&_+#]+(?:\+\+|#)?")
_SENTENCE = re.compile(r"[^。！？!?\n]*[。！？!?\n]?")
_WORD_CHARACTER = re.compile(r"\w")

# Verbs that stand in nearly every sentence and say nothing of what it is about.
_LIGHT_VERBS = frozenset({"する", "いる", "ある", "なる"})
_DROPPED = frozenset({"助詞", "助動詞", "記号", "接続詞", "フィラー", "その他", "連体詞"})
_DROPPED_KINDS = frozenset({("動詞", "非自立"), ("動詞", "接尾"), ("名詞", "非自立"), ("名詞", "代名詞")})

_LONGEST_SENTENCE = 1000  # characters sent to the tokenizer at once: its work grows faster than the text
_REMEMBERED_SENTENCES = 40_000


class Morpheme(NamedTuple):
    """What a tokenizer finds: a piece of text as it stands, its part of speech and its base form."""

    surface: str
    part_of_speech: tuple[str, str]
    base: str


class Token(NamedTuple):
    """A term and where it stands, in characters of the text that was analyzed.

    A `part` is a piece of a technical term that also answers for itself: GPT in GPT-5. A query leaves parts out,
    so that GPT-5 asks for GPT-5. `term` is "" for what is no content: a particle, a symbol.
    """

    term: str
    start: int
    length: int
    part: bool = False


Tokenize = Callable[[str], Iterator[Morpheme]]


@dataclass(frozen=True)
class Analyzer:
    """Turns text into tokens with one tokenizer; `fingerprint` names all that decides on the terms."""

    name: TokenizerName
    fingerprint: str
    _tokens_of: Callable[[str], tuple[Token, ...]]

    def tokens(self, text: str) -> list[Token]:
        """Prose to tokens: 「猫を検索した」 gives 猫 (0, 1) and 検索 (2, 2)."""
        normalized = normalize(text)
        return [lead_back(token, normalized) for token in self.pieces(normalized.text) if token.term]

    def query_terms(self, text: str) -> list[str]:
        """The terms that a query asks for, in the order typed, each once."""
        return list(dict.fromkeys(token.term for token in self.tokens(text) if not token.part))

    def pieces(self, text: str) -> Iterator[Token]:
        """Normalized prose to tokens, what is no content among them, so that they cover the text."""
        done = 0
        for match in _TECHNICAL.finditer(text):
            yield from self._prose(text, done, match.start())
            yield from technical_tokens(match.group(), match.start())
            done = match.end()
        yield from self._prose(text, done, len(text))

    def _prose(self, text: str, start: int, end: int) -> Iterator[Token]:
        for sentence in _SENTENCE.finditer(text, start, end):
            for at in range(sentence.start(), sentence.end(), _LONGEST_SENTENCE):
                for term, offset, length, part in self._tokens_of(
                    text[at : min(at + _LONGEST_SENTENCE, sentence.end())]
                ):
                    yield Token(term, at + offset, length, part)


def code_pieces(text: str) -> Iterator[Token]:
    """Normalized source code to tokens: identifiers, numbers and their parts. No tokenizer sees it."""
    for match in _TECHNICAL.finditer(text):
        yield from technical_tokens(match.group(), match.start())


def technical_tokens(term: str, start: int) -> Iterator[Token]:
    """A technical term whole, then its parts: gpt-5 gives gpt-5, gpt and 5; 3.12 and 1,000 have no parts."""
    yield Token(term.replace(",", ""), start, len(term))
    if term.replace(",", "").replace(".", "").isdigit():
        return
    for match in _PART.finditer(term):
        if match.group() != term:
            yield Token(match.group(), start + match.start(), len(match.group()), part=True)


@cache
def analyzer(name: TokenizerName) -> Analyzer:
    """The analyzer of that tokenizer, made once. `InputUnusable` where the tokenizer is not installed."""
    if name == "janome":
        return Analyzer("janome", f"janome-{version('janome')}/rules-{RULES}", _remembering(_janome))
    return Analyzer("mecab", f"mecab-ipadic-{_mecab_dictionary()}/rules-{RULES}", _remembering(_mecab))


def content_tokens(morphemes: Iterator[Morpheme] | Sequence[Morpheme]) -> Iterator[Token]:
    """Morphemes to tokens: the base form for a content word, "" for all else. Spaces between them are passed over."""
    at = 0
    for surface, part_of_speech, base in morphemes:
        yield Token(_term(surface, part_of_speech, base), at, len(surface))
        at += len(surface)


def _term(surface: str, part_of_speech: tuple[str, str], base: str) -> str:
    if part_of_speech[0] in _DROPPED or part_of_speech in _DROPPED_KINDS:
        return ""
    if base in _LIGHT_VERBS or not _WORD_CHARACTER.search(surface):
        return ""
    return normalize(base).text if base != "*" else surface


def lead_back(token: Token, normalized: Normalized) -> Token:
    """The token where it stands in the original text, whole clusters only."""
    if not normalized.seams:
        return token
    start = normalized.original(token.start)
    last = normalized.original(token.start + token.length - 1)
    end = max(normalized.original(token.start + token.length), last + 1)
    return Token(token.term, start, end - start, token.part)


def _remembering(open_tokenizer: Callable[[], Tokenize]) -> Callable[[str], tuple[Token, ...]]:
    """Posts say the same sentence again and again: each is tokenized once."""

    @lru_cache(_REMEMBERED_SENTENCES)
    def tokens_of(sentence: str) -> tuple[Token, ...]:
        if not _WORD_CHARACTER.search(sentence):
            return (Token("", 0, len(sentence)),) if sentence else ()
        return tuple(content_tokens(open_tokenizer()(sentence)))

    return tokens_of


@cache
def _janome() -> Tokenize:
    # Imported and loaded at the first text only: 0.2 s that `sakuin --help` need not wait for.
    from janome.tokenizer import Tokenizer

    tokenizer = Tokenizer(mmap=True)

    def tokenize(text: str) -> Iterator[Morpheme]:
        space = text[: len(text) - len(text.lstrip())]
        if space:  # Janome leaves it out, and all that follows would stand elsewhere
            yield Morpheme(space, ("記号", "空白"), "*")
        for token in tokenizer.tokenize(text):
            kind = token.part_of_speech.split(",", 2)
            yield Morpheme(token.surface, (kind[0], kind[1]), token.base_form)

    return tokenize


@cache
def _mecab() -> Tokenize:
    import fugashi
    import ipadic

    tagger = fugashi.GenericTagger(ipadic.MECAB_ARGS)

    def tokenize(text: str) -> Iterator[Morpheme]:
        for word in tagger(text):
            if word.white_space:
                yield Morpheme(word.white_space, ("記号", "空白"), "*")
            yield Morpheme(word.surface, (word.feature[0], word.feature[1]), word.feature[6])

    return tokenize


def _mecab_dictionary() -> str:
    try:
        import fugashi  # noqa: F401

        return version("ipadic")
    except ImportError:
        raise InputUnusable(
            ja="MeCab が入っていません。入れるには: pip install 'sakuin[mecab]'（または --tokenizer janome）",
            en="MeCab is not installed. Install it with: pip install 'sakuin[mecab]' (or use --tokenizer janome)",
        ) from None
