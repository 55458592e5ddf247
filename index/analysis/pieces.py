"""The tokens that cover a text, collected phrase by phrase: as tokens for a query, as columns for a post, which has too many to look at each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from index.analysis.token import Rule, Token

Phrase = tuple[tuple[Token, ...], int]
"""Tokens by their places in a phrase, and the place of that."""


@dataclass(frozen=True)
class Columns:
    """Tokens in reading order, a column for each of their parts. Places and lengths are characters."""

    terms: tuple[str, ...]
    start: npt.NDArray[np.int64]
    length: npt.NDArray[np.int64]
    rules: tuple[Rule, ...]


@dataclass(frozen=True)
class Pieces:
    """Tokens, phrase by phrase."""

    _tokens: list[Token] = field(default_factory=list)
    _places: list[int] = field(default_factory=list)
    _sizes: list[int] = field(default_factory=list)

    def add(self, tokens: tuple[Token, ...], at: int) -> None:
        """Add the tokens of a phrase that stands at a place of the text."""
        self.add_all(((tokens, at),), 0)

    def add_all(self, phrases: Iterable[Phrase], at: int) -> None:
        """Add the tokens of the phrases of a sentence that stands at a place of the text."""
        for tokens, place in phrases:
            self._tokens.extend(tokens)
            self._places.append(at + place)
            self._sizes.append(len(tokens))

    def __iter__(self) -> Iterator[Token]:
        """The tokens, by their places in the text."""
        tokens = iter(self._tokens)
        for at, size in zip(self._places, self._sizes, strict=True):
            yield from (next(tokens).moved(at) for _ in range(size))

    def columns(self) -> Columns:
        """The tokens, by their places in the text."""
        terms, start, length, rules = zip(*self._tokens, strict=True) if self._tokens else ((), (), (), ())
        places = np.repeat(np.array(self._places, np.int64), self._sizes)
        return Columns(terms, np.array(start, np.int64) + places, np.array(length, np.int64), rules)
