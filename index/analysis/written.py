"""The tokens of a normalized text, led back to the text as its author wrote it: what `as_written` does, for whole columns.

Where normalizing has changed nothing, which is nearly everywhere, a token is moved with all others. The few where it did are looked at one by one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt

from index.analysis.analyzer import as_written
from index.analysis.pieces import Columns
from index.analysis.token import Token
from index.normalize import Normalized

Numbers = npt.NDArray[np.int64]


def columns_as_written(
    columns: Columns, normalized: Normalized, text: str, is_code: npt.NDArray[np.bool_]
) -> tuple[list[str], Numbers, Numbers]:
    """The terms of the tokens that have one, where they stand in `text`, and their lengths. `is_code` says of each token whether it is in
    source code."""
    start, end = _led_back(columns, normalized)
    terms = list(columns.terms)
    more: list[tuple[int, Token]] = []
    for place in _candidates(columns, normalized, text):
        token = Token(terms[place], int(columns.start[place]), int(columns.length[place]), columns.rules[place])
        _, *others = as_written([token], normalized, text, code=bool(is_code[place]))
        more += ((place + 1, other) for other in others)
    if more:
        before = [place for place, _ in more]
        start = np.insert(start, before, [token.start for _, token in more])
        end = np.insert(end, before, [token.end for _, token in more])
        terms = list(_inserted(terms, more))
    has_term = np.fromiter(map(bool, terms), np.bool_, len(terms))
    return list(filter(None, terms)), start[has_term], (end - start)[has_term]


def code_points(text: str) -> npt.NDArray[np.uint32]:
    """A text as an array of its characters."""
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)


def _led_back(columns: Columns, normalized: Normalized) -> tuple[Numbers, Numbers]:
    """Where each token begins and ends in the original text: see `lead_back`."""
    ends = columns.start + columns.length
    last = normalized.originals(ends - 1)
    return normalized.originals(columns.start), np.maximum(normalized.originals(ends), last + 1)


def _candidates(columns: Columns, normalized: Normalized, text: str) -> list[int]:
    """The tokens that have a term and hold a character that normalizing has changed."""
    normal, original = code_points(normalized.text), code_points(text)
    places = normalized.originals(np.arange(len(normal) + 1))
    changed = np.diff(places) != 1
    changed |= normal != original[np.minimum(places[:-1], len(original) - 1)]
    before = np.concatenate(([0], np.cumsum(changed)))
    holding = np.flatnonzero(before[columns.start + columns.length] > before[columns.start])
    return [place for place in holding.tolist() if columns.terms[place]]


def _inserted(terms: Sequence[str], more: Sequence[tuple[int, Token]]) -> Iterator[str]:
    done = 0
    for place, token in more:
        yield from terms[done:place]
        yield token.term
        done = place
    yield from terms[done:]
