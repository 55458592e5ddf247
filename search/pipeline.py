"""A query to the documents that answer it, whatever the filters beside it: parse, resolve, rank."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from index.normalize import normalize
from index.remembered import remembered
from search.answer import Spelling, TermScore
from search.facets import Facets
from search.match.frequencies import Frequencies
from search.match.matcher import Matcher
from search.match.other_spellings import other_spellings
from search.postings import Mask, mask_of
from search.query.parse import Parsed, parse
from search.query.resolve import Resolver
from search.query.resolved import Resolved, rarest
from search.query.tree import EVERYWHERE, And, Query, Term, Word
from search.query.word import CutWord, cut
from search.rank.explain import explain
from search.rank.proximity import Proximity
from search.rank.ranker import Ranker
from search.rank.ranking import Ranking
from search.request import Mode
from search.snapshot import Snapshot
from search.snippet.marks import Targets, targets
from search.spelling.names import names_apart
from search.spelling.spellings import Spellings
from search.spelling.synonyms import Synonyms
from search.vocabulary import Vocabulary

_REMEMBERED_WORDS = 16_384
_MOST_TERMS = 20_000  # of the vocabulary
_LONGEST_REMEMBERED = 100  # characters of a word: one of 5,000 takes two megabytes


@dataclass(frozen=True)
class Ranked:
    """What a query asks for, and the documents that answer it without any filter. The next page, another order, and a click
    on a facet begin here."""

    parsed: Parsed
    resolved: Resolved
    targets: Targets
    ranking: Ranking


class Pipeline:
    """Ranks the documents of one snapshot."""

    def __init__(self, snapshot: Snapshot, facets: Facets) -> None:
        self._snapshot = snapshot
        frequencies = Frequencies(snapshot)
        spellings = Spellings(snapshot, frequencies.having)
        self.matcher = Matcher(snapshot, frequencies, spellings)
        self.ranker = Ranker(snapshot, self.matcher, facets.having)
        self.synonyms = Synonyms(
            snapshot.synonyms,
            snapshot.abbreviations,
            number=lambda text: len(frequencies.of(text, EVERYWHERE).documents),
            size=len(snapshot),
            apart=lambda text: names_apart(text, snapshot),
        )
        self._short_word = remembered(self._cut_word, _REMEMBERED_WORDS)

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The commonest words of the blog, among which one may be that was meant."""
        return Vocabulary(self._snapshot.commonest_terms(_MOST_TERMS))

    def resolve(self, query: And, *, exact: bool = False) -> Resolved:
        """What a query asks for beside its filters."""
        resolver = Resolver(cut=self._cut, known=self.matcher.knows, synonyms=self.synonyms.of, exact=exact)
        resolved = rarest(resolver.resolve(query), self.matcher.rarity)
        foreign = frozenset[str]().union(*map(self.matcher.foreign_bigrams, resolved.words))
        return replace(resolved, bigrams=tuple(each for each in resolved.bigrams if each not in foreign))

    def count(self, query: And, *, exact: bool, allowed: Mask) -> int:
        """How many of the documents allowed match a query, whatever its filters say."""
        return int(np.count_nonzero(self.ranker.matching(self.resolve(query, exact=exact)) & allowed))

    def in_words(self, query: And) -> And:
        """The query with the words of a sentence that was typed without spaces in its place."""
        return And(tuple(each for part in query.parts for each in self._words_of(part)))

    def targets(self, text: str, *, exact: bool) -> Targets:
        """What is marked for a query."""
        return targets(self.matcher, self.resolve(parse(text).query, exact=exact))

    def spellings(self, query: Resolved, ranking: Ranking) -> tuple[Spelling, ...]:
        """The other spellings that the documents of a ranking have."""
        return other_spellings(self.matcher, query.leaves, mask_of(ranking.documents, len(self._snapshot)))

    def refine(self, ranking: Ranking, query: Resolved) -> Ranking:
        """The ranking with more for words that stand together."""
        return Proximity(query, self.matcher).refine(ranking)

    def explain(self, query: Resolved, ranking: Ranking, place: int) -> tuple[TermScore, ...]:
        """What made the score of the document at that place of a ranking."""
        return explain(query, ranking, place, self.ranker)

    def ranked(self, text: str, mode: Mode, *, exact: bool) -> Ranked:
        """What a query asks for, and the documents that answer it."""
        parsed = parse(text)
        resolved = replace(self.resolve(parsed.query, exact=exact), sides=parsed.sides)
        ranking = self.ranker.rank(resolved, mode=mode)
        return Ranked(parsed, resolved, targets(self.matcher, resolved), ranking)

    def _words_of(self, part: Query) -> Iterable[Query]:
        if not isinstance(part, Word) or not (cut := self._cut(part, False)).is_sentence:
            return (part,)
        return [Word(_as_typed(leaf), part.title) for leaf in cut.told if isinstance(leaf, Term)]

    def _cut(self, word: Word, exact: bool) -> CutWord:
        short = len(word.text) <= _LONGEST_REMEMBERED
        return self._short_word(word, exact) if short else self._cut_word(word, exact)

    def _cut_word(self, word: Word, exact: bool) -> CutWord:
        return cut(word, exact, analyzer=self._snapshot.analyzer)


def _as_typed(term: Term) -> str:
    """A term as it was typed, unless that was one form of it: 使わ of 使う."""
    return term.written if normalize(term.written).text == term.text else term.text
