"""A snapshot with what answers from it: parse, rank, count, cut."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cache, cached_property, partial
from math import inf

import numpy as np
import numpy.typing as npt

from index.errors import SearchTimeout
from index.language import Message
from index.normalize import normalize
from index.remembered import remembered
from search.asking.interpreter import Interpreter
from search.asking.query import Clause, Filters, Query, parse
from search.asking.terms import Leaf, Term, Terms, rarest
from search.asking.word import Word, cut
from search.complete import Completer
from search.facets import Facets
from search.help import count_words, suggest
from search.highlight import highlight
from search.listing import Listing, moment
from search.marks import AllSought, Sought
from search.matches import Mask, Matcher
from search.neighbours import Neighbours
from search.rank import Ranker
from search.ranking import Ranking
from search.recency import recency_factors
from search.related import related
from search.result import (
    Cursor,
    Facet,
    FacetField,
    FacetPage,
    Hit,
    MarkedPost,
    Mode,
    ParsedQuery,
    PostPage,
    QueryWord,
    RelatedPost,
    SearchRequest,
    SearchResult,
    Sort,
    Spelling,
    TermScore,
)
from search.snapshot import Snapshot
from search.suggest import Vocabulary
from search.vectors import Vectors, make_vectors
from search.whole import mark_post

_AFTER_ALL_OTHERS = 1e12  # more than any score, and any moment in seconds
_REMEMBERED = 256  # answers, and the rankings that they are pages of
_REMEMBERED_WORDS = 16_384
_LONGEST_REMEMBERED = 100  # characters of a word: one of 5,000 takes two megabytes
_ASKED_AGAIN = 16  # requests that a new view has answered before it is shown
_DEAR = {"vectors", "completer", "_vocabulary"}  # what a view has only when it was needed
_MOST_PREPARED = 5_000  # words: 4 s, and 60 MB


@dataclass(frozen=True)
class _Found:
    """What all pages of an answer share, in whatever order. `ranking` has the documents that the filters let through."""

    parsed: ParsedQuery
    ranking: Ranking
    total: int
    facets: tuple[Facet, ...]
    spellings: tuple[Spelling, ...]
    words: tuple[QueryWord, ...]
    suggestions: tuple[str, ...]


class View:
    """A snapshot with what is derived from it."""

    def __init__(self, snapshot: Snapshot, *, budget: float = inf) -> None:
        """`budget` is how many seconds an answer may take."""
        self.snapshot, self._budget = snapshot, budget
        self._matcher = Matcher(snapshot)
        self._neighbours = Neighbours(snapshot, self._matcher)
        self._ranker = Ranker(snapshot, self._matcher, self._neighbours)
        self._facets = Facets(snapshot)
        self.state = snapshot.state()
        self._answer = remembered(self._search, _REMEMBERED)
        self._ranked = remembered(self._rank, _REMEMBERED)
        self._found = remembered(self._find, _REMEMBERED)
        self._short_word = remembered(self._word, _REMEMBERED_WORDS)
        self._asked: deque[SearchRequest] = deque(maxlen=_ASKED_AGAIN)

    def prepare_as(self, before: View) -> None:
        """Do beforehand what would keep the first requests waiting: what the view before was asked last, and needed."""
        with suppress(Exception):  # what fails here fails again for whoever asks it, and is told then
            for request in tuple(before._asked):
                self._answer(request)
            for name in _DEAR & vars(before).keys():
                getattr(self, name)

    def prepare(self) -> Iterator[str]:
        """Look up the commonest words of the blog, one at a step, so that whoever asks for them first need not wait for
        Janome and for other spellings."""
        for word, _ in self.snapshot.commonest_terms(_MOST_PREPARED):
            for leaf in self._terms(parse(word)).leaves:
                self._matcher.idf(leaf)
            yield word

    @cached_property
    def vectors(self) -> Vectors:
        return make_vectors(self.snapshot)

    @cached_property
    def completer(self) -> Completer:
        return Completer(self.snapshot, self._facets.every("tags"))

    @cached_property
    def _synonyms(self) -> dict[str, tuple[str, ...]]:
        groups = self.snapshot.synonyms
        return {normalize(word).text: tuple(w for w in group if w != word) for group in groups for word in group}

    @cached_property
    def _vocabulary(self) -> Vocabulary:
        return Vocabulary(self.snapshot)

    def search(self, request: SearchRequest) -> SearchResult:
        """The answer, which is the same for all who ask the same of this snapshot."""
        began = time.perf_counter()
        answer = self._answer(request)
        self._asked.append(request)
        return replace(answer, processing_time_ms=(time.perf_counter() - began) * 1000)

    def marked_post(self, number: int, query: str, *, exact: bool) -> MarkedPost:
        """A whole post with the words of a query marked in it."""
        return mark_post(self.snapshot, number, self._all_sought(self._terms(parse(query), exact=exact)))

    def related(self, number: int, *, limit: int, min_score: float, include_newer: bool) -> tuple[RelatedPost, ...]:
        """The posts nearest to one."""
        allowed = (self._moments <= self._moments[number]) | include_newer
        return related(self.snapshot, self.vectors, number, allowed, limit=limit, min_score=min_score)

    def facet(self, field: FacetField, request: SearchRequest, *, prefix: str, limit: int) -> FacetPage:
        """The values of a field that begin like this among the posts that answer a request."""
        query, _, _, ranking = self._ranked(request.query, request.mode, request.exact)
        filters = _joined(query.filters, request)
        masks = self._facets.masks(filters, query.without)
        matched = ranking.matched(len(self.snapshot))
        found = self._facets.beginning(prefix, field, matched, masks, filters, limit=limit)
        return FacetPage(found, self.state)

    def browse(self, request: SearchRequest, *, path: str, after: Cursor | None) -> PostPage:
        """The posts that the filters let through, newest first."""
        masks = self._facets.masks(_joined(Filters(), request), ())
        allowed = np.logical_and.reduce(list(masks.values()))
        return self._listing.page(allowed, path=path, after=after, limit=request.limit)

    @cached_property
    def _listing(self) -> Listing:
        return Listing(self.snapshot)

    def _search(self, request: SearchRequest) -> SearchResult:
        until = time.perf_counter() + self._budget
        query, terms, sought, _ = self._ranked(request.query, request.mode, request.exact)
        filters = _joined(query.filters, request)
        found = self._found(request.query, request.mode, request.exact, filters, request.facets)
        shown = request.offset + request.limit
        by_score = request.sort == "relevance" and not self.snapshot.recency
        refined = self._neighbours.refine(found.ranking, terms, shown=shown if by_score else len(self.snapshot))
        answer = self._newer(refined)
        page = self._first(answer, request.sort, shown)[request.offset :]
        return SearchResult(
            request=request,
            parsed=found.parsed,
            match="all" if found.total else "some" if len(answer.documents) else "none",
            total=found.total,
            hits=tuple(self._hit(answer, int(place), request, terms, sought) for place in _in_time(page, until)),
            facets=found.facets,
            index=self.state,
            processing_time_ms=0.0,
            warnings=(*query.notes, *terms.notes, *_notes(filters)),
            spellings=found.spellings,
            words=found.words,
            suggestions=found.suggestions,
        )

    def _rank(self, text: str, mode: Mode, exact: bool) -> tuple[Query, Terms, AllSought, Ranking]:
        """What a query asks for, and the documents that answer it, whatever the filters: the next page of them, another
        order, a click on a facet begin here."""
        query = parse(text)
        terms = self._terms(query, exact=exact)
        return query, terms, self._all_sought(terms), self._ranker.rank(terms, mode=mode)

    def _find(self, text: str, mode: Mode, exact: bool, filters: Filters, facets: tuple[FacetField, ...]) -> _Found:
        query, terms, _, ranking = self._ranked(text, mode, exact)
        masks = self._facets.masks(filters, query.without)
        allowed = np.logical_and.reduce(list(masks.values()))
        among = ranking.among(allowed)
        total = int(np.count_nonzero(~among.relaxed))
        count = cache(partial(self._count, exact=exact, allowed=allowed))
        return _Found(
            parsed=_parsed(query, filters, mode),
            ranking=among,
            total=total,
            facets=self._facets.count(facets, ranking.matched(len(self.snapshot)), masks, filters),
            spellings=self._matcher.other_spellings(terms.required, among.documents),
            words=() if total else count_words(query, count),
            suggestions=() if total else suggest(query, count, lambda: self._vocabulary),
        )

    def _cut(self, clause: Clause, exact: bool) -> Word:
        short = len(clause.text) <= _LONGEST_REMEMBERED
        return self._short_word(clause, exact) if short else self._word(clause, exact)

    def _word(self, clause: Clause, exact: bool) -> Word:
        return cut(clause, exact, analyzer=self.snapshot.analyzer)

    def _terms(self, query: Query, *, exact: bool = False) -> Terms:
        interpreter = Interpreter(cut=self._cut, known=self._matcher.knows, synonyms=self._synonyms, exact=exact)
        return rarest(interpreter.terms(query), self._matcher.rarity)

    def _count(self, query: Query, *, exact: bool, allowed: Mask) -> int:
        """How many documents have every word of a query."""
        return int(np.count_nonzero(self._ranker.matching(self._terms(query, exact=exact)) & allowed))

    def _all_sought(self, terms: Terms) -> AllSought:
        return AllSought(tuple(map(self._sought, terms.leaves)))

    def _sought(self, leaf: Leaf) -> Sought:
        spellings = self._matcher.variants(leaf) if isinstance(leaf, Term) else ()
        return Sought(leaf, self._matcher.idf(leaf), spellings)

    def _newer(self, ranking: Ranking) -> Ranking:
        if not self.snapshot.recency:
            return ranking
        return replace(ranking, scores=ranking.scores * self._recency[ranking.documents])

    @cached_property
    def _recency(self) -> npt.NDArray[np.float32]:
        return recency_factors(self._moments, self.snapshot.recency)

    def _first(self, ranking: Ranking, sort: Sort, most: int) -> npt.NDArray[np.int64]:
        """The places in the ranking of the first `most` documents, best first; equal scores by date, newest first, and then
        by path."""
        moments = self._moments[ranking.documents]
        by = moments if sort == "date" else -moments if sort == "-date" else -ranking.scores.astype(np.float64)
        places = np.arange(len(by))
        if most < len(by):
            # All that may be among the first: sorting the others would take most of the time.
            last = by + ranking.relaxed * _AFTER_ALL_OTHERS
            places = np.flatnonzero(last <= np.partition(last, most)[most])
        documents = ranking.documents[places]
        order = np.lexsort((self._path_order[documents], -moments[places], by[places], ranking.relaxed[places]))
        return places[order][:most]

    def _hit(self, ranking: Ranking, place: int, request: SearchRequest, terms: Terms, sought: AllSought) -> Hit:
        number = int(ranking.documents[place])
        post = self.snapshot.stored[number]
        return Hit(
            id=post.id,
            path=post.path,
            url=post.url,
            title=post.title,
            date=post.date,
            updated=post.updated,
            tags=post.tags,
            categories=post.categories,
            author=post.author,
            description=post.description,
            length=int(self.snapshot.characters[number]),
            score=round(float(ranking.scores[place]), 4),
            highlights=highlight(self.snapshot, number, sought, length=request.snippet),
            relaxed=bool(ranking.relaxed[place]),
            explanation=self._explain(terms, ranking, place) if request.explain else (),
        )

    def _explain(self, terms: Terms, ranking: Ranking, place: int) -> tuple[TermScore, ...]:
        found = self._ranker.explain(terms, ranking, place)
        factor = float(self._recency[ranking.documents[place]])
        newer = float(ranking.scores[place]) * (1 - 1 / factor)
        return (*found, TermScore("", "recency", 1, newer)) if newer else found

    @cached_property
    def _moments(self) -> npt.NDArray[np.float64]:
        return np.array([moment(post.date) for post in self.snapshot.stored])

    @cached_property
    def _path_order(self) -> npt.NDArray[np.int64]:
        paths = [post.path for post in self.snapshot.stored]
        order = np.empty(len(paths), np.int64)
        order[sorted(range(len(paths)), key=paths.__getitem__)] = np.arange(len(paths))
        return order


def _in_time(places: Iterable[int], until: float) -> Iterator[int]:
    """The places one after the other. Errors: `SearchTimeout` as soon as it is too late for one."""
    for place in places:
        if time.perf_counter() > until:
            raise SearchTimeout(
                ja="検索に時間がかかりすぎました。語か件数を減らしてください。",
                en="The search took too long. Try fewer words or fewer hits.",
            )
        yield place


def _joined(typed: Filters, request: SearchRequest) -> Filters:
    """The filters of the query and those beside it."""
    days = (day for day in (typed.since, request.since) if day is not None)
    last_days = (day for day in (typed.until, request.until) if day is not None)
    return Filters(
        tags=tuple(dict.fromkeys((*typed.tags, *request.tags))),
        categories=tuple(dict.fromkeys((*typed.categories, *request.categories))),
        authors=tuple(dict.fromkeys((*typed.authors, *([request.author] if request.author else [])))),
        years=tuple(dict.fromkeys((*typed.years, *request.years))),
        since=max(days, default=None),
        until=min(last_days, default=None),
    )


def _notes(filters: Filters) -> Iterator[Message]:
    if filters.since and filters.until and filters.since > filters.until:
        yield Message(
            ja="期間の始まりが終わりより後なので、記事はありません",
            en="The days begin after they end, so no post can be found.",
        )


def _parsed(query: Query, filters: Filters, mode: Mode) -> ParsedQuery:
    return ParsedQuery(
        all=tuple(" OR ".join(str(clause) for clause in group) for group in query.required),
        none=(
            *(str(clause) for clause in query.excluded),
            *(shown for each in query.without for shown in each.shown()),
        ),
        filters=_named(filters),
        mode=mode,
    )


def _named(filters: Filters) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The values of each filter that is set, by the name of its parameter."""
    named = {
        "tag": filters.tags,
        "category": filters.categories,
        "author": filters.authors,
        "year": tuple(str(year) for year in filters.years),
        "from": (filters.since.isoformat(),) if filters.since else (),
        "to": (filters.until.isoformat(),) if filters.until else (),
    }
    return tuple((name, values) for name, values in named.items() if values)
