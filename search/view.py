"""A snapshot with what answers from it: parse, resolve, rank, count, cut."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, cached_property, partial
from math import inf

import numpy as np

from index.errors import SearchTimeout
from index.language import Message
from index.normalize import normalize
from index.remembered import remembered
from search.answer import (
    Cursor,
    Facet,
    FacetPage,
    Hit,
    MarkedPost,
    ParsedQuery,
    PostPage,
    QueryWord,
    RelatedPost,
    SearchResult,
    Spelling,
    TermScore,
)
from search.complete import Completer
from search.did_you_mean import Vocabulary, did_you_mean
from search.facets import Facets, days_of
from search.listing import Listing
from search.match.frequencies import Frequencies
from search.match.matcher import Matcher
from search.match.other_spellings import other_spellings
from search.missing import count_words
from search.postings import Mask, Scores
from search.query.parse import Parsed, parse
from search.query.resolve import Resolver
from search.query.resolved import Resolved, rarest
from search.query.tree import And, Filter, FilterField, Not, Word, typed
from search.query.word import CutWord, cut
from search.rank.explain import Explainer
from search.rank.order import Order
from search.rank.proximity import Proximity
from search.rank.ranker import Ranker
from search.rank.ranking import Ranking
from search.rank.recency import recency_factors
from search.related import related
from search.request import FacetField, Mode, SearchRequest
from search.snapshot import Snapshot
from search.snippet.highlight import highlight
from search.snippet.marks import Targets, targets
from search.snippet.whole import mark_post
from search.spelling.spellings import Spellings
from search.vectors import Vectors, make_vectors

_REMEMBERED = 256  # answers, and the rankings that they are pages of
_REMEMBERED_WORDS = 16_384
_LONGEST_REMEMBERED = 100  # characters of a word: one of 5,000 takes two megabytes
_ASKED_AGAIN = 16  # requests that a new view has answered before it is shown
_DEAR = {"vectors", "completer", "_vocabulary"}  # what a view has only when it was needed
_MOST_PREPARED = 5_000  # words: 4 s, and 60 MB


@dataclass(frozen=True)
class _Ranked:
    """What a query asks for, and the documents that answer it, whatever the filters: the next page of them, another
    order, a click on a facet begin here."""

    parsed: Parsed
    resolved: Resolved
    targets: Targets
    ranking: Ranking


@dataclass(frozen=True)
class _Shared:
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
        self._facets, self._order = Facets(snapshot.briefs), Order(snapshot.briefs)
        frequencies = Frequencies(snapshot)
        spellings = Spellings(snapshot, lambda term, fields: frequencies.of(term, fields).documents)
        self._matcher = Matcher(snapshot, frequencies, spellings)
        self._proximity = Proximity(snapshot, self._matcher)
        self._ranker = Ranker(snapshot, self._matcher, self._facets.having)
        self._explainer = Explainer(self._matcher, self._ranker, self._proximity)
        self.state = snapshot.state()
        self._answer = remembered(self._search, _REMEMBERED)
        self._ranked = remembered(self._rank, _REMEMBERED)
        self._shared = remembered(self._share, _REMEMBERED)
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
            for leaf in self._resolve(parse(word).words).leaves:
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
        leaves = self._resolve(parse(query).words, exact=exact).leaves
        return mark_post(self.snapshot.document(number), self.snapshot.post(number), targets(self._matcher, leaves))

    def related(self, number: int, *, limit: int, min_score: float, include_newer: bool) -> tuple[RelatedPost, ...]:
        """The posts nearest to one."""
        moments = self._order.moments
        allowed = (moments <= moments[number]) | include_newer
        return related(self.snapshot, self.vectors, number, allowed, limit=limit, min_score=min_score)

    def facet(self, field: FacetField, request: SearchRequest, *, prefix: str, limit: int) -> FacetPage:
        """The values of a field that begin like this among the posts that answer a request."""
        ranked = self._ranked(request.query, request.mode, request.exact)
        filters = (*ranked.parsed.filters, *filters_of(request))
        matched = ranked.ranking.matched(len(self.snapshot))
        masks = self._facets.masks(filters)
        (counted,) = self._facets.count((field,), matched, masks, filters, prefix=prefix, limit=limit)
        return FacetPage(counted, self.state)

    def browse(self, request: SearchRequest, *, path: str, after: Cursor | None) -> PostPage:
        """The posts that the filters let through, newest first."""
        allowed = self._let_through(self._facets.masks(filters_of(request)))
        return self._listing.page(allowed, path=path, after=after, limit=request.limit)

    @cached_property
    def _listing(self) -> Listing:
        return Listing(self.snapshot)

    def _search(self, request: SearchRequest) -> SearchResult:
        until = time.perf_counter() + self._budget
        ranked = self._ranked(request.query, request.mode, request.exact)
        filters = tuple(dict.fromkeys((*ranked.parsed.filters, *filters_of(request))))
        shared = self._shared(request.query, request.mode, request.exact, filters, request.facets)
        last = request.offset + request.limit
        by_score = request.sort == "relevance" and not self.snapshot.recency
        refined = self._proximity.refine(
            shared.ranking, ranked.resolved, shown=last if by_score else len(self.snapshot)
        )
        answer = self._newer(refined)
        page = self._order.first(answer, request.sort, last)[request.offset :]
        return SearchResult(
            request=request,
            parsed=shared.parsed,
            match="all" if shared.total else "some" if len(answer.documents) else "none",
            total=shared.total,
            hits=tuple(self._hit(answer, place, request, ranked) for place in _in_time(page, until)),
            facets=shared.facets,
            index=self.state,
            processing_time_ms=0.0,
            warnings=(*ranked.parsed.notes, *ranked.resolved.notes, *_notes(filters)),
            spellings=shared.spellings,
            words=shared.words,
            suggestions=shared.suggestions,
        )

    def _rank(self, text: str, mode: Mode, exact: bool) -> _Ranked:
        parsed = parse(text)
        resolved = self._resolve(parsed.words, exact=exact)
        ranking = self._ranker.rank(resolved, mode=mode)
        return _Ranked(parsed, resolved, targets(self._matcher, resolved.leaves), ranking)

    def _share(
        self, text: str, mode: Mode, exact: bool, filters: tuple[Filter, ...], facets: tuple[FacetField, ...]
    ) -> _Shared:
        ranked = self._ranked(text, mode, exact)
        masks = self._facets.masks(filters)
        allowed = self._let_through(masks)
        among = ranked.ranking.among(allowed)
        total = int(np.count_nonzero(~among.relaxed))
        having = np.zeros(len(self.snapshot), bool)
        having[among.documents] = True
        count = cache(partial(self._count, exact=exact, allowed=allowed))
        query = ranked.parsed.query
        meant = () if total else did_you_mean(query, count, lambda: self._vocabulary)
        return _Shared(
            parsed=_parsed(ranked.parsed, filters, mode),
            ranking=among,
            total=total,
            facets=self._facets.count(facets, ranked.ranking.matched(len(self.snapshot)), masks, filters),
            spellings=other_spellings(self._matcher, ranked.resolved.leaves, having),
            words=() if total else count_words(query, count),
            suggestions=tuple(text for text, _ in meant),
        )

    def _let_through(self, masks: dict[FacetField, Mask]) -> Mask:
        return np.asarray(np.logical_and.reduce([np.ones(len(self.snapshot), bool), *masks.values()]))

    def _cut(self, word: Word, exact: bool) -> CutWord:
        short = len(word.text) <= _LONGEST_REMEMBERED
        return self._short_word(word, exact) if short else self._word(word, exact)

    def _word(self, word: Word, exact: bool) -> CutWord:
        return cut(word, exact, analyzer=self.snapshot.analyzer)

    def _resolve(self, query: And, *, exact: bool = False) -> Resolved:
        resolver = Resolver(cut=self._cut, known=self._matcher.knows, synonyms=self._synonyms, exact=exact)
        return rarest(resolver.resolve(query), self._matcher.rarity)

    def _count(self, query: And, *, exact: bool, allowed: Mask) -> int:
        """How many documents match a query; filters of its own are among those that `allowed` is from."""
        words = And(tuple(part for part in query.parts if not isinstance(part, Filter)))
        return int(np.count_nonzero(self._ranker.matching(self._resolve(words, exact=exact)) & allowed))

    def _newer(self, ranking: Ranking) -> Ranking:
        if not self.snapshot.recency:
            return ranking
        return replace(ranking, scores=ranking.scores * self._recency[ranking.documents])

    @cached_property
    def _recency(self) -> Scores:
        return recency_factors(self._order.moments, self.snapshot.recency)

    def _hit(self, ranking: Ranking, place: int, request: SearchRequest, ranked: _Ranked) -> Hit:
        number = int(ranking.documents[place])
        post = self.snapshot.briefs[number]
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
            highlights=highlight(post, self.snapshot.post(number), ranked.targets, length=request.snippet),
            relaxed=bool(ranking.relaxed[place]),
            explanation=self._explain(ranked.resolved, ranking, place) if request.explain else (),
        )

    def _explain(self, query: Resolved, ranking: Ranking, place: int) -> tuple[TermScore, ...]:
        lines = self._explainer.explain(query, ranking, place)
        factor = float(self._recency[ranking.documents[place]])
        newer = float(ranking.scores[place]) * (1 - 1 / factor)
        return (*lines, TermScore("", "recency", 1, newer)) if newer else lines


def filters_of(request: SearchRequest) -> tuple[Filter, ...]:
    """The filters beside the query."""
    values: dict[FilterField, Sequence[object]] = {
        "tag": request.tags,
        "category": request.categories,
        "author": (request.author,) if request.author else (),
        "year": [f"{year:04}" for year in request.years],
        "date": (f"{request.since or ''}..{request.until or ''}",) if request.since or request.until else (),
    }
    return tuple(Filter(field, str(value)) for field, chosen in values.items() for value in chosen)


def _in_time(places: Iterable[int], until: float) -> Iterator[int]:
    """The places one after the other. Errors: `SearchTimeout` as soon as it is too late for one."""
    for place in places:
        if time.perf_counter() > until:
            raise SearchTimeout(
                ja="検索に時間がかかりすぎました。語か件数を減らしてください。",
                en="The search took too long. Try fewer words or fewer hits.",
            )
        yield place


def _notes(filters: Sequence[Filter]) -> Iterator[Message]:
    first, last = days_of(filters)
    if first > last:
        yield Message(
            ja="期間の始まりが終わりより後なので、記事はありません",
            en="The days begin after they end, so no post can be found.",
        )


def _parsed(parsed: Parsed, filters: Sequence[Filter], mode: Mode) -> ParsedQuery:
    words = parsed.words.parts
    return ParsedQuery(
        all=tuple(typed(part) for part in words if not isinstance(part, Not)),
        none=tuple(typed(part.part) for part in words if isinstance(part, Not)),
        filters=_named(filters),
        mode=mode,
    )


def _named(filters: Sequence[Filter]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The values of each filter, by the name of its parameter."""
    named: dict[str, list[str]] = {}
    for each in filters:
        if each.field != "date":
            named.setdefault(each.field, []).append(each.value)
    first, last = days_of(filters)
    days = {"from": [str(first)] if first > date.min else [], "to": [str(last)] if last < date.max else []}
    return tuple((name, tuple(values)) for name, values in (named | days).items() if values)
