"""How often documents have a term, in the fields together: a title counts more than a line of code.

They stay in memory up to a bound; a term of 30 documents takes 400 bytes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from index.analyzed import Field
from search.bm25 import relative_length
from search.match.literal import fields_at, places_in_pieces
from search.postings import NOWHERE, Numbers, Postings, Scores, mask_of
from search.query.tree import EVERYWHERE, IN_TAGS, IN_TITLE, Term
from search.recent import Recent
from search.spelling.variant import Variant

WEIGHTS = {Field.TITLE: 5.0, Field.TAGS: 6.0, Field.HEADINGS: 6.0, Field.BODY: 1.0, Field.CODE: 0.5}

_MOST_BYTES = 24_000_000
MOST_READ = 500  # documents, for a word that may stand in pieces: 30 ms, which one word of a hundred takes


@dataclass(frozen=True)
class Found:
    """The documents that have a term or a word, in order, and its weighted frequency in each."""

    documents: Numbers
    frequencies: Scores

    def everywhere(self, size: int) -> Scores:
        """The frequency in each of `size` documents."""
        frequencies = np.zeros(size, np.float32)
        frequencies[self.documents] = self.frequencies
        return frequencies


_NOWHERE = Found(NOWHERE, np.zeros(0, np.float32))


class Frequencies:
    """The weighted frequencies of terms. `factors` are what counts are multiplied with: a row a field, a column a document."""

    def __init__(self, postings: Postings) -> None:
        self._postings = postings
        weights = np.array([WEIGHTS[field] for field in Field], np.float32)
        relative = relative_length(postings.lengths, postings.average_lengths)
        self.factors = np.ascontiguousarray((weights / relative).T)
        self._terms: Recent[str, dict[tuple[Field, ...], Found]] = Recent(_MOST_BYTES, _size_of_all)
        self._words: Recent[tuple[Variant, Term], Found] = Recent(_MOST_BYTES // 4, _size)

    def of(self, term: str, fields: tuple[Field, ...]) -> Found:
        """The documents that have a term of the index in some of the fields: in `EVERYWHERE`, `IN_TITLE` or `IN_TAGS`."""
        return self._terms.get(term, lambda: next(self._read([term])))[fields]

    def having(self, terms: Sequence[str], fields: tuple[Field, ...]) -> list[Numbers]:
        """The numbers of the documents that have each of these terms, which are read together."""
        return [found[fields].documents for found in self._terms.get_all(terms, self._read)]

    def of_variant(self, variant: Variant, term: Term) -> Found:
        """The documents that have a variant of a term. One that is in pieces is looked for in the text of those that do not have
        the term itself."""
        if not variant.in_pieces:
            return self.of(variant.term, term.fields)
        return self._words.get((variant, term), lambda: self._in_pieces(variant, term))

    def counts_in_pieces(self, variant: Variant, fields: tuple[Field, ...], document: int) -> dict[Field, int]:
        """How often each field of a document has a word that the tokenizer cut."""
        post = self._postings.post(document)
        places = places_in_pieces(variant.term, post, strictly=variant.is_guess)
        counts = Counter(fields_at(post, [start for start, _ in places]))
        return {field: counts[field] for field in fields if counts[field]}

    def _read(self, terms: list[str]) -> Iterator[dict[tuple[Field, ...], Found]]:
        """The documents that have each term in any field, in the title, and in the tags: its postings are read once for all."""
        found = self._postings.postings(terms)
        frequencies = np.asarray(found.frequencies * self.factors[found.fields, found.documents], np.float32)
        columns = [
            self._by_term(len(terms), found.terms[rows], found.documents[rows], frequencies[rows])
            for rows in (slice(None), found.fields == Field.TITLE, found.fields == Field.TAGS)
        ]
        return (dict(zip((EVERYWHERE, IN_TITLE, IN_TAGS), each, strict=True)) for each in zip(*columns, strict=True))

    def _by_term(
        self, number: int, terms: npt.NDArray[np.int64], documents: Numbers, frequencies: Scores
    ) -> list[Found]:
        """The documents of each of so many terms, with the sums of their frequencies."""
        if not len(terms):
            return [_NOWHERE] * number
        rows, row = np.unique(terms * np.int64(len(self._postings)) + documents, return_inverse=True)
        sums = np.bincount(row, frequencies).astype(np.float32)
        term, document = np.divmod(rows, len(self._postings))
        begins = np.searchsorted(term, np.arange(number + 1)).tolist()
        documents = document.astype(np.int32)
        return [Found(documents[low:high], sums[low:high]) for low, high in pairwise(begins)]

    def _in_pieces(self, variant: Variant, term: Term) -> Found:
        candidates = mask_of(self._postings.containing(variant.term), len(self._postings))
        for known in (variant.term, term.text):
            candidates[self.of(known, term.fields).documents] = False
        sums = np.zeros(len(self._postings), np.float32)
        for document in np.flatnonzero(candidates).tolist() if np.count_nonzero(candidates) <= MOST_READ else ():
            for field, count in self.counts_in_pieces(variant, term.fields, document).items():
                sums[document] += count * self.factors[field, document]
        return _found(sums)


def _found(frequencies: Scores) -> Found:
    documents = np.flatnonzero(frequencies).astype(np.int32)
    return Found(documents, frequencies[documents])


def _size(found: Found) -> int:
    return 400 + found.documents.nbytes + found.frequencies.nbytes


def _size_of_all(found: dict[tuple[Field, ...], Found]) -> int:
    return sum(map(_size, found.values()))
