"""Searchers for the tests of what shows: one over a few posts in memory, one that always fails."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass, replace

from index.document import Document, Link, Removal, Section, document_id
from index.language import Message
from index.stored import to_stored
from search.answer import (
    Cursor,
    Facet,
    FacetPage,
    FacetValue,
    Fragment,
    Highlights,
    Hit,
    IndexState,
    MarkedCode,
    MarkedPost,
    MarkedSection,
    ParsedQuery,
    PostPage,
    RelatedPost,
    SearchResult,
    SharedTerm,
    Span,
    Suggestion,
    TermScore,
)
from search.request import LEAST_RELATED, FacetField, SearchRequest


def post(path: str, title: str, text: str, **fields: object) -> Document:
    """A post of one section, dated by its path."""
    slug = path.removesuffix(".md").rpartition("/")[2]
    document = Document(
        id=document_id(path),
        path=path,
        url=f"https://blog.example.jp/{slug[:4]}/{slug[11:]}/",
        title=title,
        date=f"{slug[:10]}T08:30:00+09:00",
        sections=(Section(0, "", "", text),),
    )
    return replace(document, **fields)


POSTS = (
    post("_posts/2024-05-12-ramen.md", "味噌ラーメンを作る", "札幌で食べた味噌ラーメンを家で作る。", tags=("料理", "味噌"), categories=("食",)),
    post("_posts/2023-03-19-janome.md", "Janome で形態素解析", "辞書を内包した形態素解析器で、pip だけで始められる。", tags=("Python",), categories=("技術",)),
    post(
        "_posts/2022-01-09-miso.md",
        "味噌を仕込む",
        "大豆を煮て、麹と塩を混ぜる。",
        tags=("味噌",),
        categories=("食",),
        author="花",
        description="一年分の味噌を仕込んだ日の記録。",
        links=(Link("/2024/ramen/", "ラーメン"),),
        removed=(Removal("marker", 1200, "大豆を煮て"),),
        sections=(Section(0, "", "", "大豆を煮て、麹と塩を混ぜる。"), Section(2, "道具", "道具", "樽と重し。")),
    ),
)  # fmt: skip


@dataclass
class FakeSearcher:
    """Finds words as they are written, by date; enough to show every part of a page."""

    posts: tuple[Document, ...] = POSTS
    indexed: int = -1
    warnings: tuple[Message, ...] = ()
    suggestions: tuple[str, ...] = ()
    title: str = "台所と索引"

    def search(self, request: SearchRequest) -> SearchResult:
        words = request.query.split()
        found = self.posts_of(request)
        complete = [p for p in found if all(word in text_of(p) for word in words)]
        partial = [p for p in found if any(word in text_of(p) for word in words)]
        relaxed = not complete and bool(partial) and request.mode == "auto"
        answer = sorted(partial if relaxed else complete, key=lambda p: p.date, reverse=request.sort != "date")
        window = answer[request.offset : request.offset + request.limit]
        return SearchResult(
            request=request,
            parsed=ParsedQuery(all=tuple(words), mode=request.mode),
            match="some" if relaxed else "all" if complete else "none",
            total=len(complete),
            hits=tuple(hit(p, words, request, relaxed=relaxed) for p in window),
            facets=tuple(facet(field, answer, request) for field in request.facets),
            index=self.state(),
            processing_time_ms=1.234,
            warnings=self.warnings,
            suggestions=self.suggestions,
        )

    def facet(self, field: FacetField, request: SearchRequest, *, prefix: str = "", limit: int = 50) -> FacetPage:
        found = [p for p in self.posts_of(request) if all(word in text_of(p) for word in request.query.split())]
        values = [v for v in facet(field, found, request).values if fold(v.value).startswith(fold(prefix))]
        return FacetPage(Facet(field, tuple(values[:limit]), len(values)), self.state())

    def browse(self, request: SearchRequest, *, path: str = "", after: Cursor | None = None) -> PostPage:
        found = [p for p in self.posts_of(request) if path in {"", p.path}]
        found.sort(key=lambda p: p.id)
        found.sort(key=lambda p: p.date, reverse=True)
        begin = next((n for n, p in enumerate(found, 1) if after and p.id == after.id), 0)
        shown = found[begin : begin + request.limit]
        more = begin + request.limit < len(found)
        return PostPage(
            posts=tuple(to_stored(p, "", ()) for p in shown),
            total=len(found),
            next=Cursor(1, shown[-1].id) if more else None,
            index=self.state(),
        )

    def post(self, name: str) -> Document | None:
        return next((p for p in self.posts if name in {p.id, p.path}), None)

    def marked_post(self, name: str, *, query: str = "", exact: bool = False) -> MarkedPost | None:  # noqa: ARG002
        this, words = self.post(name), query.split()
        if this is None:
            return None
        return MarkedPost(
            document=this,
            length=len(text_of(this)),
            title=spans(this.title, words),
            tags=tuple(spans(tag, words) for tag in this.tags),
            sections=tuple(
                MarkedSection(
                    section.level,
                    section.anchor,
                    spans(section.heading, words) if section.heading else (),
                    tuple(spans(paragraph, words) for paragraph in section.text.split("\n\n") if paragraph),
                )
                for section in this.sections
            ),
            code=tuple(MarkedCode(code.language, spans(code.text, words)) for code in this.code),
        )

    def related(
        self, name: str, *, limit: int = 5, min_score: float = LEAST_RELATED, include_newer: bool = True
    ) -> tuple[RelatedPost, ...] | None:
        this = self.post(name)
        if this is None:
            return None
        others = [p for p in self.posts if set(p.tags) & set(this.tags) and p is not this and min_score <= 41.27]
        others = [p for p in others if include_newer or p.date <= this.date]
        return tuple(
            RelatedPost(p.id, p.path, p.url, p.title, p.date, 41.27, (SharedTerm("味噌", 0.5),), p.tags[:1])
            for p in others[:limit]
        )

    def suggest(self, text: str, *, limit: int = 8) -> tuple[Suggestion, ...]:
        tags = Counter(tag for p in self.posts for tag in p.tags)
        found = [
            *(Suggestion(tag, "tag", count) for tag, count in tags.most_common()),
            *(Suggestion(p.title, "title", id=p.id, url=p.url) for p in self.posts),
        ]
        return tuple(each for each in found if text.strip() and text in each.text)[:limit]

    def state(self) -> IndexState:
        indexed = len(self.posts) if self.indexed < 0 else self.indexed
        return IndexState(42, "2026-11-23T09:00:00+09:00", len(self.posts), indexed, self.title)

    def reload(self) -> IndexState:
        return self.state()

    def keep_up(self) -> None:
        """It has but one generation."""

    def posts_of(self, request: SearchRequest) -> list[Document]:
        return [p for p in self.posts if fits(p, request)]


@dataclass
class FailingSearcher:
    """Raises `error`, whatever it is asked."""

    error: Exception

    def search(self, _: SearchRequest) -> SearchResult:
        raise self.error

    def facet(self, field: FacetField, _: SearchRequest, *, prefix: str = "", limit: int = 50) -> FacetPage:  # noqa: ARG002
        raise self.error

    def browse(self, _: SearchRequest, *, path: str = "", after: Cursor | None = None) -> PostPage:  # noqa: ARG002
        raise self.error

    def post(self, _: str) -> Document | None:
        raise self.error

    def marked_post(self, _: str, *, query: str = "", exact: bool = False) -> MarkedPost | None:  # noqa: ARG002
        raise self.error

    def related(self, _: str, **_options: object) -> tuple[RelatedPost, ...] | None:
        raise self.error

    def suggest(self, _: str, *, limit: int = 8) -> tuple[Suggestion, ...]:  # noqa: ARG002
        raise self.error

    def state(self) -> IndexState:
        raise self.error

    def reload(self) -> IndexState:
        raise self.error


def fold(value: str) -> str:
    return unicodedata.normalize("NFKC", value).casefold()


def text_of(post: Document) -> str:
    return " ".join((post.title, *post.tags, *(section.text for section in post.sections)))


def fits(post: Document, request: SearchRequest) -> bool:
    day = post.date[:10]
    return (
        {fold(tag) for tag in request.tags} <= {fold(tag) for tag in post.tags}
        and (not request.categories or bool({fold(c) for c in request.categories} & {fold(c) for c in post.categories}))
        and (not request.years or int(day[:4]) in request.years)
        and request.author in {"", post.author}
        and (not request.since or day >= request.since.isoformat())
        and (not request.until or day <= request.until.isoformat())
    )


def spans(text: str, words: list[str]) -> tuple[Span, ...]:
    if not words:
        return (Span(text),)
    parts = re.split(f"({'|'.join(map(re.escape, words))})", text)
    return tuple(Span(part, matched=number % 2 == 1) for number, part in enumerate(parts) if part)


def hit(post: Document, words: list[str], request: SearchRequest, *, relaxed: bool) -> Hit:
    text = " ".join(section.text for section in post.sections)[: request.snippet]
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
        length=len(text_of(post)),
        score=17.4242424,
        highlights=Highlights(
            title=(Fragment(spans(post.title, words)),),
            body=(Fragment(spans(text, words), post.sections[-1].heading, post.sections[-1].anchor),) if text else (),
            headings=tuple(
                Fragment(spans(section.heading, words), section.heading, section.anchor)
                for section in post.sections
                if section.heading and any(word in section.heading for word in words)
            ),
            tags=tuple(Fragment(spans(tag, words)) for tag in post.tags if any(word in tag for word in words)),
        ),
        relaxed=relaxed,
        explanation=tuple(TermScore(word, "body", 2, 1.5) for word in words) if request.explain else (),
    )


def facet(field: FacetField, posts: list[Document], request: SearchRequest) -> Facet:
    values = {
        "tags": [tag for p in posts for tag in p.tags],
        "categories": [category for p in posts for category in p.categories],
        "years": [p.date[:4] for p in posts],
        "months": [p.date[:7] for p in posts],
        "authors": [p.author for p in posts if p.author],
    }[field]
    chosen = {"tags": request.tags, "categories": request.categories, "years": map(str, request.years)}
    selected = {fold(value) for value in chosen.get(field, (request.author,))}
    counted = [FacetValue(value, count, fold(value) in selected) for value, count in Counter(values).most_common()]
    counted.sort(key=lambda value: not value.selected)
    return Facet(field, tuple(counted[:50]), len(counted))
