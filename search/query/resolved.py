"""A query with the terms and literals that are looked up for it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from index.language import Message
from search.query.tree import And, Leaf, Literal, Or, Query, Term, alternatives, bare, is_in_pieces, lookups

MOST_TERMS = 64
MOST_LITERALS = 6  # each may take reading every post


@dataclass(frozen=True)
class Adjacent:
    """Two words typed without a space: a post should have them so, or with a の between them, or have a synonym of both
    together."""

    before: Term
    after: Term
    synonym: Query | None = None


@dataclass(frozen=True)
class Resolved:
    """What is looked up for a query. A post may lack some of the `wanted` parts in a relaxed answer; it must match all that
    are `needed`, exclusions for one, and none that is `helpful`, a verb of a sentence for one, which makes it score higher.

    Where no post has all of these, it is the `lesser` ones that are scored: 全文 and 検索 for themselves, and 鍋 for たら鍋. Posts without the
    `adjacent` words side by side are left out, unless all are. `bigrams` of the words, the terms of all `words`, and the `pairs` of them
    that follow each other in a word only make a document score higher. `typed` are the words, as they were typed, one after the other;
    `defined` is what was asked what it is; `sides` are what stands before and behind a | in a title that was pasted.
    """

    wanted: tuple[Query, ...] = ()
    lesser: tuple[Query, ...] = ()
    needed: tuple[Query, ...] = ()
    helpful: tuple[Query, ...] = ()
    adjacent: tuple[Adjacent, ...] = ()
    bigrams: tuple[str, ...] = ()
    words: tuple[Term, ...] = ()
    pairs: tuple[tuple[str, str], ...] = ()
    typed: str = ""
    defined: str = ""
    sides: tuple[str, ...] = ()
    notes: tuple[Message, ...] = ()

    @property
    def leaves(self) -> tuple[Leaf, ...]:
        """The leaves that may be marked in an answer, each once; synonyms follow what was typed."""
        return lookups(And((*self.wanted, *self.lesser)))

    @property
    def instead(self) -> dict[Literal, frozenset[Leaf]]:
        """For each word in pieces the terms that it stands instead of: where a post has these, the word is not looked for."""
        return {
            part: frozenset(leaf for other in either.parts if other != part for leaf in lookups(other))
            for either in alternatives(And(self.wanted))
            for part in either.parts
            if is_in_pieces(part)
        }


def rarest(resolved: Resolved, weight: Callable[[Leaf], float]) -> Resolved:
    """The query with at most `MOST_TERMS` leaves, at most `MOST_LITERALS` of which are literals. The leaves with the least
    `weight` are left out, with a note; and then words in pieces as well, which stand beside terms."""
    instead = resolved.instead
    leaves = [leaf for leaf in resolved.leaves if leaf not in instead]
    terms = [leaf for leaf in leaves if isinstance(leaf, Term)]
    literals = [leaf for leaf in leaves if isinstance(leaf, Literal)]
    kept_literals = _heaviest(literals, MOST_LITERALS, weight)
    kept = kept_literals | _heaviest(terms, MOST_TERMS - len(kept_literals), weight)
    surplus = len(leaves) - len(kept)
    if not surplus:
        return resolved
    note = Message(
        ja=f"語が多いので、よくある {surplus} 語を除いて検索しました（{MOST_TERMS} 語、引用は {MOST_LITERALS} 個まで）",
        en=f"The query has many words; the {surplus} commonest were left out ({MOST_TERMS} words and {MOST_LITERALS} "
        "quotes are searched).",
    )
    left = frozenset(map(bare, kept))
    wanted = _all_within(resolved.wanted, left)
    return replace(
        resolved,
        wanted=wanted,
        lesser=_all_within(resolved.lesser, left) or wanted,
        helpful=_all_within(resolved.helpful, left),
        adjacent=(),
        notes=(*resolved.notes, note),
    )


def _all_within(parts: Sequence[Query], kept: frozenset[Leaf]) -> tuple[Query, ...]:
    return tuple(left for part in parts if (left := _within(part, kept)) is not None)


def _heaviest(leaves: Sequence[Leaf], most: int, weight: Callable[[Leaf], float]) -> set[Leaf]:
    return set(leaves if len(leaves) <= most else sorted(leaves, key=weight, reverse=True)[:most])


def _within(tree: Query, kept: frozenset[Leaf]) -> Query | None:
    """A tree with these leaves alone, so that a post may lack the others; None where nothing is left that was typed, and of a
    synonym all is left or nothing."""
    match tree:
        case Term() | Literal():
            return tree if bare(tree) in kept else None
        case And(parts):
            left = tuple(part for part in (_within(part, kept) for part in parts) if part is not None)
            whole = len(left) == len(parts) or not any(leaf.synonym_of for leaf in lookups(tree))
            return And(left) if left and whole else None
        case Or(parts):
            either = tuple(part for part in (_within(part, kept) for part in parts) if part is not None)
            return Or(either) if any(not leaf.synonym_of for leaf in lookups(Or(either))) else None
    return tree
