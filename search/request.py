"""What is asked: every parameter of a search in one line, with its name, range, choices, default and what it is for.

The API, the pages, the OpenAPI document and `sakuin search` all read these lines: a new filter is one of them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Annotated, ClassVar, Literal

from msgspec import Meta, Struct, field

from search.declaration import about
from search.fields import FacetField

Sort = Literal["relevance", "date", "-date"]
Mode = Literal["auto", "all", "any"]
FacetOrder = Literal["count", "name"]
Duplicates = Literal["fold", "show"]
LinkFilter = Literal["any", "out", "in", "none"]
CategoryFilter = Literal["any", "same", "other"]

MAX_VALUES = 20  # of one filter; more only make the links of a page grow without end
MAX_OFFSET = 9990
MOST_VALUES = 50  # of a facet, unless more are asked for
LEAST_RELATED = 5  # of 100: below it two posts share a word or two by chance

Name = Annotated[str, Meta(max_length=256)]
Year = Annotated[int, Meta(ge=1, le=9999)]
Query = Annotated[
    str,
    about(
        '検索する語。空白で区切るとすべてを含むもの。"句"、-語、OR、tag: なども使える',
        'What to search: words that must all match; "phrase", -word, OR, tag: and the like',
        extra={"also": ("query", "search", "keyword", "keywords", "s", "text")},
    ),
]
ABOUT_CONTAINS = about(
    "値に含まれる文字。かなは読みとも比べる", "What values contain; kana are compared with their readings, too"
)
ABOUT_ORDER = about(
    "値の並び順。name は五十音順。年と月はいつも新しい順",
    "The order of the values: by count, or by name as in the syllabary; years and months are always newest first",
)
ModeParameter = Annotated[
    Mode,
    about("auto はすべての語、少なければ一部の語も", "auto: all words, and where few posts have all, some of them too"),
]
ExactParameter = Annotated[bool, about("入力した表記だけを探す", "Only in the spelling typed")]


def limit_of(most: int) -> Meta:
    """The bounds of a number of answers."""
    also = ("per_page", "page_size", "pagesize", "hitsperpage", "size", "rows", "count", "n")
    return about("最大の件数", "How many at most", ge=1, le=most, extra={"also": also})


class Filters(Struct, frozen=True, kw_only=True):
    """The posts to look among: those with all of the tags, with any of the categories, of any of the years, from the day `since`
    up to the day `until`. In `extra`, `also` is what other search engines call a parameter, and `day` says which day of a year
    or a month is meant."""

    tags: Annotated[
        tuple[Name, ...],
        about(
            "このタグのものだけ。複数なら、すべてを持つもの",
            "With this tag; with all of them, if several",
            max_length=MAX_VALUES,
            extra={"also": ("label", "labels")},
        ),
    ] = field(default=(), name="tag")
    categories: Annotated[
        tuple[Name, ...],
        about(
            "このカテゴリーのものだけ。複数なら、どれか", "Of this category; of any, if several", max_length=MAX_VALUES
        ),
    ] = field(default=(), name="category")
    years: Annotated[
        tuple[Year, ...],
        about("この年のものだけ。複数なら、どれか", "Of this year; of any, if several", max_length=MAX_VALUES),
    ] = field(default=(), name="year")
    author: Annotated[
        Name, about("この著者のものだけ。名前の一部でもよい", "By this author; a part of the name will do")
    ] = ""
    since: Annotated[
        date | None,
        about(
            "この日から（2024、2024-05 も可）",
            "From this day on; 2024 and 2024-05 will do",
            extra={"day": "first", "also": ("since", "after")},
        ),
    ] = field(default=None, name="from")
    until: Annotated[
        date | None,
        about(
            "この日まで（2024、2024-05 も可）",
            "Up to this day; 2024 and 2024-05 will do",
            extra={"day": "last", "also": ("until", "before")},
        ),
    ] = field(default=None, name="to")


class FilteredQuery(Filters, frozen=True):
    """A query among the posts that the filters let through."""

    query: Query = field(default="", name="q")


class ListRequest(FilteredQuery, frozen=True, kw_only=True):
    """The posts that match a query, in an order. `mode` says how many of the words they must have, `exact` that only the spelling
    typed counts."""

    sort: Annotated[
        Sort,
        about(
            "並び順。-date は新しい順",
            "The order; -date is newest first",
            extra={"also": ("order", "order_by", "sort_by")},
        ),
    ] = "relevance"
    mode: ModeParameter = "auto"
    exact: ExactParameter = False
    duplicates: Annotated[
        Duplicates,
        about(
            "ほぼ同じ記事を1件にまとめるか、すべて並べるか。絞り込みや引用があれば、まとめない",
            "Whether posts that say nearly the same stand under one of them, or each for itself; with a filter or a quote each "
            "stands for itself",
        ),
    ] = "fold"


class SearchRequest(ListRequest, frozen=True, kw_only=True):
    """A search: some of the posts that match, with excerpts of `snippet` characters and the counts of `facets`. The facet
    `months` counts as if `since` and `until` were not there."""

    limit: Annotated[int, limit_of(100)] = 10
    offset: Annotated[
        int,
        about(
            "先頭から飛ばす件数",
            "How many to leave out at the beginning",
            ge=0,
            le=MAX_OFFSET,
            extra={"too_large": "offset_too_large", "also": ("page", "start", "from_", "skip")},
        ),
    ] = 0
    facets: Annotated[
        tuple[FacetField, ...],
        about("数える項目（空も可）", "The fields to count; may be empty"),
    ] = ("tags", "categories", "years", "authors")
    facet_prefix: Annotated[
        Name,
        about(
            "数える値の書き出し。全角・半角と大文字・小文字は区別しない",
            "How the values counted begin, width and case folded",
        ),
    ] = ""
    facet_contains: Annotated[Name, ABOUT_CONTAINS] = ""
    facet_order: Annotated[FacetOrder, ABOUT_ORDER] = "count"
    facet_values: Annotated[
        int, about("項目ごとの値の最大の数", "How many values of a field at most", ge=1, le=1000)
    ] = MOST_VALUES
    snippet: Annotated[
        int,
        about("抜粋の長さ（文字数）", "The length of an excerpt in characters", ge=40, le=400),
    ] = 120
    explain: Annotated[bool, about("スコアの内訳を加える", "Add what the score is made of")] = False


class RelatedRequest(Struct, frozen=True, kw_only=True):
    """The posts near to one. Without `include_newer` the list stays as it is when newer posts are written."""

    limit: Annotated[int, limit_of(20)] = 5
    min_score: Annotated[
        int, about("これより低いスコアの記事を除く", "Leave out posts with a lower score", ge=0, le=100)
    ] = LEAST_RELATED
    include_newer: Annotated[
        bool, about("この記事より新しい記事も挙げる", "Also name posts that are newer than this one")
    ] = True
    link: Annotated[
        LinkFilter,
        about(
            "リンクの状態で絞る。out はこの記事からリンクしている記事、in はこの記事へリンクしている記事、none はどちらでもない記事",
            "By links: out for posts that this one links to, in for posts that link here, none for those with neither",
        ),
    ] = "any"
    category: Annotated[
        CategoryFilter,
        about(
            "same は同じカテゴリーの記事だけ、other は別のカテゴリーの記事だけ",
            "Only posts of the same category, or of another one",
        ),
    ] = "any"
    since: Annotated[
        date | None,
        about(
            "この日からの記事だけ（2024、2024-05 も可）",
            "Only posts from this day on; 2024 and 2024-05 will do",
            extra={"day": "first", "also": ("since", "after")},
        ),
    ] = field(default=None, name="from")
    max_age: Annotated[
        int,
        about(
            "この記事との日付の差の上限（日数）。0 は制限なし",
            "How many days older or newer than this post at most; 0 for any",
            ge=0,
            le=36_500,
        ),
    ] = 0
    per_series: Annotated[
        int, about("一つの連載から挙げる最大の件数", "How many posts of one series at most", ge=1, le=20)
    ] = 1


@dataclass(frozen=True)
class Cursor:
    """A place in the list of all posts, newest first: behind the post with this id and this date, in microseconds since the
    year 1. As text it is 27 hex digits that mean nothing to a reader."""

    moment: int
    id: str

    PATTERN: ClassVar[str] = "[0-9a-f]{27}"

    @classmethod
    def of(cls, text: str) -> Cursor | None:
        """The cursor of a text; None where it is not that of one."""
        return cls(int(text[:15], 16), text[15:]) if re.fullmatch(cls.PATTERN, text) else None

    def __str__(self) -> str:
        return f"{self.moment:015x}{self.id}"
