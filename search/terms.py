"""A parsed query to what is looked up: terms of the index, and characters to be found literally."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from index.analysis import Analyzer
from index.analyzed import Field
from index.language import Message
from index.normalize import normalize
from search.query import Clause, Query

MOST_TERMS = 64

EVERYWHERE = tuple(Field)
IN_TITLE = (Field.TITLE,)


@dataclass(frozen=True)
class Term:
    """One term of the index, in any of those fields."""

    text: str
    fields: tuple[Field, ...] = EVERYWHERE


@dataclass(frozen=True)
class Literal:
    """Normalized characters to be found as they stand, in any of those fields."""

    text: str
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
    """No more than `MOST_TERMS` requirements: the commonest tell least and are dropped, with a note."""
    surplus = len(terms.required) - MOST_TERMS
    if surplus <= 0:
        return terms
    weights = [max(map(weight, requirement.leaves)) for requirement in terms.required]
    kept = sorted(sorted(range(len(weights)), key=lambda place: -weights[place])[:MOST_TERMS])
    note = Message(
        ja=f"語が多いので、よくある {surplus} 語を除き {MOST_TERMS} 語で検索しました",
        en=f"The query has many words; the {surplus} commonest were left out and {MOST_TERMS} were searched.",
    )
    return replace(terms, required=tuple(terms.required[place] for place in kept), notes=(*terms.notes, note))


def _requirements(query: Query, analyzer: Analyzer) -> list[Requirement]:
    found: list[Requirement] = []
    for group in query.required:
        alternatives = [leaves for clause in group if (leaves := _leaves(clause, analyzer))]
        if len(alternatives) == 1:
            found.extend(Requirement(((leaf,),)) for leaf in alternatives[0])
        elif alternatives:
            found.append(Requirement(tuple(alternatives)))
    return found


def _leaves(clause: Clause, analyzer: Analyzer) -> Conjunction:
    if clause.quoted:
        return (_literal(clause),)
    return tuple(Term(term, _fields(clause)) for term in analyzer.query_terms(clause.text))


def _literal(clause: Clause) -> Literal:
    return Literal(normalize(clause.text).text, _fields(clause))


def _fields(clause: Clause) -> tuple[Field, ...]:
    return IN_TITLE if clause.title else EVERYWHERE
