"""A parsed query to what is looked up: terms of the index, and characters to be found literally."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from index.analysis import Analyzer
from index.analyzed import Field
from index.language import Message
from index.normalize import normalize
from search.query import Clause, Query

MOST_TERMS = 64
MOST_LITERALS = 6  # each may take reading every post

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
    """What a query asks for: every requirement, and none of the excluded conjunctions."""

    required: tuple[Requirement, ...]
    excluded: tuple[Conjunction, ...]
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
    return Terms(tuple(dict.fromkeys(required)), tuple(excluded))


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


def _leaves(clause: Clause, analyzer: Analyzer) -> Conjunction:
    if clause.quoted:
        return (_literal(clause),)
    return tuple(Term(term, _fields(clause)) for term in analyzer.query_terms(clause.text))


def _literal(clause: Clause) -> Literal:
    return Literal(normalize(clause.text).text, clause.text, _fields(clause))


def _fields(clause: Clause) -> tuple[Field, ...]:
    return IN_TITLE if clause.title else EVERYWHERE
