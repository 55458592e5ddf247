"""Searchers for the tests of what shows: one over a few posts in memory, one that always fails."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Never

from msgspec import UNSET, structs

from index.analyzed import lay_out
from index.document import Document, Link, Removal, Section, document_id, in_brief
from index.language import Message
from search.answer import (
    Answer,
    Facet,
    FacetValue,
    Fragment,
    Highlights,
    Hit,
    IndexState,
    Instead,
    Meant,
    ParsedQuery,
    Post,
    PostPage,
    QueryWord,
    Readable,
    Suggestion,
    TermScore,
)
from search.fields import BY_FACET, FIELDS, FacetField, ValueField
from search.marked import MarkedText, Span
from search.post import post_of
from search.reports.related import RelatedPost, SharedTerm
from search.request import Cursor, Filters, RelatedRequest, SearchRequest
from search.snippet.marks import Mark
from search.snippet.whole import mark_post


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
    lacking = {"date", "updated", "author", "description"}
    return structs.replace(
        document, **{name: None if value == "" and name in lacking else value for name, value in fields.items()}
    )


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

    posts_: tuple[Document, ...] = POSTS
    indexed: int = -1
    warnings: tuple[Message, ...] = ()
    suggestions: tuple[str, ...] = ()
    title: str = "台所と索引"
    front_page: str = ""
    slips: Mapping[str, str] = field(default_factory=dict)

    def search(self, request: SearchRequest) -> Answer:
        if (corrected := self.slips.get(request.query)) and not request.exact:
            answer = self.search(structs.replace(request, query=corrected))
            return structs.replace(answer, query=request.query, corrected=corrected)
        words = request.query.split()
        found = self.posts_of(request)
        complete = like(words, found)
        partial = [p for p in found if any(word in text_of(p) for word in words)]
        relaxed = not complete and bool(partial) and request.mode == "auto"
        answer = sorted(partial if relaxed else complete, key=lambda p: p.date or "", reverse=request.sort != "date")
        window = answer[request.offset : request.offset + request.limit]
        match = "some" if relaxed else "all" if complete else "none"
        return Answer(
            query=request.query,
            parsed=ParsedQuery(all=tuple(words), mode=request.mode),
            match=match,
            total=len(complete),
            limit=request.limit,
            offset=request.offset,
            hits=tuple(hit(p, words, request, relaxed=relaxed) for p in window),
            facets={field: facet(field, answer, request) for field in request.facets},
            words=tuple(QueryWord(word, len(like([word], found)), "", 0) for word in words) if match == "none" else (),
            index=self.state(),
            processing_time_ms=1.23,
            warnings=self.warnings,
            suggestions=self.suggestions,
            did_you_mean=tuple(Meant(text, len(like(text.split(), found))) for text in self.suggestions),
            instead=self.instead(words) if match == "none" else UNSET,
        )

    def instead(self, words: list[str]) -> Instead:
        newest = sorted(self.posts_, key=lambda p: p.date or "", reverse=True)[:5]
        facets = {field: facet(field, newest, SearchRequest()) for field in ("tags", "categories", "years")}
        return Instead(tuple(map(in_brief, newest)), facets, len(like(words, self.posts_)))

    def posts(self, filters: Filters, *, path: str = "", after: object = None, limit: int = 100) -> PostPage:
        found = [p for p in self.posts_of(filters) if path in {"", p.path}]
        found.sort(key=lambda p: p.id)
        found.sort(key=lambda p: p.date or "", reverse=True)
        begin = next((n for n, p in enumerate(found, 1) if after and p.id == after.id), 0)
        shown = found[begin : begin + limit]
        more = begin + limit < len(found)
        return PostPage(
            total=len(found),
            limit=limit,
            cursor=str(Cursor(1, shown[-1].id)) if more else None,
            index=self.state(),
            posts=tuple(map(in_brief, shown)),
        )

    def post(
        self,
        name: str,
        *,
        include: Collection[str] = (),
        query: str = "",
        exact: bool = False,  # noqa: ARG002
        related: RelatedRequest | None = None,
    ) -> Post | None:
        this = next((p for p in self.posts_ if name in {p.id, p.path}), None)
        if this is None:
            return None
        found = post_of(this, len(text_of(this)), include)
        if "marked" in include:
            found = structs.replace(found, marked=marked_text(this, query.split()))
        return structs.replace(found, related=self.near(this, related)) if related else found

    def near(self, this: Document, asked: RelatedRequest) -> tuple[RelatedPost, ...]:
        others = [p for p in self.posts_ if set(p.tags) & set(this.tags) and p is not this and asked.min_score <= 41.3]
        others = [p for p in others if asked.include_newer or p.date <= this.date]
        why = (SharedTerm("味噌", 0.5),)
        return tuple(
            RelatedPost(*structs.astuple(in_brief(p)), rank=rank, score=41.3, why=why, shared_tags=p.tags[:1])
            for rank, p in enumerate(others[: asked.limit], 1)
        )

    def suggest(self, text: str, *, limit: int = 8) -> tuple[Suggestion, ...]:
        tags = Counter(("tag", tag) for p in self.posts_ for tag in p.tags)
        categories = Counter(("category", category) for p in self.posts_ for category in p.categories)
        found = [
            *(Suggestion(name, kind, "", count=count) for (kind, name), count in (tags + categories).most_common()),
            *(Suggestion(p.title, "title", p.url, id=p.id) for p in self.posts_),
        ]
        return tuple(each for each in found if text.strip() and text in each.text)[:limit]

    def state(self, *, reload: bool = False) -> IndexState:  # noqa: ARG002
        size = len(self.posts_)
        indexed = size if self.indexed < 0 else self.indexed
        state = "ready" if indexed == size else "building"
        return IndexState(42, "2026-11-23T09:00:00+09:00", size, state, indexed, size, self.title, url=self.front_page)

    def keep_up(self) -> None:
        """It has but one generation."""

    rest = keep_up

    def posts_of(self, filters: Filters) -> list[Document]:
        return [p for p in self.posts_ if fits(p, filters)]


@dataclass
class FailingSearcher:
    """Raises `error`, whatever it is asked."""

    error: Exception

    def search(self, *_: object, **_options: object) -> Never:
        raise self.error

    posts = post = suggest = state = rest = search


def fold(value: str) -> str:
    return unicodedata.normalize("NFKC", value).casefold()


def text_of(post: Document) -> str:
    return " ".join((post.title, *post.tags, *(section.text for section in post.sections)))


def like(words: list[str], posts: Iterable[Document]) -> list[Document]:
    return [p for p in posts if all(word in text_of(p) for word in words)]


def fits(post: Document, request: Filters) -> bool:
    day = (post.date or "")[:10]
    return (
        all(has(post, field, field.chosen_in(request)) for field in FIELDS)
        and (not request.since or day >= request.since.isoformat())
        and (not request.until or day <= request.until.isoformat())
    )


def has(post: Document, field: ValueField, chosen: tuple[str, ...]) -> bool:
    having, wanted = set(map(fold, field.values(post))), set(map(fold, chosen))
    return not wanted or (bool(wanted & having) if field.widening else wanted <= having)


def spans(text: str, words: list[str]) -> tuple[Span, ...]:
    if not words:
        return (Span(text),)
    parts = re.split(f"({'|'.join(map(re.escape, words))})", text)
    return tuple(Span(part, matched=number % 2 == 1) for number, part in enumerate(parts) if part)


def fragment(text: str, words: list[str], heading: str = "", anchor: str = "") -> Fragment:
    shown = spans(text, words)
    return Fragment(shown, Readable(shown), heading or None, anchor or None)


def hit(post: Document, words: list[str], request: SearchRequest, *, relaxed: bool) -> Hit:
    text = " ".join(section.text for section in post.sections)[: request.snippet]
    last = post.sections[-1]
    return Hit(
        *structs.astuple(in_brief(post)),
        length=len(text_of(post)),
        score=17.4242,
        highlights=Highlights(
            title=(fragment(post.title, words),),
            body=(fragment(text, words, last.heading, last.anchor),) if text else (),
            headings=tuple(
                fragment(section.heading, words, section.heading, section.anchor)
                for section in post.sections
                if section.heading and any(word in section.heading for word in words)
            ),
            tags=tuple(fragment(tag, words) for tag in post.tags if any(word in tag for word in words)),
        ),
        relaxed=relaxed or UNSET,
        explain=tuple(TermScore(word, "body", 2, 1.5) for word in words) if request.explain else UNSET,
    )


@dataclass
class TextOf:
    """The text of a document, laid out as the index does."""

    document: Document

    def text(self) -> str:
        return lay_out(self.document)[0]

    def regions(self) -> tuple[list[int], ...]:
        regions = lay_out(self.document)[1]
        return tuple([getattr(each, name) for each in regions] for name in ("field", "start", "end"))


def marked_text(post: Document, words: list[str]) -> MarkedText:
    """What a post is made of, with words marked as they are written."""
    text = TextOf(post)
    found = re.finditer("|".join(map(re.escape, words)), text.text()) if words else ()
    return mark_post(post, text, [Mark(*match.span(), 0) for match in found])


def facet(field: FacetField, posts: list[Document], request: SearchRequest) -> Facet:
    if field == "months":
        values, selected = [p.date[:7] for p in posts if p.date], set()
    else:
        values = [value for p in posts for value in BY_FACET[field].values(p)]
        selected = set(map(fold, BY_FACET[field].chosen_in(request)))
    counted = [FacetValue(value, count, fold(value) in selected) for value, count in Counter(values).most_common()]
    counted = [value for value in counted if fold(value.value).startswith(fold(request.facet_prefix))]
    counted = [value for value in counted if fold(request.facet_contains) in fold(value.value)]
    counted.sort(key=lambda value: not value.selected)
    most = request.facet_values
    return Facet(tuple(counted[:most]), len(counted) > most, len(counted))
