"""What is asked and what is answered: the values that pass between `search` and whoever shows them.

Those that an answer has many of are Structs, which are made in a third of the time that a dataclass takes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import ClassVar, Literal, Protocol

import msgspec

from index.document import Document
from index.language import Message
from index.stored import Brief
from search.request import LEAST_RELATED, FacetField, Mode, SearchRequest
from search.snippet.layout import Layout, readable


class Span(msgspec.Struct, frozen=True):
    text: str
    matched: bool = False


class Fragment(msgspec.Struct, frozen=True):
    """An excerpt: its spans joined are the author's own text. `heading` and `anchor` name the section it is from."""

    spans: tuple[Span, ...]
    heading: str = ""
    anchor: str = ""
    cut_before: bool = False  # it begins, or ends, within a sentence
    cut_after: bool = False
    layout: Layout = "prose"

    @property
    def shown(self) -> tuple[Span, ...]:
        """The spans for a person to read: with … where a sentence is cut, 「、」 between the cells of a table, and 「／」
        between its rows and between items of a list."""
        texts = readable((span.text for span in self.spans), self.layout)
        spans = (Span(text, span.matched) for text, span in zip(texts, self.spans, strict=True))
        before, after = Span("…") if self.cut_before else None, Span("…") if self.cut_after else None
        return tuple(span for span in (before, *spans, after) if span is not None)


class Highlights(msgspec.Struct, frozen=True):
    title: tuple[Fragment, ...] = ()
    body: tuple[Fragment, ...] = ()
    headings: tuple[Fragment, ...] = ()
    tags: tuple[Fragment, ...] = ()


@dataclass(frozen=True)
class TermScore:
    """One line of an explanation: what a term gave to the score of a hit, the tokens that it was found in, and in what
    it differs from what was typed: see `search.spelling.variants.Tier`."""

    term: str
    field: str
    frequency: int
    score: float
    tier: str = "exact"


class Hit(msgspec.Struct, frozen=True):
    """A post that answers the query; `relaxed` where it lacks some of the words."""

    id: str
    path: str
    url: str
    title: str
    date: str
    updated: str
    tags: tuple[str, ...]
    categories: tuple[str, ...]
    author: str
    description: str
    length: int  # characters of the text as indexed
    score: float
    highlights: Highlights
    relaxed: bool = False
    explanation: tuple[TermScore, ...] = ()


class FacetValue(msgspec.Struct, frozen=True):
    value: str
    count: int
    selected: bool = False


@dataclass(frozen=True)
class Facet:
    """The commonest values of a field among the hits, selected ones first; `total_values` counts them all."""

    field: FacetField
    values: tuple[FacetValue, ...]
    total_values: int

    @property
    def truncated(self) -> bool:
        return self.total_values > len(self.values)


@dataclass(frozen=True)
class ParsedQuery:
    """How we understood the query: each `all` entry is a word or a quote; alternatives are joined by " OR "."""

    all: tuple[str, ...] = ()
    none: tuple[str, ...] = ()
    filters: tuple[tuple[str, tuple[str, ...]], ...] = ()
    mode: Mode = "auto"


@dataclass(frozen=True)
class Spelling:
    """Other spellings of a word that posts of the answer have: `found` are the commonest, nearest first."""

    typed: str
    found: tuple[str, ...]


@dataclass(frozen=True)
class QueryWord:
    """A word of a query that no post matches in full: the posts that have it, and how many match `others`, the query
    without it."""

    text: str
    having: int
    others: str
    without: int


@dataclass(frozen=True)
class IndexState:
    """One committed generation: `indexed` of `documents` have their body, the others title and tags only.

    `edition` changes with each commit, and with each setting that answers depend on."""

    generation: int
    updated_at: str
    documents: int
    indexed: int
    title: str = ""  # of the blog, "" where its configuration names none
    edition: str = ""

    @property
    def state(self) -> Literal["ready", "building"]:
        return "ready" if self.indexed == self.documents else "building"


@dataclass(frozen=True)
class SearchResult:
    request: SearchRequest
    parsed: ParsedQuery
    match: Literal["all", "some", "none"]
    total: int
    hits: tuple[Hit, ...]
    facets: tuple[Facet, ...]
    index: IndexState
    processing_time_ms: float
    warnings: tuple[Message, ...] = ()
    spellings: tuple[Spelling, ...] = ()
    words: tuple[QueryWord, ...] = ()  # of a query that no post matches in full
    suggestions: tuple[str, ...] = ()  # queries that would find something

    @property
    def matching(self) -> tuple[Hit, ...]:
        """The hits with every word; those that lack some follow them."""
        return tuple(hit for hit in self.hits if not hit.relaxed)

    @property
    def lacking(self) -> tuple[Hit, ...]:
        return tuple(hit for hit in self.hits if hit.relaxed)


