"""Answers to JSON: what the API and `sakuin search --format json` both say."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from html import escape
from typing import Literal

from msgspec import UNSET, Struct, to_builtins
from msgspec.json import encode as encode_json
from msgspec.structs import replace

from index.document import Document
from index.language import Language
from index.stored import Brief
from search.address import Parameters, next_url, previous_url
from search.answer import Facet, FacetPage, Fragment, Hit, IndexState, PostPage, RelatedPost, SearchResult, Span
from search.objects import (
    BodyFragmentObject,
    FacetObject,
    FacetValueObject,
    FacetValuesObject,
    FragmentObject,
    HeadingObject,
    HighlightsObject,
    HitObject,
    IndexObject,
    LinkObject,
    ParsedObject,
    PostObject,
    PostsObject,
    QueryWordObject,
    RelatedObject,
    RelatedPostObject,
    ReloadObject,
    RemovalObject,
    SearchObject,
    SegmentObject,
    SharedTermObject,
    SpellingObject,
    StatsObject,
    TermScoreObject,
)
from search.request import SearchRequest

Part = Literal["body", "headings", "links", "removed"]

STATS = SearchRequest(limit=1, facets=("tags", "categories", "years", "authors"))
"""The request that the answer to `stats_object` is for."""


def to_json(value: Struct) -> bytes:
    """The object in UTF-8. A lone surrogate (half of a broken file name) becomes "?"."""
    try:
        return encode_json(value)
    except UnicodeEncodeError:
        return json.dumps(to_builtins(value), ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")


def search_object(result: SearchResult, *, language: Language, extra: Parameters = (), root: str = "") -> SearchObject:
    """The answer to a search. `extra` are parameters that `next` and `prev` keep, such as `lang`; they lie below `root`."""
    request = result.request
    return SearchObject(
        query=request.query,
        parsed=ParsedObject(
            all=result.parsed.all,
            none=result.parsed.none,
            filters=dict(result.parsed.filters),
            mode=result.parsed.mode,
        ),
        warnings=[warning.to(language) for warning in result.warnings],
        match=result.match,
        total=result.total,
        limit=request.limit,
        offset=request.offset,
        next=next_url(result, extra, root=root),
        prev=previous_url(result, extra, root=root),
        processing_time_ms=round(result.processing_time_ms, 2),
        index=_index_object(result.index),
        hits=[_hit_object(hit, explain=request.explain) for hit in result.hits],
        facets={facet.field: _facet_object(facet) for facet in result.facets},
        spellings=[SpellingObject(spelling.typed, spelling.found) for spelling in result.spellings],
        words=[QueryWordObject(word.text, word.having, word.others, word.without) for word in result.words],
        suggestions=result.suggestions,
    )


def stats_object(result: SearchResult) -> StatsObject:
    return StatsObject(_index_object(result.index), {facet.field: _facet_object(facet) for facet in result.facets})


def facet_values_object(page: FacetPage, *, prefix: str) -> FacetValuesObject:
    found = _facet_object(page.facet)
    return FacetValuesObject(
        field=page.facet.field,
        prefix=prefix,
        values=found.values,
        truncated=found.truncated,
        total_values=found.total_values,
        index=_index_object(page.index),
    )


def reload_object(state: IndexState) -> ReloadObject:
    return ReloadObject(_index_object(state))


def posts_object(page: PostPage, *, limit: int, next_url: str | None) -> PostsObject:
    """A page of all posts, each without its text."""
    posts = [_post_object(post) for post in page.posts]
    return PostsObject(page.total, limit, next_url, _index_object(page.index), posts)


def post_object(document: Document, *, include: Collection[Part] = ()) -> PostObject:
    """A post as indexed, with the parts asked for."""
    return replace(
        _post_object(document),
        body=body_text(document) if "body" in include else UNSET,
        headings=[HeadingObject(s.level, s.heading, s.anchor or None) for s in document.sections if s.heading]
        if "headings" in include
        else UNSET,
        links=[LinkObject(link.target, link.text) for link in document.links] if "links" in include else UNSET,
        removed=[RemovalObject(r.reason, r.characters, r.beginning) for r in document.removed]
        if "removed" in include
        else UNSET,
    )


def related_object(post_id: str, posts: Iterable[RelatedPost]) -> RelatedObject:
    """The posts nearest to one post, best first."""
    return RelatedObject(post_id, [_related_post_object(rank, post) for rank, post in enumerate(posts, 1)])


def body_text(document: Document) -> str:
    """The text of a post as a reader meets it: headings behind their #, paragraphs, a blank line between them."""
    parts: list[str] = []
    for section in document.sections:
        if section.heading:
            parts.append(f"{'#' * section.level} {section.heading}")
        if section.text:
            parts.append(section.text)
    return "\n\n".join(parts)


