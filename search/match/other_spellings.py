"""In which spellings, other than what was typed, the posts of an answer have the words of a query."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from search.answer import Spelling
from search.match.matcher import Matcher
from search.postings import Mask
from search.query.tree import Leaf, Term, bare

_MOST_MENTIONED = 4  # spellings of a word


def other_spellings(matcher: Matcher, leaves: Sequence[Leaf], among: Mask) -> tuple[Spelling, ...]:
    """The spellings of each word of a query that these documents have, then the synonyms."""
    terms = (term for leaf in leaves if not leaf.synonym_of and isinstance(term := bare(leaf), Term))
    spelled = (Spelling(term.text, _first(_spellings(matcher, term, among))) for term in terms)
    meant = dict.fromkeys(leaf.synonym_of for leaf in leaves if leaf.synonym_of)
    synonyms = (Spelling(typed, _first(_synonyms(matcher, leaves, typed, among))) for typed in meant)
    return tuple(spelling for spelling in (*spelled, *synonyms) if spelling.found)


def _spellings(matcher: Matcher, term: Term, among: Mask) -> Iterator[str]:
    for variant in matcher.spellings.of(term):
        if variant.tier.is_mentioned and variant.term != term.text and matcher.present(variant, term, among):
            yield variant.part or variant.term


def _synonyms(matcher: Matcher, leaves: Sequence[Leaf], typed: str, among: Mask) -> Iterator[str]:
    for leaf in leaves:
        if leaf.synonym_of == typed and among[matcher.of(leaf, among).documents].any():
            yield leaf.typed


def _first(found: Iterator[str]) -> tuple[str, ...]:
    return tuple(islice(dict.fromkeys(found), _MOST_MENTIONED))
