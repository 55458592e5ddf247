"""A parsed query to what is looked up: terms of the index, and characters to be found literally."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from index.analysis import Analyzer
from index.analyzed import Field
from index.language import Message
from index.normalize import normalize
from search.query import Clause, Query

MOST_TERMS = 64
MOST_LITERALS = 6  # each may take reading every post
MOST_BIGRAMS = 256
# Two characters of words.
_TELLING = re.compile(r"\w{2}")

EVERYWHERE = tuple(Field)
IN_TITLE = (Field.TITLE,)


@dataclass(frozen=True)
class Term:
    """One term of the index, in any of those fields."""

    text: str
    fields: tuple[Field, ...] = EVERYWHERE


@dataclass(frozen=True)
class Literal:
    """Characters to be found as they stand, in any of those fields: their normal form, and as they were typed."""

    text: str
    typed: str = field(compare=False)
    fields: tuple[Field, ...] = EVERYWHERE


Leaf = Term | Literal
# Leaves that must all match.
Conjunction = tuple[Leaf, ...]


@dataclass(frozen=True)
class Requirement:
    """Matched where any of its alternatives is."""

    alternatives: tuple[Conjunction, ...]

    @property
    def leaves(self) -> tuple[Leaf, ...]:
        return tuple(leaf for alternative in self.alternatives for leaf in alternative)


@dataclass(frozen=True)
class Terms:
    """What a query asks for: every requirement, and none of the excluded conjunctions.

    `bigrams` of its words, and `pairs` of terms that it has side by side, only make a document score higher. A
    `sentence` is a question or a phrase, not a list of words.
    """

    required: tuple[Requirement, ...]
    excluded: tuple[Conjunction, ...]
    bigrams: tuple[str, ...] = ()
    pairs: tuple[tuple[Term, Term], ...] = ()
    sentence: bool = False
    notes: tuple[Message, ...] = ()

    @property
    def leaves(self) -> tuple[Leaf, ...]:
        """All that may be marked in an answer, each once."""
        return tuple(dict.fromkeys(leaf for requirement in self.required for leaf in requirement.leaves))


def find_terms(query: Query, analyzer: Analyzer) -> Terms:
    """A word gives a requirement for each of its terms; a word without any (a particle, a symbol) is passed over,
    unless the whole query is of that kind: then it is looked for as it stands."""
    required = _requirements(query, analyzer)
    if not required:
        required = [Requirement(((_literal(clause),),)) for group in query.required for clause in group]
    excluded = [conjunction for clause in query.excluded if (conjunction := _leaves(clause, analyzer))]
    return Terms(
        tuple(dict.fromkeys(required)),
        tuple(excluded),
        bigrams=_bigrams(query),
        pairs=_pairs(query, analyzer),
        sentence=any(_is_sentence(clause.text, analyzer) for clause in _words(query)),
    )


def rarest(terms: Terms, weight: Callable[[Leaf], float]) -> Terms:
    """No more than `MOST_TERMS` leaves, and `MOST_LITERALS` literals among them: the commonest tell least and are
    dropped, with a note."""
    words = [leaf for leaf in terms.leaves if isinstance(leaf, Term)]
    literals = [leaf for leaf in terms.leaves if isinstance(leaf, Literal)]
    kept_literals = _heaviest(literals, MOST_LITERALS, weight)
    kept = kept_literals | _heaviest(words, MOST_TERMS - len(kept_literals), weight)
    surplus = len(terms.leaves) - len(kept)
    if not surplus:
        return terms
    note = Message(
        ja=f"語が多いので、よくある {surplus} 語を除いて検索しました（{MOST_TERMS} 語、引用は {MOST_LITERALS} 個まで）",
        en=f"The query has many words; the {surplus} commonest were left out ({MOST_TERMS} words and {MOST_LITERALS} "
        "quotes are searched).",
    )
    required = (_within(requirement, kept) for requirement in terms.required)
    return replace(terms, required=tuple(each for each in required if each.alternatives), notes=(*terms.notes, note))


def _heaviest(leaves: Sequence[Leaf], most: int, weight: Callable[[Leaf], float]) -> set[Leaf]:
    return set(leaves if len(leaves) <= most else sorted(leaves, key=weight, reverse=True)[:most])


def _within(requirement: Requirement, kept: set[Leaf]) -> Requirement:
    return Requirement(tuple(alternative for alternative in requirement.alternatives if kept.issuperset(alternative)))


def _requirements(query: Query, analyzer: Analyzer) -> list[Requirement]:
    found: list[Requirement] = []
    for group in query.required:
        alternatives = [leaves for clause in group if (leaves := _leaves(clause, analyzer))]
        if len(alternatives) == 1:
            found.extend(Requirement(((leaf,),)) for leaf in alternatives[0])
        elif alternatives:
            found.append(Requirement(tuple(dict.fromkeys(alternatives))))
    return found


def _bigrams(query: Query) -> tuple[str, ...]:
    words = (normalize(clause.text).text for clause in _words(query))
    found = dict.fromkeys(bigram for word in words for bigram in map("".join, pairwise(word)) if _TELLING.match(bigram))
    return tuple(found)[:MOST_BIGRAMS]


def _pairs(query: Query, analyzer: Analyzer) -> tuple[tuple[Term, Term], ...]:
    terms = [leaf for clause in _words(query) for leaf in _leaves(clause, analyzer) if isinstance(leaf, Term)]
    pairs = {frozenset(pair): pair for pair in pairwise(terms)}
    return tuple(pair for terms, pair in pairs.items() if len(terms) == 2)[:MOST_TERMS]


def _is_sentence(text: str, analyzer: Analyzer) -> bool:
    """Three words or more, held together by grammar: particles, endings, pronouns."""
    normalized = normalize(text).text
    pieces = [piece for piece in analyzer.pieces(normalized) if not piece.part]
    words = sum(1 for piece in pieces if piece.term)
    return words > 2 and any(not piece.term and normalized[piece.start].isalpha() for piece in pieces)


def _words(query: Query) -> Iterator[Clause]:
    """The clauses that are looked for everywhere and as words."""
    return (clause for group in query.required for clause in group if not clause.quoted and not clause.title)


def _leaves(clause: Clause, analyzer: Analyzer) -> Conjunction:
    if clause.quoted:
        return (_literal(clause),)
    return tuple(Term(term, _fields(clause)) for term in analyzer.query_terms(clause.text))


def _literal(clause: Clause) -> Literal:
    return Literal(normalize(clause.text).text, clause.text, _fields(clause))


def _fields(clause: Clause) -> tuple[Field, ...]:
    return IN_TITLE if clause.title else EVERYWHERE
