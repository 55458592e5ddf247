"""All answers of one snapshot."""

from __future__ import annotations

import sys
import time
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from functools import cache, cached_property, partial
from math import floor, inf
from typing import TYPE_CHECKING

import numpy as np
from msgspec import UNSET, structs

from index.errors import SearchTimeout
from search.answer import Answer, Copy, Hit, Instead, Match, ParsedQuery, Part, Post, PostPage, Suggestion, TermScore
from search.complete import Completer
from search.copies.folding import Folded, Folding
from search.did_you_mean import Correction, did_you_mean
from search.elsewhere import elsewhere, typed_as_words
from search.facets import Facets, Shown
from search.fields import Elsewhere, FacetField
from search.filters import named, notes
from search.linked import linked_posts
from search.listing import Listing
from search.missing import Count, count_words
from search.named import find_post
from search.pipeline import Pipeline, Ranked
from search.post import post_of
from search.postings import Mask, Scores
from search.query.parse import Parsed
from search.query.tree import And, Filter, Not, Quote, Word, leaves, typed
from search.rank.order import Order
from search.rank.ranking import Ranking
from search.rank.recency import recency_factors
from search.request import Cursor, Filters, RelatedRequest, SearchRequest
from search.snapshot import Snapshot
from search.snippet.highlight import highlight
from search.snippet.marks import find_marks
from search.snippet.whole import mark_post

if TYPE_CHECKING:
    from search.editing.editor import SnapshotEditor

_NEWEST = 5  # posts that are shown where nothing was found
_COUNTED_INSTEAD: tuple[FacetField, ...] = ("tags", "categories", "years")


