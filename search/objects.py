"""The objects of our JSON, field by field: a program reads the same from the API and from `--format json`.

A post that has no date says null; a field that is `UNSET` is left out.
"""

from __future__ import annotations

from typing import Literal

from msgspec import UNSET, Struct, UnsetType

from search.request import FacetField, Mode


class SegmentObject(Struct):
    """A piece of the author's own text; `match` is true where it is what was sought."""

    text: str
    match: bool | UnsetType = UNSET


class FragmentObject(Struct):
    """An excerpt: its segments, joined, are the author's own text; `html` is that escaped, with what matched in <mark>, 「、」
    between the cells of a table, and 「／」 between its rows and between items of a list."""

    segments: list[SegmentObject]
    html: str


class BodyFragmentObject(Struct):
    """An excerpt of the text, with the heading of its section and that heading's anchor on the published page."""

    heading: str | None
    anchor: str | None
    segments: list[SegmentObject]
    html: str


class HighlightsObject(Struct):
    title: list[FragmentObject]
    body: list[BodyFragmentObject]
    headings: list[FragmentObject]
    tags: list[FragmentObject]


class TermScoreObject(Struct):
    """What one term gave to the score of a hit."""

    term: str
    field: str
    frequency: int
    score: float
    tier: str


class HitObject(Struct):
    """A post that answers the query; `relaxed` where it lacks some of the words. `length` is in characters."""

    id: str
    path: str
    url: str
    title: str
    date: str | None
    updated: str | None
    tags: tuple[str, ...]
    categories: tuple[str, ...]
    author: str | None
    description: str | None
    length: int
    score: float
    highlights: HighlightsObject
    relaxed: bool | UnsetType = UNSET
    explain: list[TermScoreObject] | UnsetType = UNSET


class FacetValueObject(Struct):
    value: str
    count: int
    selected: bool


class FacetObject(Struct):
    """How many of the hits have each value of a field; `total_values` counts all of its values."""

    values: list[FacetValueObject]
    truncated: bool
    total_values: int


class ParsedObject(Struct):
    """How the query was understood."""

    all: tuple[str, ...]
    none: tuple[str, ...]
    filters: dict[str, tuple[str, ...]]
    mode: Mode


class IndexObject(Struct):
    """The generation that answered. While it is building, `indexed` of `total` posts have their text."""

    generation: int
    updated_at: str
    documents: int
    state: Literal["ready", "building"]
    indexed: int | UnsetType = UNSET
    total: int | UnsetType = UNSET


class SpellingObject(Struct):
    """Other spellings of a word that were found too."""

    typed: str
    found: tuple[str, ...]


class QueryWordObject(Struct):
    """Of a query that finds nothing: how many posts have one of its words, and how many match the others alone."""

    word: str
    having: int
    others: str
    without: int


class SearchObject(Struct):
    """The answer to a search. `match` is `all` where every word matched, `some` where the answer was relaxed (`total` is 0
    and the hits are marked), `none` where there is nothing."""

    query: str
    parsed: ParsedObject
    warnings: list[str]
    match: Literal["all", "some", "none"]
    total: int
    limit: int
    offset: int
    next: str | None
    prev: str | None
    processing_time_ms: float
    index: IndexObject
    hits: list[HitObject]
    facets: dict[str, FacetObject]
    spellings: list[SpellingObject]
    words: list[QueryWordObject]
    suggestions: tuple[str, ...]


class HeadingObject(Struct):
    level: int
    text: str
    anchor: str | None


class LinkObject(Struct):
    target: str
    text: str


class RemovalObject(Struct):
    reason: Literal["marker", "repeat", "fragment"]
    characters: int
    beginning: str


class PostObject(Struct):
    """A post as indexed. `path` is its file's, below the blog."""

    id: str
    path: str
    url: str
    title: str
    date: str | None
    updated: str | None
    tags: tuple[str, ...]
    categories: tuple[str, ...]
    author: str | None
    description: str | None
    body: str | UnsetType = UNSET
    headings: list[HeadingObject] | UnsetType = UNSET
    links: list[LinkObject] | UnsetType = UNSET
    removed: list[RemovalObject] | UnsetType = UNSET


class SharedTermObject(Struct):
    """A term of both posts, with its share (0 to 1) of their score."""

    term: str
    share: float


class RelatedPostObject(Struct):
    """A post near to another one; `score` is 0 to 100."""

    rank: int
    id: str
    path: str
    url: str
    title: str
    date: str | None
    score: float
    why: list[SharedTermObject]
    shared_tags: tuple[str, ...]


class RelatedObject(Struct):
    id: str
    related: list[RelatedPostObject]


class PostsObject(Struct):
    """Some of the posts, newest first and then by id; `next` is the address of those after them."""

    total: int
    limit: int
    next: str | None
    index: IndexObject
    posts: list[PostObject]


class FacetValuesObject(Struct):
    """The values of a field that begin with `prefix`, years the newest first, others the commonest first."""

    field: FacetField
    prefix: str
    values: list[FacetValueObject]
    truncated: bool
    total_values: int
    index: IndexObject


class ReloadObject(Struct):
    index: IndexObject


class StatsObject(Struct):
    """What the index holds: its generation, and the commonest values of each field."""

    index: IndexObject
    facets: dict[str, FacetObject]
