"""A document as one text, and the tokens and bigrams of that text: what a worker hands to the writer.

The text has the title, the tags, then headings and bodies in reading order, then code, with a line end between them. A
`Region` says which field the characters from one offset to another belong to. Offsets count characters of that text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

import numpy as np
import numpy.typing as npt

from index.analysis.analyzer import Analyzer
from index.analysis.pieces import Columns, Pieces
from index.analysis.token import Rule
from index.analysis.written import code_points, columns_as_written
from index.document import Document, Problem
from index.normalize import Normalized, normalize

MOST_COUNTED = 0xFF  # of one bigram in one document


class Field(IntEnum):
    """The fields that are searched, by the numbers that they have in the arrays."""

    TITLE = 0
    TAGS = 1
    HEADINGS = 2
    BODY = 3
    CODE = 4


@dataclass(frozen=True)
class Region:
    """The characters from `start` to `end` of a document's text, which belong to one field."""

    field: Field
    start: int
    length: int

    @property
    def end(self) -> int:
        return self.start + self.length


@dataclass(frozen=True)
class Tokens:
    """The tokens of one document as columns: `term` is a place in `terms`. The first `words` rows are words in reading order,
    which do not overlap; the others are tokens within a word: its parts, its other spellings."""

    terms: tuple[str, ...]
    term: npt.NDArray[np.uint32]
    start: npt.NDArray[np.uint32]
    length: npt.NDArray[np.uint8]  # 255 stands for more
    words: int


@dataclass(frozen=True)
class Bigrams:
    """The distinct bigrams of one document: their keys (see `bigram_key`), sorted, and how often each occurs."""

    keys: npt.NDArray[np.uint64]
    counts: npt.NDArray[np.uint8]  # `MOST_COUNTED` stands for more


@dataclass(frozen=True)
class AnalyzedDocument:
    """A document with all that is written of it. `fingerprint` is "" while only title and tags have been read."""

    document: Document
    fingerprint: str
    problems: tuple[Problem, ...]
    text: str
    regions: tuple[Region, ...]
    tokens: Tokens
    bigrams: Bigrams


def analyze_document(
    document: Document, analyzer: Analyzer, *, fingerprint: str = "", problems: tuple[Problem, ...] = ()
) -> AnalyzedDocument:
    """The document with its text, tokens and bigrams. `fingerprint` and `problems` are stored as they come."""
    text, regions = lay_out(document)
    normalized, columns = _normalize(text, regions, analyzer)
    tokens = _tokens(columns, normalized, text, regions)
    return AnalyzedDocument(document, fingerprint, problems, text, regions, tokens, _bigrams(normalized.text, columns))


def lay_out(document: Document) -> tuple[str, tuple[Region, ...]]:
    """A document as one text, and the regions of that text."""
    parts: list[str] = []
    regions: list[Region] = []
    at = 0
    for field, part in _parts(document):
        regions.append(Region(field, at, len(part)))
        parts.append(part)
        at += len(part) + 1
    return "\n".join(parts), tuple(regions)


def field_of(regions: tuple[Region, ...], offsets: npt.NDArray[np.integer[Any]]) -> npt.NDArray[np.uint8]:
    """The field that each offset lies in."""
    fields = np.array([region.field for region in regions], np.uint8)
    starts = np.array([region.start for region in regions], np.uint32)
    return fields[np.searchsorted(starts, offsets, side="right") - 1]


def bigram_key(first: str, second: str, *, crosses: bool) -> int:
    """Two characters as one number. `crosses`: a token ends between them, as between 京 and 都 of 東京|都.

    All bigrams that begin with one character are neighbours. The end of a region is a bigram with NUL, so that
    every character begins one.
    """
    return ord(first) << 22 | ord(second) << 1 | crosses


def bigram_keys(text: str) -> tuple[int, int]:
    """The keys of two characters, whether a token ends between them or not, or of every bigram that begins with one: from the first
    number up to, not with, the second."""
    low = bigram_key(text[0], text[1:] or "\0", crosses=False)
    return low, low + (2 if len(text) > 1 else bigram_key("\1", "\0", crosses=False))


def _parts(document: Document) -> Iterator[tuple[Field, str]]:
    yield Field.TITLE, document.title
    for tag in document.tags:
        yield Field.TAGS, tag
    for section in document.sections:
        if section.heading:
            yield Field.HEADINGS, section.heading
        if section.text:
            yield Field.BODY, section.text
    for code in document.code:
        yield Field.CODE, code.text


def _normalize(text: str, regions: Sequence[Region], analyzer: Analyzer) -> tuple[Normalized, Columns]:
    """A text with each of its regions in its normal form, and the tokens that cover that."""
    pieces = Pieces()
    parts: list[str] = []
    boundaries: list[int] = []
    shifts: list[int] = []
    at = 0
    for region in regions:
        normalized = normalize(text[region.start : region.end])
        (analyzer.add_code if region.field is Field.CODE else analyzer.add_prose)(pieces, normalized.text, at)
        parts.append(normalized.text)
        boundaries += (at, *(at + boundary for boundary in normalized.boundaries))
        shifts += (region.start - at, *(region.start - at + shift for shift in normalized.shifts))
        at += len(normalized.text) + 1
    return Normalized("\n".join(parts), tuple(boundaries), tuple(shifts)), pieces.columns()


def _tokens(columns: Columns, normalized: Normalized, text: str, regions: tuple[Region, ...]) -> Tokens:
    """The tokens that have a term, words first."""
    is_code = field_of(regions, normalized.originals(columns.start)) == Field.CODE
    terms, start, length = columns_as_written(columns, normalized, text, is_code)
    ids = {term: number for number, term in enumerate(dict.fromkeys(terms))}
    term = np.fromiter(map(ids.__getitem__, terms), np.uint32, len(terms))
    ends = np.maximum.accumulate(start + length)
    within = np.concatenate((np.zeros(len(start[:1]), bool), start[1:] < ends[:-1]))
    order = np.argsort(within, kind="stable")
    return Tokens(
        tuple(ids),
        term[order],
        start[order].astype(np.uint32),
        np.minimum(length[order], 0xFF).astype(np.uint8),
        int(np.count_nonzero(~within)),
    )


def _bigrams(text: str, columns: Columns) -> Bigrams:
    """The bigrams of a normalized text, no line end in them."""
    codes = code_points(f"{text}\n").astype(np.uint64)
    codes[codes == ord("\n")] = 0
    begins = np.zeros(len(codes), np.uint64)
    begins[columns.start[np.array([rule is not Rule.PART for rule in columns.rules], bool)]] = 1
    keys = codes[:-1] << np.uint64(22) | codes[1:] << np.uint64(1) | begins[1:]
    distinct, counts = np.unique(keys[codes[:-1] != 0], return_counts=True)
    return Bigrams(distinct, np.minimum(counts, MOST_COUNTED).astype(np.uint8))