def marked_html(spans: Iterable[Span]) -> str:
    """The spans escaped, what matched in <mark>."""
    return "".join(f"<mark>{escape(span.text)}</mark>" if span.matched else escape(span.text) for span in spans)


def _post_object(post: Brief | Document) -> PostObject:
    return PostObject(
        id=post.id,
        path=post.path,
        url=post.url,
        title=post.title,
        date=post.date or None,
        updated=post.updated or None,
        tags=post.tags,
        categories=post.categories,
        author=post.author or None,
        description=post.description or None,
    )


def _hit_object(hit: Hit, *, explain: bool) -> HitObject:
    return HitObject(
        id=hit.id,
        path=hit.path,
        url=hit.url,
        title=hit.title,
        date=hit.date or None,
        updated=hit.updated or None,
        tags=hit.tags,
        categories=hit.categories,
        author=hit.author or None,
        description=hit.description or None,
        length=hit.length,
        score=round(hit.score, 4),
        highlights=HighlightsObject(
            title=[_fragment_object(fragment) for fragment in hit.highlights.title],
            body=[_body_fragment_object(fragment) for fragment in hit.highlights.body],
            headings=[_fragment_object(fragment) for fragment in hit.highlights.headings],
            tags=[_fragment_object(fragment) for fragment in hit.highlights.tags],
        ),
        relaxed=hit.relaxed or UNSET,
        explain=[TermScoreObject(t.term, t.field, t.frequency, round(t.score, 4), t.tier) for t in hit.explanation]
        if explain
        else UNSET,
    )


def _segments(spans: Iterable[Span]) -> list[SegmentObject]:
    return [SegmentObject(span.text, span.matched or UNSET) for span in spans]


def _fragment_object(fragment: Fragment) -> FragmentObject:
    return FragmentObject(_segments(fragment.spans), marked_html(fragment.spans))


def _body_fragment_object(fragment: Fragment) -> BodyFragmentObject:
    return BodyFragmentObject(
        heading=fragment.heading or None,
        anchor=fragment.anchor or None,
        segments=_segments(fragment.spans),
        html=marked_html(fragment.shown),
    )


def _facet_object(facet: Facet) -> FacetObject:
    values = [FacetValueObject(value.value, value.count, value.selected) for value in facet.values]
    return FacetObject(values, facet.truncated, facet.total_values)


def _index_object(state: IndexState) -> IndexObject:
    building = state.state == "building"
    return IndexObject(
        generation=state.generation,
        updated_at=state.updated_at,
        documents=state.documents,
        state=state.state,
        indexed=state.indexed if building else UNSET,
        total=state.documents if building else UNSET,
    )


def _related_post_object(rank: int, post: RelatedPost) -> RelatedPostObject:
    return RelatedPostObject(
        rank=rank,
        id=post.id,
        path=post.path,
        url=post.url,
        title=post.title,
        date=post.date or None,
        score=round(post.score, 1),
        why=[SharedTermObject(shared.term, round(shared.share, 3)) for shared in post.why],
        shared_tags=post.shared_tags,
    )
