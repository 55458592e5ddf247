"""Janome and MeCab, both with the dictionary IPADIC: text to morphemes that cover it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache, lru_cache
from importlib.metadata import version
from typing import Literal, get_args

from index.analysis.token import Morpheme
from index.errors import InputUnusable

TokenizerName = Literal["janome", "mecab"]
TOKENIZERS: tuple[TokenizerName, ...] = get_args(TokenizerName)

Tokenize = Callable[[str], Iterator[Morpheme]]

_SPACE = ("記号", "空白")
_REMEMBERED_FEATURES = 100_000


def tokenizer_version(name: TokenizerName) -> str:
    """Tokenizer, dictionary and version. `InputUnusable` where it is not installed."""
    return f"janome-{version('janome')}" if name == "janome" else f"mecab-ipadic-{_mecab_dictionary()}"


@cache
def open_tokenizer(name: TokenizerName) -> Tokenize:
    # Imported and loaded at the first text only: 0.2 s that `sakuin --help` need not wait for.
    return _janome() if name == "janome" else _mecab()


def _janome() -> Tokenize:
    from janome.tokenizer import Tokenizer

    tokenizer = Tokenizer(mmap=True)

    def tokenize(text: str) -> Iterator[Morpheme]:
        space = text[: len(text) - len(text.lstrip())]
        if space:  # Janome leaves it out, and all that follows would stand elsewhere
            yield Morpheme(space, _SPACE, "*")
        for token in tokenizer.tokenize(text):
            kind = token.part_of_speech.split(",", 2)
            yield Morpheme(token.surface, (kind[0], kind[1]), token.base_form)

    return tokenize


def _mecab() -> Tokenize:
    import fugashi
    import ipadic

    tagger = fugashi.GenericTagger(ipadic.MECAB_ARGS)

    @lru_cache(_REMEMBERED_FEATURES)  # taking them apart costs as much as finding them
    def features(raw: str) -> tuple[tuple[str, str], str]:
        columns = raw.split(",")
        return (columns[0], columns[1]), columns[6]

    def tokenize(text: str) -> Iterator[Morpheme]:
        for word in tagger(text):
            if word.white_space:
                yield Morpheme(word.white_space, _SPACE, "*")
            yield Morpheme(word.surface, *features(word.feature_raw))

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
