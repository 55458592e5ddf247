"""Of what readers sought, what the blog has no words for: the words that no post has, and those of the blog that come nearest."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property, partial

import numpy as np
from msgspec import structs

from search.did_you_mean import did_you_mean
from search.facets import Facets
from search.pipeline import Pipeline
from search.query.parse import parse
from search.query.tree import And, Word
from search.reports.queries import Queries, SoughtQuery
from search.snapshot import Snapshot

_MOST_TOLD = 200  # queries, which take 25 to 100 ms each on a blog of 2,500 posts; nobody reads on
_NO_LINE = re.compile(r"[,、\n]|(^|\s)#")  # what the file of synonyms takes for something else


class Gaps:
    """Looks for what was sought in one snapshot."""

    def __init__(self, snapshot: Snapshot, pipeline: Pipeline, facets: Facets) -> None:
        self._snapshot, self._pipeline, self._facets = snapshot, pipeline, facets
        self._every = facets.allowed(())

    def told(self, report: Queries) -> Queries:
        """The report with what is said of the queries that found nothing most often."""
        without = sorted((each for each in report.queries if each.without_hits), key=lambda each: -each.without_hits)
        told = {each.query: self._told(each) for each in without[:_MOST_TOLD]}
        return structs.replace(report, queries=tuple(told.get(each.query, each) for each in report.queries))

    def _told(self, asked: SoughtQuery) -> SoughtQuery:
        if self._finds(asked.query):
            return asked
        lacking = tuple(dict.fromkeys(self._lacking(asked.query)))
        near = {word.text: self._near(word) for word in lacking}
        return structs.replace(
            asked,
            gap=True,
            lacking=tuple(near),
            nearest=tuple(dict.fromkeys(other for others in near.values() for other in others)),
            synonyms=tuple(
                _line(word, others[0]) for word, others in near.items() if others and _fits(word, others[0])
            ),
        )

    def _finds(self, query: str) -> bool:
        """Whether a post has all words of the query today."""
        ranked = self._pipeline.ranked(query, "all", exact=False)
        return bool(np.any(ranked.ranking.matched(len(self._snapshot)) & self._facets.allowed(ranked.parsed.filters)))

    def _lacking(self, query: str) -> Iterator[Word]:
        """The words of a query that no post has."""
        for part in self._pipeline.in_words(parse(query).query).parts:
            if isinstance(part, Word) and not self._count(And((part,))):
                yield part

    def _near(self, word: Word) -> tuple[str, ...]:
        """What may have been meant by a word that no post has, in words that posts have; else what it is made of."""
        corrections = did_you_mean(
            And((Word(word.text),)),
            known=lambda each: self._count(And((each,))) > 0,
            count=self._count,
            vocabulary=lambda: self._pipeline.vocabulary,
            names=self._pipeline.matcher.spellings.likely_names,
        )
        return tuple(each.meant.query for each in corrections) or self._pipeline.vocabulary.components(word.text)

    @cached_property
    def _count(self) -> partial[int]:
        return partial(self._pipeline.count, exact=False, allowed=self._every)


def _fits(*words: str) -> bool:
    """Whether a line of synonyms can hold the words."""
    return not any(map(_NO_LINE.search, words))


def _line(word: str, other: str) -> str:
    return f"{word}, {other}"
