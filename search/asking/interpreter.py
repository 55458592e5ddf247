"""A parsed query to what is looked up for it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from index.analysis.technical import is_spaced
from index.normalize import normalize
from search.asking.query import Clause, Query
from search.asking.terms import MOST_TERMS, Conjunction, Leaf, Requirement, Seam, Term, Terms
from search.asking.word import Word, literal

MOST_BIGRAMS = 256

_YEAR = re.compile(r"(?:19|20)\d\d")
_NUMBER = re.compile(r"[\d,.]+")


class Interpreter:
    """Says what queries ask for. `cut` cuts a clause, `exact` or not; `known` tells whether any post has all of some leaves, in any spelling; `synonyms` are by
    the normal form of a word, and there are none for an `exact` query, in which each word means its spelling alone."""

    def __init__(
        self,
        *,
        cut: Callable[[Clause, bool], Word],
        known: Callable[[Conjunction], bool],
        synonyms: Mapping[str, tuple[str, ...]],
        exact: bool = False,
    ) -> None:
        self._known, self._synonyms, self._exact = known, {} if exact else synonyms, exact
        self._cut = cut

    def terms(self, query: Query) -> Terms:
        """A word gives a requirement for each of its terms; a word without any (a particle, a symbol) is passed over,
        unless the whole query is of that kind: then it is looked for as it stands."""
        groups = tuple(self._joined(query.required))
        required = [requirement for group in groups for requirement in self._requirements(group)]
        if not required:
            required = [Requirement(((self._literal(clause),),)) for group in groups for clause in group]
        words = [self._word(clause) for group in groups for clause in group if _is_words(clause)]
        needed = [group[0] for group in groups if len(group) == 1 and _is_words(group[0])]
        return Terms(
            _distinct(required),
            tuple(leaves for clause in query.excluded for leaves in self._excluded(clause)),
            seams=tuple(dict.fromkeys(seam for clause in needed for seam in self._seams(clause)))[:MOST_TERMS],
            bigrams=_bigrams(words),
            pairs=_pairs(words),
            sentence=any(word.is_sentence for word in words),
        )

    def _requirements(self, group: Sequence[Clause]) -> Iterator[Requirement]:
        alternatives = [leaves for clause in group for leaves in self._alternatives(clause)]
        synonyms = [leaves for clause in group for leaves in self._meant(clause)]
        if len(alternatives) == 1 and not synonyms:
            yield from (Requirement(((leaf,),)) for leaf in alternatives[0])
        elif alternatives:
            yield Requirement(tuple(dict.fromkeys(alternatives)), tuple(dict.fromkeys(synonyms)))

    def _alternatives(self, clause: Clause) -> list[Conjunction]:
        """What a clause asks for. It may be one word that the tokenizer takes for something else: といあわせ for two words,
        ひっこし for a form of a verb, 野野村 for two names, ぬい活 for 縫う and 活."""
        if clause.quoted:
            return [(self._literal(clause),)]
        word = self._word(clause)
        if word.is_spaced:
            return [(word.whole,)]
        if word.is_held_together:
            return [(word.literal,)]
        leaves = word.leaves
        if leaves == (word.whole,) or not (word.is_sound or (word.is_japanese and not word.is_sentence)):
            return [leaves] if leaves else []
        if self._known((word.whole,)):
            only = not leaves or (word.is_sound and not word.is_one_token)
            return [(word.whole,)] if only else [leaves, (word.whole,)]
        if word.is_sound and not word.is_words_and_particles:
            return [(word.literal,)]
        if len(leaves) > 1 and not self._known(leaves) and self._known((word.in_pieces,)):
            return [(word.in_pieces,)]
        return [leaves] if leaves else []

    def _meant(self, clause: Clause) -> Iterator[Conjunction]:
        """Its synonyms; one of several words is meant as it stands, 猫の手."""
        for text in () if clause.quoted else self._synonyms.get(normalize(clause.text).text, ()):
            word = self._word(replace(clause, text=text))
            yield from [(word.in_pieces,)] if len(word.asked) > 1 else self._alternatives(word.clause)

    def _excluded(self, clause: Clause) -> Iterator[Conjunction]:
        """What is said so itself: without 本 is with 日本, and without 指定 with シティ."""
        for leaves in (*self._alternatives(clause), *self._meant(clause)):
            yield tuple(replace(leaf, alone=False) if isinstance(leaf, Term) else leaf for leaf in leaves)

    def _joined(self, groups: Sequence[tuple[Clause, ...]]) -> Iterator[tuple[Clause, ...]]:
        """The groups, two clauses that are one word as one: React 19, which is no post with React and iOS 19; 100 円; and
        what has a synonym, machine learning."""
        joined = False
        for group, following in pairwise((*groups, ())):
            together = self._together(*group, *following) if not joined and following else None
            if not joined:
                yield (together,) if together else group
            joined = together is not None

    def _together(self, *clauses: Clause) -> Clause | None:
        if len(clauses) != 2 or not all(map(_is_words, clauses)):
            return None
        before, after = (clause.text for clause in clauses)
        spaced = Clause(f"{before} {after}")
        text = normalize(spaced.text).text
        if (is_spaced(text) and not _YEAR.fullmatch(after)) or text in self._synonyms:
            return spaced
        counted = self._word(Clause(before + after)) if _NUMBER.fullmatch(before) and not after.isascii() else None
        return counted.clause if counted and counted.leaves == (counted.whole,) else None

    def _seams(self, clause: Clause) -> Iterator[Seam]:
        synonyms = tuple(self._meant(clause))
        return (replace(seam, synonyms=synonyms) for seam in self._word(clause).seams)

    def _word(self, clause: Clause) -> Word:
        return self._cut(clause, self._exact)

    def _literal(self, clause: Clause) -> Leaf:
        return literal(clause, exact=self._exact)


def _is_words(clause: Clause) -> bool:
    """Whether a clause is looked for everywhere and as words."""
    return not clause.quoted and not clause.title


def _distinct(required: Sequence[Requirement]) -> tuple[Requirement, ...]:
    """Each once; of a word that was typed alone and beside another, as in 鉄 撮り鉄, the one that is asked for more
    strictly."""
    terms = (each.leaves[0] for each in required if len(each.leaves) == 1)
    lax = {Requirement(((replace(term, alone=True),),)) for term in terms if isinstance(term, Term) and not term.alone}
    return tuple(dict.fromkeys(each for each in required if each not in lax))


def _bigrams(words: Sequence[Word]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(bigram for word in words for bigram in word.bigrams))[:MOST_BIGRAMS]


def _pairs(words: Sequence[Word]) -> tuple[tuple[Term, Term], ...]:
    terms = [word.term(token) for word in words for token in word.asked]
    pairs = {frozenset(pair): pair for pair in pairwise(terms)}
    return tuple(pair for both, pair in pairs.items() if len(both) == 2)[:MOST_TERMS]
