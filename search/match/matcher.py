"""A leaf of a query to the documents that have it, with how often they do, and how near its spelling is to what was typed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product

import numpy as np

from index.analyzed import Field
from index.normalize import normalize
from search.bm25 import idf
from search.match.frequencies import Frequencies
from search.match.literals import COUNTED_AS, Literals
from search.postings import Mask, Numbers, Postings, Scores, mask_of
from search.query.bigrams import bigrams_of
from search.query.resolved import Adjacent
from search.query.tree import IN_TITLE, Leaf, Literal, Term, bare
from search.recent import Recent
from search.spelling.spellings import Spellings
from search.spelling.variant import Tier, Variant

# Small letters stand for any case, as in many an editor: openai also finds OpenAI, and case decides only between posts that are
# equal otherwise. OpenAI means OpenAI.
_IN_SMALL_LETTERS = re.compile(r"[\x20-@a-z_~-]*[a-z][\x20-@a-z_~-]*")
_ANY_CASE = 0.95

_MOST_EDGES = 8  # spellings of each word that are tried together

_MOST_BYTES = 32_000_000  # of matches in memory


@dataclass(frozen=True)
class Matches:
    """The documents that have a leaf, in order; for each its weighted frequency, and 0 to 1 how near its spelling is to the one
    typed."""

    documents: Numbers
    frequencies: Scores
    nearness: Scores


@dataclass(frozen=True)
class Count:
    """How often a field of a document has a spelling, and the weighted frequency of that."""

    variant: Variant
    field: Field
    count: int
    frequency: float


class Matcher:
    """Looks leaves up, and remembers those that are terms."""

    def __init__(self, postings: Postings, frequencies: Frequencies, spellings: Spellings) -> None:
        self.postings, self._frequencies, self.spellings = postings, frequencies, spellings
        self._literals = Literals(postings)
        self._recent: Recent[Term, Matches] = Recent(_MOST_BYTES, _size)

    def of(self, leaf: Leaf, allowed: Mask) -> Matches:
        """The matches of a leaf. Those of a literal are only looked for in the documents `allowed`, which takes reading
        them."""
        typed = bare(leaf)
        matches = self._of_term(typed) if isinstance(typed, Term) else self._literal(typed, allowed)
        if not leaf.synonym_of:
            return matches
        return replace(matches, nearness=matches.nearness * np.float32(Tier.SYNONYM.weight))

    def idf(self, leaf: Leaf) -> float:
        """Inverse document frequency. That of a literal is of the documents that have its bigrams: to know better takes
        reading."""
        leaf = bare(leaf)
        documents = self._of_term(leaf).documents if isinstance(leaf, Term) else self.postings.containing(leaf.text)
        return self._idf(leaf, documents)

    def present(self, variant: Variant, term: Term, among: Mask) -> bool:
        """Whether any of these documents has a spelling of a term."""
        return bool(among[self._frequencies.of_variant(variant, term).documents].any())

    def is_anywhere(self, variant: Variant, term: Term) -> bool:
        """Whether any document has a spelling of a term."""
        return self._number(variant, term) > 0

    def foreign_bigrams(self, term: Term) -> frozenset[str]:
        """The bigrams of a term that are in none of the spellings in which most documents have it: 「ヌビ」 where nearly all write
        NVIDIA."""
        spelled, having = Counter[str](), Counter[str]()
        for each in self.spellings.of(term):
            spelled[each.term] += self._number(each, term)
        for other, number in spelled.items():
            having.update(dict.fromkeys(bigrams_of(other), number))
        return frozenset(each for each in bigrams_of(term.text) if having[each] * 2 < sum(spelled.values()))

    def knows(self, leaves: Sequence[Leaf]) -> bool:
        """Whether any document has all of these."""
        found = np.ones(len(self.postings), bool)
        for leaf in leaves:
            found &= mask_of(self.of(leaf, found).documents, len(found))
        return bool(found.any())

    def typed_idf(self, term: Term) -> float:
        """The idf of a term in the spelling typed alone: to look for other spellings takes longer than a page of answers."""
        return self._idf(term, self._frequencies.of(term.text, term.fields).documents)

    def having(self, term: Term, fields: tuple[Field, ...]) -> Numbers:
        """The documents that have a term in some of the fields, in the spelling typed."""
        return self._frequencies.of(term.text, fields).documents

    def rarity(self, leaf: Leaf) -> float:
        """About the idf of a leaf, without a look for other spellings."""
        return self.typed_idf(leaf) if isinstance(leaf, Term) else self.idf(leaf)

    def counts(self, leaf: Leaf, document: int) -> list[Count]:
        """The spellings of a leaf that a document has, field by field. One that is marked there and adds nothing to the score
        has frequency 0."""
        leaf = bare(leaf)
        if isinstance(leaf, Literal):
            return self._rows(Variant(leaf.text, Tier.EXACT), self._literal_counts(leaf, document), document)
        found: list[Count] = []
        for variant in self._met(leaf, document):
            if variant.in_pieces and found:
                continue  # it is looked for only in documents that have the word in no other way
            if variant.in_pieces:
                counts = self._frequencies.counts_in_pieces(variant, leaf.fields, document)
            else:
                counts = self._counts(variant.term, leaf.fields, document)
            rows = self._rows(variant, counts, document)
            passed_over = found and variant.part  # marked, and counted as the word itself
            found += [replace(row, frequency=0.0) for row in rows] if passed_over else rows
        return found

    def adjacent(self, words: Adjacent) -> Mask:
        """The documents that have two words one after the other, or with a の between them, as far as the characters beside the
        border tell."""
        size = len(self.postings)
        found, boundary = np.zeros(size, bool), self.postings.with_boundary
        for last, first in self._edges(words.before, words.after):
            found[boundary(last, first)] = True
            found |= mask_of(boundary(last, "の"), size) & mask_of(boundary("の", first), size)
        return found

    def _number(self, variant: Variant, term: Term) -> int:
        """How many documents have a spelling of a term."""
        return len(self._frequencies.of_variant(variant, term).documents)

    def _idf(self, leaf: Leaf, documents: Numbers) -> float:
        return idf(self.postings.document_frequency(leaf, documents), self.postings.size)

    def _met(self, term: Term, document: int) -> Iterator[Variant]:
        """The spellings that a document may have. The first is the one typed, or, if the document does not have it so, the
        one in another width or case."""
        typed, *others = self.spellings.of(term)
        exactly = self._typed(term)[1][document] == 1
        yield typed if exactly else Variant(typed.term, Tier.WIDTH_OR_CASE)
        yield from others

    def _of_term(self, term: Term) -> Matches:
        return self._recent.get(term, lambda: self._term(term))

    def _term(self, term: Term) -> Matches:
        total, nearness = self._typed(term)
        others = self.spellings.of(term)[1:]
        if not others and not term.exact:  # most words: their arrays are in memory once, in `Frequencies`
            found = self._frequencies.of(term.text, term.fields)
            return Matches(found.documents, found.frequencies, nearness[found.documents])
        for variant in others:
            found = self._frequencies.of_variant(variant, term)
            documents, frequencies = found.documents, found.frequencies
            if variant.in_pieces or variant.part:  # the parts of a compound are terms themselves
                new = total[documents] == 0
                documents, frequencies = documents[new], frequencies[new]
            total[documents] += frequencies
            nearness[documents] = np.maximum(nearness[documents], np.float32(variant.tier.weight))
        documents = np.flatnonzero(total).astype(np.int32)
        return Matches(documents, total[documents], nearness[documents])

    def _typed(self, term: Term) -> tuple[Scores, Scores]:
        """Of every document: the frequency of a term in any width and case, and how near that is to what was typed. Of an exact
        term as it was typed only."""
        any_width = self._everywhere(term.text, term.fields)
        if normalize(term.written).text != term.written:
            same = np.minimum(self._everywhere(term.written, term.fields), any_width)
        else:
            same = any_width.copy()
            for each in self.spellings.written(term.text):
                same -= self._everywhere(each, term.fields)
        exactly = same > any_width * 1e-3
        if term.exact:
            return np.where(exactly, any_width, np.float32(0)), exactly.astype(np.float32)
        other = np.float32(_ANY_CASE if _IN_SMALL_LETTERS.fullmatch(term.written) else Tier.WIDTH_OR_CASE.weight)
        return any_width, np.where(exactly, np.float32(1), np.where(any_width > 0, other, np.float32(0)))

    def _everywhere(self, term: str, fields: tuple[Field, ...]) -> Scores:
        return self._frequencies.of(term, fields).everywhere(len(self.postings))

    def in_title(self, term: Term) -> Numbers:
        """The documents that have a term in their title, in a spelling that counts."""
        having = np.zeros(len(self.postings), bool)
        for each in self.spellings.of(term):
            if not each.in_pieces:
                having[self._frequencies.of(each.term, IN_TITLE).documents] = True
        return np.flatnonzero(having).astype(np.int32)

    def _edges(self, before: Term, after: Term) -> set[tuple[str, str]]:
        """The last character of one word with the first of the next, in their spellings."""
        typed = normalize(before.written or before.text).text[-1]  # 撮り, where the term is 撮る
        ends = (typed, *(each.term[-1] for each in self.spellings.of(before)[:_MOST_EDGES]))
        beginnings = (each.term[0] for each in self.spellings.of(after)[:_MOST_EDGES])
        return set(product(ends, beginnings))

    def _literal(self, literal: Literal, allowed: Mask) -> Matches:
        """The matches among those of the documents `allowed` that have all bigrams of the literal: their text is read."""
        candidates = self.postings.containing(literal.text)
        candidates = candidates[allowed[candidates]]
        counts = self._literals.counts(literal, candidates)
        found = counts.any(axis=1)
        documents = candidates[found]
        factors = self._frequencies.factors[list(COUNTED_AS)][:, documents]
        frequencies = (counts[found].T * factors).sum(axis=0, dtype=np.float32)
        return Matches(documents, frequencies, np.ones(len(documents), np.float32))

    def _literal_counts(self, literal: Literal, document: int) -> dict[Field, int]:
        counts = self._literals.counts(literal, np.array([document], np.int32))[0].tolist()
        return {field: count for field, count in zip(COUNTED_AS, counts, strict=True) if count}

    def _counts(self, term: str, fields: tuple[Field, ...], document: int) -> dict[Field, int]:
        found = self.postings.postings([term])
        here = found.documents == document
        counts = zip(map(Field, found.fields[here].tolist()), found.frequencies[here].tolist(), strict=True)
        return {field: count for field, count in counts if field in fields}

    def _rows(self, variant: Variant, counts: dict[Field, int], document: int) -> list[Count]:
        return [
            Count(variant, field, count, float(count * self._frequencies.factors[field, document]))
            for field, count in counts.items()
            if count
        ]


def _size(matches: Matches) -> int:
    return 400 + matches.documents.nbytes + matches.frequencies.nbytes + matches.nearness.nbytes
