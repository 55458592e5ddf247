"""Where what is looked up stands: for a leaf, the documents that have it, how often, and how near to what was typed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice, product

import numpy as np
import numpy.typing as npt

from index.analyzed import Field
from index.normalize import normalize
from index.remembered import remembered
from search.asking.terms import IN_TITLE, Conjunction, Leaf, Literal, Requirement, Seam, Term
from search.bm25 import idf
from search.frequencies import Frequencies, Scores
from search.literals import STRETCHES, Literals
from search.recent import Recent
from search.result import Spelling
from search.snapshot import NOWHERE, Numbers, Snapshot
from search.spelling.tier import Tier
from search.spelling.variants import Variant, Variants

Mask = npt.NDArray[np.bool_]

# Where fewer documents than this have a word, those count too in which it only sounds the same.
_FEW = 10
# What is typed in small letters is meant in any case, as in many an editor; the difference decides only between posts
# that are alike. OpenAI is meant as it is typed.
_IN_SMALL_LETTERS = re.compile(r"[\x20-@a-z_~-]*[a-z][\x20-@a-z_~-]*")
_ANY_CASE = 0.95

_MOST_TOLD = 4  # spellings of a word, in a note
_MOST_SEAMS = 8  # spellings of each word that are tried together

_KEPT_BYTES = 32_000_000  # of matches
_REMEMBERED = 32_768  # spellings of terms


@dataclass(frozen=True)
class Matches:
    """The documents that have a leaf, in order; in each its weighted frequency, and 0 to 1 how near its spelling is."""

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
    """Looks leaves up in one snapshot, and remembers terms."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._variants = Variants(snapshot)
        self._frequencies = Frequencies(snapshot)
        self._literals = Literals(snapshot)
        self._kept: Recent[Term, Matches] = Recent(_KEPT_BYTES, _size)
        self.variants = remembered(self._used, _REMEMBERED)
        self.in_title = remembered(self._in_title, _REMEMBERED)

    def of(self, leaf: Leaf, allowed: Mask) -> Matches:
        """The matches of a leaf. Of a literal only among the documents `allowed`: it takes reading them."""
        return self._of_term(leaf) if isinstance(leaf, Term) else self._literal(leaf, allowed)

    def idf(self, leaf: Leaf) -> float:
        """Inverse document frequency. Characters count where their bigrams are: to know better takes reading."""
        documents = self._of_term(leaf).documents if isinstance(leaf, Term) else self._snapshot.containing(leaf.text)
        return idf(len(documents), len(self._snapshot))

    def knows(self, leaves: Conjunction) -> bool:
        """Whether any document has all of these."""
        found = np.ones(len(self._snapshot), bool)
        for leaf in leaves:
            documents = self.of(leaf, found).documents
            found &= _mask(documents, len(found))
        return bool(found.any())

    def typed_idf(self, term: Term) -> float:
        """The idf of a term in the spelling typed, at once: looking for others takes longer than a page of answers."""
        return idf(len(self._frequencies.of(term.text, term.fields).documents), len(self._snapshot))

    def has_both(self, pair: tuple[Term, Term]) -> Mask:
        """The documents that have two terms as they were typed."""
        one, other = (
            _mask(self._frequencies.of(term.text, term.fields).documents, len(self._snapshot)) for term in pair
        )
        return np.asarray(one & other)

    def rarity(self, leaf: Leaf) -> float:
        """Something like the idf, at once: of the spelling typed."""
        return self.typed_idf(leaf) if isinstance(leaf, Term) else self.idf(leaf)

    def counts(self, leaf: Leaf, document: int) -> list[Count]:
        """The spellings of a leaf in a document, field by field; those that are marked and do not count have no frequency."""
        if isinstance(leaf, Literal):
            return self._rows(Variant(leaf.text, Tier.EXACT), self._literal_counts(leaf, document), document)
        found: list[Count] = []
        for variant in self._met(leaf, document):
            if variant.in_pieces:
                counts = self._frequencies.counts_in_pieces(variant, leaf.fields, document)
            else:
                counts = self._counts(variant.term, leaf.fields, document)
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
            if among[self.of(leaf, among).documents].any()
        )
        return Spelling(typed, tuple(islice(having, _MOST_TOLD)))

    def _spelled_in(self, term: Term, documents: Numbers) -> tuple[str, ...]:
        told = [each for each in self.variants(term) if each.tier.told and each.term != term.text]
        if not told:
            return ()
        among = _mask(documents, len(self._snapshot))
        present = (
            each.part or each.term
            for each in told
            if among[self._frequencies.of_variant(each, term.fields).documents].any()
        )
        return tuple(islice(dict.fromkeys(present), _MOST_TOLD))

    def has_seam(self, seam: Seam) -> Mask:
        """The documents that have two words one after the other, or with a の between them."""
        found = self._together(seam.before, seam.after)
        for last, first in self._edges(seam.before, seam.after):
            linked = np.intersect1d(self._snapshot.with_seam(last, "の"), self._snapshot.with_seam("の", first))
            found[linked] = True
        return found

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
        having = self._nowhere
        for each in written:
            having[self._frequencies.of(each.term, term.fields).documents] = True
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

    def _of_term(self, term: Term) -> Matches:
        return self._kept.get(term, lambda: self._term(term))

    def _term(self, term: Term) -> Matches:
        total, nearness = self._typed(term)
        others = self.variants(term)[1:]
        if not others and not term.exact:  # most words: what is kept of the term is kept once
            found = self._frequencies.of(term.text, term.fields)
            return Matches(found.documents, found.frequencies, nearness[found.documents])
        for variant in others:
            found = self._frequencies.of_variant(variant, term.fields)
            documents, frequencies = found.documents, found.frequencies
            if variant.in_pieces or variant.part:  # the parts of a compound are terms themselves
                new = total[documents] == 0
                documents, frequencies = documents[new], frequencies[new]
            total[documents] += frequencies
            nearness[documents] = np.maximum(nearness[documents], np.float32(variant.tier.weight))
        documents = np.flatnonzero(total).astype(np.int32)
        return Matches(documents, total[documents], nearness[documents])

    def _typed(self, term: Term) -> tuple[Scores, Scores]:
        """Of every document: the frequency of a term as it was typed, and in any width and case, and how near that is."""
        any_width = self._everywhere(term.text, term.fields)
        if normalize(term.written).text != term.written:
            same = np.minimum(self._everywhere(term.written, term.fields), any_width)
        else:
            same = any_width.copy()
            for each in self._variants.written(term.text):
                same -= self._everywhere(each, term.fields)
        exactly = same > any_width * 1e-3
        if term.exact:
            return np.where(exactly, any_width, np.float32(0)), exactly.astype(np.float32)
        other = np.float32(_ANY_CASE if _IN_SMALL_LETTERS.fullmatch(term.written) else Tier.WIDTH_OR_CASE.weight)
        return any_width, np.where(exactly, np.float32(1), np.where(any_width > 0, other, np.float32(0)))

    def _everywhere(self, term: str, fields: tuple[Field, ...]) -> Scores:
        return self._frequencies.of(term, fields).everywhere(len(self._snapshot))

    def _in_title(self, term: Term) -> Numbers:
        """The documents that have a term in their title, in a spelling that counts."""
        terms = [each.term for each in self.variants(term) if not each.in_pieces]
        return np.unique(np.concatenate([NOWHERE, *(self._frequencies.of(each, IN_TITLE).documents for each in terms)]))

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
        candidates = self._snapshot.containing(literal.text)
        candidates = candidates[allowed[candidates]]
        counts = self._literals.counts(literal, candidates)
        found = counts.any(axis=1)
        documents = candidates[found]
        factors = self._frequencies.factors[list(STRETCHES)][:, documents]
        frequencies = (counts[found].T * factors).sum(axis=0, dtype=np.float32)
        return Matches(documents, frequencies, np.ones(len(documents), np.float32))

    def _literal_counts(self, literal: Literal, document: int) -> dict[Field, int]:
        counts = self._literals.counts(literal, np.array([document], np.int32))[0].tolist()
        return {field: count for field, count in zip(STRETCHES, counts, strict=True) if count}

    def _counts(self, term: str, fields: tuple[Field, ...], document: int) -> dict[Field, int]:
        found = ((field, counts[documents == document]) for field, documents, counts in self._snapshot.postings(term))
        return {field: int(count[0]) for field, count in found if len(count) and field in fields}

    def _rows(self, variant: Variant, counts: dict[Field, int], document: int) -> list[Count]:
        return [
            Count(variant, field, count, float(count * self._frequencies.factors[field, document]))
            for field, count in counts.items()
            if count
        ]


def _mask(documents: Numbers, size: int) -> Mask:
    mask = np.zeros(size, bool)
    mask[documents] = True
    return mask


def _size(matches: Matches) -> int:
    return 400 + matches.documents.nbytes + matches.frequencies.nbytes + matches.nearness.nbytes