@dataclass(frozen=True)
class SharedTerm:
    """Why two posts are related: a term of both, with its share (0 to 1) of the score."""

    term: str
    share: float


@dataclass(frozen=True)
class RelatedPost:
    """`score` is 0 to 100: the cosine of the two posts' tf-idf vectors, tags among the terms, times 100."""

    id: str
    path: str
    url: str
    title: str
    date: str
    score: float
    why: tuple[SharedTerm, ...]
    shared_tags: tuple[str, ...]


@dataclass(frozen=True)
class MarkedSection:
    """A section of a post with what matched: `heading` is empty before the first one."""

    level: int
    anchor: str
    heading: tuple[Span, ...]
    paragraphs: tuple[tuple[Span, ...], ...]


@dataclass(frozen=True)
class MarkedCode:
    language: str
    spans: tuple[Span, ...]


@dataclass(frozen=True)
class MarkedPost:
    """A whole post with what matched: the spans of each part, joined, are the text of that part of the document."""

    document: Document
    length: int  # the same as that of a hit
    title: tuple[Span, ...]
    tags: tuple[tuple[Span, ...], ...]
    sections: tuple[MarkedSection, ...]
    code: tuple[MarkedCode, ...]


@dataclass(frozen=True)
class FacetPage:
    """The values of one field that a search for them found."""

    facet: Facet
    index: IndexState


@dataclass(frozen=True)
class Cursor:
    """A place in the list of all posts, newest first: behind the post with that id and that date, in microseconds. As text
    it is a name without a meaning."""

    moment: int
    id: str

    PATTERN: ClassVar[str] = "[0-9a-f]{27}"

    @classmethod
    def of(cls, text: str) -> Cursor | None:
        return cls(int(text[:15], 16), text[15:]) if re.fullmatch(cls.PATTERN, text) else None

    def __str__(self) -> str:
        return f"{self.moment:015x}{self.id}"


@dataclass(frozen=True)
class PostPage:
    """Some of the posts that the filters let through, which are `total`; `next` is where the others begin."""

    posts: tuple[Brief, ...]
    total: int
    next: Cursor | None
    index: IndexState


@dataclass(frozen=True)
class Suggestion:
    """What a beginning may become: a tag with its number of posts, or the title of a post, which `id` and `url` name."""

    text: str
    kind: Literal["tag", "title"]
    count: int = 0
    id: str = ""
    url: str = ""


class Searcher(Protocol):
    """All that `web` knows of searching. Errors: `IndexUnavailable` where there is no index to ask."""

    def search(self, request: SearchRequest) -> SearchResult:
        """The answer, never a part of it. Errors: `SearchTimeout` where that would take too long."""
        ...

    def facet(self, field: FacetField, request: SearchRequest, *, prefix: str = "", limit: int = 50) -> FacetPage:
        """The values of a field that begin with `prefix`, width and case folded, among the posts that answer a request."""
        ...

    def browse(self, request: SearchRequest, *, path: str = "", after: Cursor | None = None) -> PostPage:
        """The posts that the filters of a request let through, newest first and then by id; `path` names one alone."""
        ...

    def post(self, name: str) -> Document | None:
        """A post by its id, its path below the blog, or its file."""
        ...

    def marked_post(self, name: str, *, query: str = "", exact: bool = False) -> MarkedPost | None:
        """The same with the words of a query marked in it, whether it has them all or not."""
        ...

    def related(
        self, name: str, *, limit: int = 5, min_score: float = LEAST_RELATED, include_newer: bool = True
    ) -> tuple[RelatedPost, ...] | None:
        """The posts nearest to this one, best first; None where there is no such post. A list without newer posts stays as
        it is when others are written."""
        ...

    def suggest(self, text: str, *, limit: int = 8) -> tuple[Suggestion, ...]:
        """The tags and titles that fit what is typed so far, best first."""
        ...

    def state(self) -> IndexState: ...

    def reload(self) -> IndexState:
        """Look for a new generation now, and answer from it. Errors: `IndexUnavailable` where it cannot be opened."""
        ...
