"""What a title adds to the score of a document: a post whose title has the words of a query is about them.

Five things count. A title that has all of several words gets a quarter of their idf. A title that consists of words of the query
gets half of the idf of those that it has, by the square of their share of its characters; and half of the idf of all words, if it
has the query as it stands, or the query has all of it, by the square of the share that one has of the other. To who asks
what something is, a title with 「…とは」 gives the idf of all words. The title that was typed as a whole, or that stands
before or behind a | in what was pasted, comes first. All but the last two were tuned on every other query about known posts of a
real blog; tests/bench/README.md has the figures of the others.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from index.normalize import letters
from search.match.matcher import Matcher
from search.postings import Mask, Numbers, Postings, Scores
from search.query.resolved import Resolved
from search.query.tree import And, Literal, Not, Or, Query, Term, is_in_pieces

_ALL = 0.25
_MOST_WORDS = 8  # of which a title may have all: nobody writes longer ones
_SHARE = 0.5
_NAMED = 6.0  # so much that nothing else comes before it: of the idf of all words, for a title that was typed as a whole, by its share of what was typed
_DEFINES = 1.0
_SHORTEST = 4  # characters of a query that is looked for as it stands
_MOST_OF_IT = 0.5  # share of a title that the words of a query have, where the query may have all of it


@dataclass(frozen=True)
class _Titled:
    """Of every document, what its title has of a query: all of it or not, the idf of what it has, and how many characters. `weight`
    is the idf of the whole query."""

    all: Mask
    idf: Scores
    characters: Scores
    weight: float


class Titles:
    """Scores documents by their titles. Synonyms and quotes do not count there."""

    def __init__(self, postings: Postings, matcher: Matcher) -> None:
        self._size, self._matcher, self._titles = len(postings), matcher, postings.title_letters

    def scores(self, query: Resolved) -> Scores:
        """What titles add for a query."""
        titled = self._every(query.wanted)
        share = np.minimum(titled.characters / self._lengths, np.float32(1))
        scores = np.float32(_SHARE) * titled.idf * share**2
        if 1 < len(query.wanted) <= _MOST_WORDS:
            scores += titled.all * np.float32(_ALL * titled.weight)
        typed = letters(query.typed)
        named = self.named(query)
        scores[named] += np.float32(_NAMED * titled.weight) * self._lengths[named] / max(1, len(typed))
        if query.defined:
            definition = f"{letters(query.defined)}とは"
            scores[[definition in title for title in self._titles]] += np.float32(_DEFINES * titled.weight)
        if len(typed) >= _SHORTEST:
            may = np.flatnonzero(titled.all | (share > _MOST_OF_IT)).tolist()
            having = [each for each in may if typed in self._titles[each] or self._titles[each] in typed]
            part = len(typed) / self._lengths[having]
            scores[having] += np.float32(_SHARE * titled.weight) * np.minimum(part, 1 / part) ** 2
        return np.asarray(scores, np.float32)

    def named(self, query: Resolved) -> Numbers:
        """The documents whose whole title was typed, or stands on one side of a | in what was typed."""
        wanted = {letters(text) for text in (query.typed, *query.sides)} - {""}
        return np.array(sorted({each for text in wanted for each in self._by_letters.get(text, ())}), np.int32)

    @cached_property
    def _by_letters(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for document, title in enumerate(self._titles):
            found.setdefault(title, []).append(document)
        return found

    @cached_property
    def _lengths(self) -> Scores:
        return np.maximum(list(map(len, self._titles)), 1).astype(np.float32)

    def _of(self, query: Query) -> _Titled:
        match query:
            case And(parts):
                return self._every(parts)
            case Or(parts):
                # A word in pieces stands beside terms most often: these tell how rare it is.
                terms = [part for part in parts if not is_in_pieces(part)]
                return self._best([self._of(part) for part in terms or parts])
            case Not(part):
                return self._without(~self._of(part).all)
            case Term(synonym_of=""):
                return self._term(query)
            case Literal(synonym_of=""):
                return self._without(np.zeros(self._size, bool), self._matcher.idf(query))
        return self._without(np.zeros(self._size, bool))

    def _every(self, parts: Sequence[Query]) -> _Titled:
        found = [self._of(part) for part in parts]
        return _Titled(
            np.logical_and.reduce([each.all for each in found]) if found else np.ones(self._size, bool),
            np.sum([each.idf for each in found], axis=0, dtype=np.float32),
            np.sum([each.characters for each in found], axis=0, dtype=np.float32),
            sum(each.weight for each in found),
        )

    def _best(self, found: Sequence[_Titled]) -> _Titled:
        """The alternative of which a title has most, title by title."""
        best, *others = found
        for other in others:
            more = other.characters > best.characters
            best = _Titled(
                best.all | other.all,
                np.where(more, other.idf, best.idf),
                np.where(more, other.characters, best.characters),
                max(best.weight, other.weight),
            )
        return best

    def _term(self, term: Term) -> _Titled:
        titled, idf = self._without(np.zeros(self._size, bool)), self._matcher.idf(term)
        having = self._matcher.in_title(term)
        titled.all[having], titled.idf[having], titled.characters[having] = True, idf, len(term.text)
        return _Titled(titled.all, titled.idf, titled.characters, idf)

    def _without(self, matched: Mask, weight: float = 0.0) -> _Titled:
        nothing = np.zeros(self._size, np.float32)
        return _Titled(matched, nothing, nothing.copy(), weight)
