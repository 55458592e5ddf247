"""Janome and MeCab, both with the dictionary IPADIC: text to morphemes that cover it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache, lru_cache
from itertools import chain
from pathlib import Path
from typing import Literal, get_args

from index.analysis.token import Morpheme
from index.errors import InputUnusable
from index.extras import to_install

TokenizerName = Literal["janome", "mecab"]
TOKENIZERS: tuple[TokenizerName, ...] = get_args(TokenizerName)

Tokenize = Callable[[str], Iterator[Morpheme]]

_SPACE = ("記号", "空白")
_REMEMBERED_MORPHEMES = 100_000
_BETWEEN, _AFTER = "\x01", "\x02"  # columns and morphemes
_MARKS = str.maketrans(dict.fromkeys("\0\x01\x02", " "))


def tokenizer_version(name: TokenizerName) -> str:
    """Tokenizer, dictionary and version. `InputUnusable` where it is not installed."""
    if name == "mecab":
        return f"mecab-ipadic-{_mecab_dictionary()}"
    import janome

    return f"janome-{janome.__version__}"


@cache
def open_tokenizer(name: TokenizerName) -> Tokenize:
    """The tokenizer, made once in a process."""
    return _janome() if name == "janome" else _mecab()


def _janome() -> Tokenize:
    from index.analysis.viterbi import morphemes  # with NumPy, which `--help` can do without

    def tokenize(text: str) -> Iterator[Morpheme]:
        space = text[: len(text) - len(text.lstrip())]
        if space:  # Janome leaves it out, and all that follows would stand elsewhere
            yield Morpheme(space, _SPACE, "*")
        yield from morphemes(text)

    return tokenize


def _mecab() -> Tokenize:
    import fugashi
    import ipadic

    # The space before a morpheme, itself, its part of speech and its base form: one string for all takes half the time of
    # an object for each. What lacks is "" there.
    form = f"{_BETWEEN.join(['%pS', '%m', '%f[0]', '%f[1]', '%f[6]'])}{_AFTER}"
    tagger = fugashi.GenericTagger(f'{ipadic.MECAB_ARGS} -F{form} -U{form} -E ""')

    @lru_cache(_REMEMBERED_MORPHEMES)
    def with_space(columns: str) -> tuple[Morpheme, ...]:
        space, surface, kind, detail, base = columns.split(_BETWEEN)
        found = Morpheme(surface, (kind, detail or "*"), base or "*")
        return (Morpheme(space, _SPACE, "*"), found) if space else (found,)

    def tokenize(text: str) -> Iterator[Morpheme]:
        return chain.from_iterable(map(with_space, tagger.parse(_without_marks(text)).split(_AFTER)[:-1]))

    return tokenize


def _without_marks(text: str) -> str:
    """The text with spaces for the characters that stand between the columns, and for the one that ends a string in C."""
    return text.translate(_MARKS) if "\0" in text or _BETWEEN in text or _AFTER in text else text


def _mecab_dictionary() -> str:
    """The dictionary by its size. The version of its package is known to `importlib.metadata` alone, which takes longer than all else that a
    search reads of an index."""
    try:
        import fugashi  # noqa: F401
        import ipadic
    except ImportError:
        raise InputUnusable(
            ja=f"MeCab が入っていません。入れるには、{to_install('mecab').ja}（または --tokenizer janome）",
            en=f"MeCab is not installed. Install it with {to_install('mecab').en} (or use --tokenizer janome).",
        ) from None
    return str(Path(ipadic.DICDIR, "sys.dic").stat().st_size)
