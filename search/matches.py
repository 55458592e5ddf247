"""Where what is looked up stands: for a leaf, the documents that have it, how often, and how near to what was typed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import islice, product

import numpy as np
import numpy.typing as npt

from index.analyzed import Field
from index.normalize import normalize
from search.asking.terms import Conjunction, Leaf, Literal, Requirement, Seam, Term
from search.bm25 import idf, relative_length
from search.literal import find_in_pieces, find_literal
from search.result import Spelling
from search.snapshot import Numbers, Snapshot
from search.spelling.tier import Tier
from search.spelling.variants import Variant, Variants

Scores = npt.NDArray[np.float32]
Mask = npt.NDArray[np.bool_]

WEIGHTS = {Field.TITLE: 5.0, Field.TAGS: 3.0, Field.HEADINGS: 2.0, Field.BODY: 1.0, Field.CODE: 0.5}

# Where fewer documents than this have a word, those count too in which it only sounds the same.
_FEW = 10
_MOST_READ = 100  # documents, for a word that may stand in pieces
# What is typed in small letters is meant in any case, as in many an editor; the difference decides only between posts
# that are alike. OpenAI is meant as it is typed.
_IN_SMALL_LETTERS = re.compile(r"[\x20-@a-z_~-]*[a-z][\x20-@a-z_~-]*")
_ANY_CASE = 0.95

_MOST_TOLD = 4  # spellings of a word, in a note
_MOST_SEAMS = 8  # spellings of each word that are tried together

_REMEMBERED = 4096


@dataclass(frozen=True)
class Matches:
    """Of every document: the weighted frequency of a leaf, 0 where it has none, and 0 to 1 how near its spelling is."""

    frequencies: Scores
    nearness: Scores

    @property
    def found(self) -> Mask:
        return self.frequencies > 0


@dataclass(frozen=True)
class Count:
    """How often a field of a document has a spelling, and the weighted frequency of that."""

    variant: Variant
    field: Field
    count: int
    frequency: float


class Matcher:
    """Looks leaves up in one snapshot, and remembers terms."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._variants = Variants(snapshot)
        weights = np.array([WEIGHTS[field] for field in Field], np.float32)
        self.factors = weights / relative_length(snapshot.lengths)
        self._of_term = lru_cache(_REMEMBERED)(self._term)
        self._frequencies = lru_cache(_REMEMBERED)(self._term_frequencies)
        self._in_pieces = lru_cache(_REMEMBERED)(self._frequencies_in_pieces)
        self.variants = lru_cache(_REMEMBERED)(self._used)

    def of(self, leaf: Leaf, allowed: Mask) -> Matches:
        """The matches of a leaf. Of a literal only among the documents `allowed`: it takes reading them."""
        return self._of_term(leaf) if isinstance(leaf, Term) else self._literal(leaf, allowed)

    def idf(self, leaf: Leaf) -> float:
        """Inverse document frequency. Characters count where their bigrams are: to know better takes reading."""
        if isinstance(leaf, Literal):
            having = len(self._snapshot.containing(leaf.text))
        else:
            having = int(np.count_nonzero(self.of(leaf, self._nowhere).found))
        return idf(having, len(self._snapshot))

    def knows(self, leaves: Conjunction) -> bool:
        """Whether any document has all of these."""
        found = np.ones(len(self._snapshot), bool)
        for leaf in leaves:
            found &= self.of(leaf, found).found
        return bool(found.any())

    def typed_idf(self, term: Term) -> float:
        """The idf of a term in the spelling typed, at once: looking for others takes longer than a page of answers."""
        return idf(int(np.count_nonzero(self._frequencies(term.text, term.fields))), len(self._snapshot))

    def has_both(self, pair: tuple[Term, Term]) -> Mask:
        """The documents that have two terms as they were typed."""
        one, other = (self._frequencies(term.text, term.fields) > 0 for term in pair)
        return np.asarray(one & other)

    def rarity(self, leaf: Leaf) -> float:
        """Something like the idf, at once: of the spelling typed, in the field that has it most."""
        if isinstance(leaf, Literal):
            return self.idf(leaf)
        having = (len(self._snapshot.postings(field, leaf.text)[0]) for field in leaf.fields)
        return idf(max(having) if self._snapshot.has(leaf.text) else 0, len(self._snapshot))

    def counts(self, leaf: Leaf, document: int) -> list[Count]:
        """The spellings of a leaf in a document, field by field; those that are marked and do not count have no frequency."""
        if isinstance(leaf, Literal):
            return self._rows(Variant(leaf.text, Tier.EXACT), self.literal_counts(leaf, document), document)
        found: list[Count] = []
        for variant in self._met(leaf, document):
            if variant.in_pieces:
                counts = self._counts_in_pieces(variant, leaf.fields, document)
            else:
                counts = {field: self._count(field, variant.term, document) for field in leaf.fields}
            rows = self._rows(variant, counts, document)
            passed_over = found and (variant.in_pieces or variant.part)  # marked, and counted as the word itself
            found += [replace(row, frequency=0.0) for row in rows] if passed_over else rows
        return found

    def other_spellings(self, required: Sequence[Requirement], documents: Numbers) -> tuple[Spelling, ...]:
        """The spellings and the synonyms, other than what was typed, in which these documents have the words of a query."""
        leaves = dict.fromkeys(leaf for requirement in required for leaf in requirement.leaves)
        spelled = (Spelling(term.text, self._spelled_in(term, documents)) for term in leaves if isinstance(term, Term))
        meant = (self._meant_in(requirement, documents) for requirement in required if requirement.synonyms)
        return tuple(spelling for spelling in (*spelled, *meant) if spelling.found)

    def _meant_in(self, requirement: Requirement, documents: Numbers) -> Spelling:
        """The synonyms of a word that these documents have."""
        words = [leaf.typed for leaf in requirement.alternatives[0]]
        typed = (" " if all(map(str.isascii, words)) else "").join(words)
        among = self._nowhere
        among[documents] = True
        having = (
            leaf.typed
            for leaves in requirement.synonyms
            for leaf in leaves
            if self.of(leaf, among).found[documents].any()
        )
        return Spelling(typed, tuple(islice(having, _MOST_TOLD)))

    def _spelled_in(self, term: Term, documents: Numbers) -> tuple[str, ...]:
        told = (each for each in self.variants(term) if each.tier.told and each.term != term.text)
        present = (each.part or each.term for each in told if self._of_variant(each, term.fields)[documents].any())
        return tuple(islice(dict.fromkeys(present), _MOST_TOLD))

    def has_seam(self, seam: Seam) -> Mask:
        """The documents that have two words one after the other, or with a の between them."""
        found = self._together(seam.before, seam.after)
        for last, first in self._edges(seam.before, seam.after):
            linked = np.intersect1d(self._snapshot.with_seam(last, "の"), self._snapshot.with_seam("の", first))
            found[linked] = True
        return found

    def literal_counts(self, literal: Literal, document: int) -> dict[Field, int]:
        starts = [start for start, _ in find_literal(literal, self._snapshot, document)]
        counts = np.bincount(self._snapshot.fields_at(document, starts), minlength=len(Field))
        return {field: int(counts[field]) for field in literal.fields if counts[field]}

    @property
    def _nowhere(self) -> Mask:
        return np.zeros(len(self._snapshot), bool)

    def _used(self, term: Term) -> tuple[Variant, ...]:
        """The spellings that count for a term, the one typed first."""
        typed = Variant(term.text, Tier.EXACT)
        if term.exact:
            return (typed,)
        spellings = self._variants.spellings(term.text)
        written = (typed, *(each for each in spellings if each.tier is not Tier.OTHER_KANJI))
        if not term.alone:
            return written
        if len(term.text) > 1:
            written = (*written, *self._variants.containing(term.text))
        having = np.logical_or.reduce([self._frequencies(each.term, term.fields) > 0 for each in written])
        if np.count_nonzero(having) >= _FEW:
            return written
        known = {each.term for each in written}
        more = (*spellings, *self._variants.sounding(term.text), *self._variants.containing(term.text))
        return (*written, *(each for each in more if each.in_pieces or each.term not in known))

    def _met(self, term: Term, document: int) -> Iterator[Variant]:
        """The spellings that may be in a document; in it the one typed may be so in another width or case."""
        typed, *others = self.variants(term)
        exactly = self._typed(term)[1][document] == 1
        yield typed if exactly else Variant(typed.term, Tier.WIDTH_OR_CASE)
        yield from others

    def _term(self, term: Term) -> Matches:
        typed, nearness = self._typed(term)
        total = typed.copy()
        for variant in self.variants(term)[1:]:
            frequencies = self._of_variant(variant, term.fields)
            if variant.in_pieces or variant.part:  # the parts of a compound are terms themselves
                frequencies = np.where(total > 0, np.float32(0), frequencies)
            total += frequencies
            nearness = np.where(frequencies > 0, np.maximum(nearness, np.float32(variant.tier.weight)), nearness)
        return Matches(total, nearness)

    def _typed(self, term: Term) -> tuple[Scores, Scores]:
        """The frequencies of a term as it was typed, and in any width and case, with how near that is."""
        any_width = self._frequencies(term.text, term.fields)
        if normalize(term.written).text != term.written:
            same = np.minimum(self._frequencies(term.written, term.fields), any_width)
        else:
            others = (self._frequencies(each, term.fields) for each in self._variants.written(term.text))
            same = any_width - sum(others, np.float32(0))
        exactly = same > any_width * 1e-3
        if term.exact:
            return np.where(exactly, any_width, np.float32(0)), exactly.astype(np.float32)
        other = np.float32(_ANY_CASE if _IN_SMALL_LETTERS.fullmatch(term.written) else Tier.WIDTH_OR_CASE.weight)
        return any_width, np.where(exactly, np.float32(1), np.where(any_width > 0, other, np.float32(0)))

    def _term_frequencies(self, term: str, fields: tuple[Field, ...]) -> Scores:
        sums = np.zeros(len(self._snapshot), np.float32)
        for field in fields:
            documents, frequencies = self._snapshot.postings(field, term)
            sums[documents] += frequencies * self.factors[documents, field]
        return sums

    def _of_variant(self, variant: Variant, fields: tuple[Field, ...]) -> Scores:
        return self._in_pieces(variant, fields) if variant.in_pieces else self._frequencies(variant.term, fields)

    def _frequencies_in_pieces(self, variant: Variant, fields: tuple[Field, ...]) -> Scores:
        frequencies = np.zeros(len(self._snapshot), np.float32)
        documents = self._snapshot.containing(variant.term)
        if len(documents) > _MOST_READ:
            return frequencies
        for document in documents.tolist():
            for field, count in self._counts_in_pieces(variant, fields, document).items():
                frequencies[document] += count * self.factors[document, field]
        return frequencies

    def _counts_in_pieces(self, variant: Variant, fields: tuple[Field, ...], document: int) -> dict[Field, int]:
        found = find_in_pieces(variant.term, self._snapshot, document, strictly=variant.is_guess)
        counts = np.bincount(self._snapshot.fields_at(document, [start for start, _ in found]), minlength=len(Field))
        return {field: int(counts[field]) for field in fields if counts[field]}

    def _together(self, before: Term, after: Term) -> Mask:
        found = self._nowhere
        for last, first in self._edges(before, after):
            found[self._snapshot.with_seam(last, first)] = True
        return found

    def _edges(self, before: Term, after: Term) -> set[tuple[str, str]]:
        """The last character of one word with the first of the next, in their spellings."""
        typed = normalize(before.written or before.text).text[-1]  # 撮り, where the term is 撮る
        ends = (typed, *(each.term[-1] for each in self.variants(before)[:_MOST_SEAMS]))
        beginnings = (each.term[0] for each in self.variants(after)[:_MOST_SEAMS])
        return set(product(ends, beginnings))

    def _literal(self, literal: Literal, allowed: Mask) -> Matches:
        """The text is read of the documents that have all bigrams of the literal."""
        frequencies = np.zeros(len(self._snapshot), np.float32)
        for document in self._snapshot.containing(literal.text).tolist():
            if allowed[document]:
                for field, count in self.literal_counts(literal, document).items():
                    frequencies[document] += count * self.factors[document, field]
        return Matches(frequencies, np.ones(len(frequencies), np.float32))

    def _count(self, field: Field, term: str, document: int) -> int:
        documents, frequencies = self._snapshot.postings(field, term)
        return int(frequencies[documents == document].sum())

    def _rows(self, variant: Variant, counts: dict[Field, int], document: int) -> list[Count]:
        return [
            Count(variant, field, count, float(count * self.factors[document, field]))
            for field, count in counts.items()
            if count
        ]
