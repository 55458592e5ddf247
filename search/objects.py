"""The objects of our JSON, field by field: a program reads the same from the API and from `--format json`.

A post that has no date says null; a field that is `UNSET` is left out.
"""

from __future__ import annotations

from msgspec import UNSET, Struct, UnsetType


class SegmentObject(Struct):
    text: str
    match: bool | UnsetType = UNSET


class FragmentObject(Struct):
    segments: list[SegmentObject]
    html: str


class BodyFragmentObject(Struct):
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
    term: str
    field: str
    frequency: int
    score: float
    tier: str


class HitObject(Struct):
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
    values: list[FacetValueObject]
    truncated: bool
    total_values: int


class ParsedObject(Struct):
    all: tuple[str, ...]
    none: tuple[str, ...]
    filters: dict[str, tuple[str, ...]]
    mode: str


class IndexObject(Struct):
    generation: int
    updated_at: str
    documents: int
    state: str
    indexed: int | UnsetType = UNSET
    total: int | UnsetType = UNSET


class SpellingObject(Struct):
    typed: str
    found: tuple[str, ...]


class QueryWordObject(Struct):
    word: str
    having: int
    others: str
    without: int


class SearchObject(Struct):
    query: str
    parsed: ParsedObject
    warnings: list[str]
    match: str
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
    reason: str
    characters: int
    beginning: str


class PostObject(Struct):
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
    term: str
    share: float


class RelatedPostObject(Struct):
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


class StatsObject(Struct):
    index: IndexObject
    facets: dict[str, FacetObject]