class View:
    """A snapshot with all that is derived from it."""

    def __init__(self, snapshot: Snapshot, *, budget: float = inf) -> None:
        """`budget` is how many seconds of work an answer may take."""
        self.snapshot, self._budget = snapshot, budget
        self._facets, self._order = Facets(snapshot.briefs), Order(snapshot.briefs)
        self.pipeline = Pipeline(snapshot, self._facets)
        self.state = snapshot.state()

    def search(self, request: SearchRequest) -> Answer:
        """The answer, with the time that it took. Errors: `SearchTimeout`."""
        began = time.perf_counter()
        answer = self._search(request)
        return structs.replace(answer, processing_time_ms=round((time.perf_counter() - began) * 1000, 2))

    def posts(self, filters: Filters, *, path: str, after: Cursor | None, limit: int) -> PostPage:
        """A page of the posts that the filters let through, newest first."""
        return self._listing.page(
            self._facets.allowed(self._facets.chosen(filters)), path=path, after=after, limit=limit
        )

    def post(
        self, name: str, *, include: Collection[Part], query: str, exact: bool, related: RelatedRequest | None
    ) -> Post | None:
        """The post of that name with the parts asked for; None where there is none."""
        number = find_post(self.snapshot, name)
        if number is None:
            return None
        document = self.snapshot.document(number)
        post = post_of(document, int(self.snapshot.characters[number]), include)
        if "marked" in include:
            text = self.snapshot.post(number)
            marks = find_marks(text, self.pipeline.targets(query, exact=exact))
            marked = mark_post(document, text, marks)
            post = structs.replace(post, marked=structs.replace(marked, linked=linked_posts(self.snapshot, document)))
        if related:
            post = structs.replace(post, related=self.editor.related_posts.to(number, related))
        return post

    def suggest(self, text: str, *, limit: int) -> tuple[Suggestion, ...]:
        return self.completer.suggest(text, limit=limit)

    @cached_property
    def editor(self) -> SnapshotEditor:
        from search.editing.editor import SnapshotEditor  # a search loads no report

        return SnapshotEditor(self.snapshot, self.pipeline, self._facets)

    @cached_property
    def _folding(self) -> Folding:
        return Folding(self.snapshot)

    @cached_property
    def completer(self) -> Completer:
        every = self._facets.count(("tags", "categories"), self._facets.allowed(()), (), Shown(limit=sys.maxsize))
        return Completer(self.snapshot, tags=every["tags"].values, categories=every["categories"].values)

    @cached_property
    def _listing(self) -> Listing:
        return Listing(self.snapshot)

    def _search(self, request: SearchRequest) -> Answer:
        if request.duplicates == "fold":
            self._folding.compared()
        until = time.thread_time() + self._budget  # of its own work: a busy machine makes no search dear
        ranked = self.pipeline.ranked(request.query, request.mode, exact=request.exact)
        query = ranked.parsed.query
        filters = tuple(dict.fromkeys((*ranked.parsed.filters, *self._facets.chosen(request))))
        allowed = self._facets.allowed(filters)
        ranking = ranked.ranking.among(allowed)
        total = int(np.count_nonzero(~ranking.relaxed))
        count = cache(partial(self.pipeline.count, exact=request.exact, allowed=allowed))
        corrections = () if total else self._corrections(query, count, exact=request.exact)
        names = tuple(self._names_elsewhere(query, request, found=ranking.matched(len(self.snapshot))))
        is_name = any(not each.filter for each in names)  # of a category: no slip
        empty = not len(ranking.documents)
        certain = any(each.obvious or (each.likely and empty) for each in corrections)
        if request.mode == "auto" and not (request.exact or is_name) and certain:
            return self._corrected(request, corrections[0].meant.query)
        meant = tuple(each.meant for each in corrections)
        shown = self._shown(ranked, ranking, filters, request)
        match: Match = "all" if total else "some" if len(ranking.documents) else "none"
        return Answer(
            query=request.query,
            parsed=_parsed(ranked.parsed, filters, request),
            warnings=(*ranked.parsed.notes, *ranked.resolved.notes, *notes(filters)),
            match=match,
            total=total,
            limit=request.limit,
            offset=request.offset,
            processing_time_ms=0.0,
            index=self.state,
            hits=tuple(self._hits(ranked, shown, request, until=until)),
            folded=shown.matching,
            facets=self._facets.count(
                request.facets,
                ranked.ranking.matched(len(self.snapshot)),
                filters,
                Shown(request.facet_prefix, request.facet_contains, request.facet_order, request.facet_values),
            ),
            spellings=self.pipeline.spellings(ranked.resolved, ranking),
            words=() if total else count_words(self.pipeline.in_words(query), count),
            suggestions=tuple(each.query for each in meant),
            did_you_mean=meant,
            elsewhere=names,
            instead=self._instead(request, ranked) if match == "none" else UNSET,
        )

    def _corrected(self, request: SearchRequest, meant: str) -> Answer:
        """The answer to what was meant, obviously."""
        answer = self._search(structs.replace(request, query=meant))
        return structs.replace(answer, query=request.query, corrected=meant)

    def _shown(self, ranked: Ranked, ranking: Ranking, filters: Iterable[Filter], request: SearchRequest) -> Folded:
        """The final ranking. Copies stand under one post, unless somebody asks for each by a filter or a quote."""
        ranking = self._newer(self.pipeline.refine(ranking, ranked.resolved))
        words = list(leaves(ranked.parsed.words))
        if (
            request.duplicates == "show"
            or filters
            or not words
            or any(isinstance(each, Quote | Filter) for each in words)
        ):
            return Folded(ranking)
        return self._folding.fold(ranking, self._order, request.sort)

    def _hits(self, ranked: Ranked, shown: Folded, request: SearchRequest, *, until: float) -> Iterator[Hit]:
        last = request.offset + request.limit
        page = self._order.first(shown.ranking, request.sort, last)[request.offset :]
        return (self._hit(shown, place, request, ranked) for place in _in_time(page, until))

    def _names_elsewhere(self, query: And, request: SearchRequest, *, found: Mask) -> Iterator[Elsewhere]:
        beside = self._facets.chosen(request)

        def finding(text: str) -> Mask:
            ranked = self.pipeline.ranked(text, request.mode, exact=request.exact)
            return ranked.ranking.matched(len(self.snapshot)) & self._facets.allowed((*ranked.parsed.filters, *beside))

        names, synonyms = self._facets.called, self.pipeline.synonyms.of
        yield from elsewhere(query, beside, self._facets.posts_having)
        yield from typed_as_words(query, beside, found=found, names=names, synonyms=synonyms, finding=finding)

    def _corrections(self, query: And, count: Count, *, exact: bool) -> tuple[Correction, ...]:
        every = self._facets.allowed(())

        def known(word: Word) -> bool:
            return count(And((word,))) > 0 or self.pipeline.count(And((word,)), exact=exact, allowed=every) > 0

        names = self.pipeline.matcher.spellings.likely_names
        return did_you_mean(query, known=known, count=count, vocabulary=lambda: self.pipeline.vocabulary, names=names)

    def _instead(self, request: SearchRequest, ranked: Ranked) -> Instead:
        strict = request.exact or request.mode != "auto"
        freely = self.pipeline.ranked(request.query, "auto", exact=False) if strict else ranked
        allowed = self._facets.allowed(freely.parsed.filters)
        every = self._facets.allowed(())
        return Instead(
            newest=self._listing.page(every, path="", after=None, limit=_NEWEST).posts,
            facets=self._facets.count(_COUNTED_INSTEAD, every, ()),
            without_filters=int(np.count_nonzero(~freely.ranking.among(allowed).relaxed)),
        )

    def _newer(self, ranking: Ranking) -> Ranking:
        if not self.snapshot.recency:
            return ranking
        return replace(ranking, scores=ranking.scores * self._recency[ranking.documents])

    @cached_property
    def _recency(self) -> Scores:
        return recency_factors(self._order.moments, self.snapshot.recency)

    def _hit(self, shown: Folded, place: int, request: SearchRequest, ranked: Ranked) -> Hit:
        ranking = shown.ranking
        number = int(ranking.documents[place])
        return Hit(
            *structs.astuple(self.snapshot.briefs[number]),
            length=int(self.snapshot.characters[number]),
            score=round(float(ranking.scores[place]), 4),
            highlights=highlight(self.snapshot.post(number), ranked.targets, length=request.snippet),
            copies=tuple(self._copy(*copy) for copy in shown.copies.get(number, ())),
            relaxed=bool(ranking.relaxed[place]) or UNSET,
            explain=self._explain(ranked, ranking, place) if request.explain else UNSET,
        )

    def _copy(self, number: int, resemblance: float) -> Copy:
        return Copy(*structs.astuple(self.snapshot.briefs[number]), similarity=floor(100 * resemblance) / 100)

    def _explain(self, ranked: Ranked, ranking: Ranking, place: int) -> tuple[TermScore, ...]:
        lines = self.pipeline.explain(ranked.resolved, ranking, place)
        factor = float(self._recency[ranking.documents[place]])
        newer = float(ranking.scores[place]) * (1 - 1 / factor)
        return (*lines, TermScore("", "recency", 1, newer)) if newer else lines


def _in_time(places: Iterable[int], until: float) -> Iterator[int]:
    """The places, one at a time. Errors: `SearchTimeout` once `until`, a time of `thread_time`, is over."""
    for place in places:
        if time.thread_time() > until:
            raise SearchTimeout(
                ja="検索に時間がかかりすぎました。語か件数を減らしてください。",
                en="The search took too long. Try fewer words or fewer hits.",
            )
        yield place


def _parsed(parsed: Parsed, filters: Iterable[Filter], request: SearchRequest) -> ParsedQuery:
    words = parsed.words.parts
    return ParsedQuery(
        all=tuple(typed(part) for part in words if not isinstance(part, Not)),
        none=tuple(typed(part.part) for part in words if isinstance(part, Not)),
        filters=named(filters),
        mode=request.mode,
    )
