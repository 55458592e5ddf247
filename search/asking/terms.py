"""What is looked up for a query: terms of the index, and characters to be found literally."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from index.analyzed import Field
from index.language import Message

MOST_TERMS = 64
MOST_LITERALS = 6  # each may take reading every post

EVERYWHERE = tuple(Field)
IN_TITLE = (Field.TITLE,)


@dataclass(frozen=True)
class Term:
    """One term of the index, in any of those fields. `written` is how it was typed; only so where it is `exact`, else
    in other spellings, too. `alone`: a word, which may be part of a longer one; not 鉄 in 撮り|鉄."""

    text: str
    fields: tuple[Field, ...] = EVERYWHERE
    written: str = ""
    exact: bool = False
    alone: bool = True

    @property
    def typed(self) -> str:
        return self.written or self.text


@dataclass(frozen=True)
class Literal:
    """Characters to be found as they stand, in any of those fields: their normal form, and as they were typed. Only so
    where it is `exact`, else in any width and case. A `word` does not begin or end within one: ねこかわいい."""

    text: str
    typed: str = field(compare=False)
    fields: tuple[Field, ...] = EVERYWHERE
    exact: bool = False
    word: bool = False


Leaf = Term | Literal
# Leaves that must all match.
Conjunction = tuple[Leaf, ...]


@dataclass(frozen=True)
class Requirement:
    """Matched where any of its alternatives is, or less well where a synonym is."""

    alternatives: tuple[Conjunction, ...]
    synonyms: tuple[Conjunction, ...] = ()

    @property
    def leaves(self) -> tuple[Leaf, ...]:
        return tuple(leaf for each in (*self.alternatives, *self.synonyms) for leaf in each)


@dataclass(frozen=True)
class Seam:
    """Two words typed without a space: a post should have them so, or with a の between them, or a synonym of both."""

    before: Term
    after: Term
    synonyms: tuple[Conjunction, ...] = ()


@dataclass(frozen=True)
class Terms:
    """What a query asks for: every requirement, and none of the excluded conjunctions.

    `seams` hold where any post that matches has them. `bigrams` of its words, and `pairs` of terms that it has side by
    side, only make a document score higher. A `sentence` is a question or a phrase, not a list of words.
    """

    required: tuple[Requirement, ...]
    excluded: tuple[Conjunction, ...]
    seams: tuple[Seam, ...] = ()
    bigrams: tuple[str, ...] = ()
    pairs: tuple[tuple[Term, Term], ...] = ()
    sentence: bool = False
    notes: tuple[Message, ...] = ()

    @property
    def leaves(self) -> tuple[Leaf, ...]:
        """All that may be marked in an answer, each once."""
        return tuple(dict.fromkeys(leaf for requirement in self.required for leaf in requirement.leaves))


def rarest(terms: Terms, weight: Callable[[Leaf], float]) -> Terms:
    """No more than `MOST_TERMS` leaves, and `MOST_LITERALS` literals among them: the commonest tell least and are
    dropped, with a note."""
    words = [leaf for leaf in terms.leaves if not isinstance(leaf, Literal)]
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
    return replace(
        terms,
        required=tuple(each for each in required if each.alternatives),
        seams=(),
        notes=(*terms.notes, note),
    )


def _heaviest(leaves: Sequence[Leaf], most: int, weight: Callable[[Leaf], float]) -> set[Leaf]:
    return set(leaves if len(leaves) <= most else sorted(leaves, key=weight, reverse=True)[:most])


def _within(requirement: Requirement, kept: set[Leaf]) -> Requirement:
    alternatives, synonyms = (
        tuple(leaves for leaves in each if kept.issuperset(leaves))
        for each in (requirement.alternatives, requirement.synonyms)
    )
    return Requirement(alternatives, synonyms)
