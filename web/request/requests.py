"""The parameters of pages and of operations of the API: a Struct for each, many made of those that `search.request`
declares."""

from __future__ import annotations

import re
from typing import Annotated, Literal

from msgspec import Meta, Struct, field

from index.language import Language
from search.declaration import about
from search.fields import FacetField
from search.request import (
    ABOUT_CONTAINS,
    ABOUT_ORDER,
    Cursor,
    ExactParameter,
    FacetOrder,
    FilteredQuery,
    Filters,
    ListRequest,
    ModeParameter,
    Name,
    Query,
    RelatedRequest,
    SearchRequest,
    limit_of,
)

POST_ID = "[0-9a-f]{12}"
Format = Literal["json", "ndjson", "csv"]
Part = Literal["body", "headings", "links"]
Lang = Annotated[
    Language | None,
    about("文の言語。なければ Accept-Language による", "The language of sentences, else by Accept-Language"),
]


class LanguageRequest(Struct, frozen=True, kw_only=True):
    """The parameter of operations that have no other."""

    lang: Lang = None


class PageRequest(ListRequest, frozen=True, kw_only=True):
    """A page of results, or a feed of them. `back` is the page of the blog that a reader came from."""

    page: Annotated[int, Meta(ge=1, le=999_999_999)] = 1
    lang: Lang = None
    back: Annotated[str, Meta(max_length=2000)] = ""


class ValuesRequest(Struct, frozen=True, kw_only=True):
    """Which values a page lists of the posts of a search; those of tags, categories and authors without `field`."""

    field: Annotated[FacetField | None, Meta()] = None
    order: Annotated[FacetOrder, ABOUT_ORDER] = "count"
    contains: Annotated[Name, ABOUT_CONTAINS] = ""


class ApiSearchRequest(SearchRequest, frozen=True, kw_only=True):
    lang: Lang = None


class FacetRequest(FilteredQuery, frozen=True, kw_only=True):
    """The values of a field among the posts that match."""

    mode: ModeParameter = "auto"
    exact: ExactParameter = False
    prefix: Annotated[
        Name, about("値の書き出し。全角・半角と大文字・小文字は区別しない", "How values begin, width and case folded")
    ] = ""
    contains: Annotated[Name, ABOUT_CONTAINS] = ""
    order: Annotated[FacetOrder, ABOUT_ORDER] = "count"
    limit: Annotated[int, limit_of(1000)] = 50
    lang: Lang = None


class PostsRequest(Filters, frozen=True, kw_only=True):
    """A part of the list of all posts."""

    path: Annotated[
        str,
        about(
            "このファイルの記事だけ（ブログのフォルダーから）", "The post of this file, below the blog", max_length=1000
        ),
    ] = ""
    limit: Annotated[int, limit_of(500)] = 100
    cursor: Annotated[
        Cursor | None,
        about("続きの位置。前の応答の next にある", "Where to go on: it is in next of the answer before"),
    ] = None
    format: Annotated[Format, about("応答の形式", "The form of the answer")] = "json"
    lang: Lang = None


class PostRequest(Struct, frozen=True, kw_only=True):
    include: Annotated[tuple[Part, ...], about("加える部分", "The parts to add")] = ()
    lang: Lang = None


class RelatedPostsRequest(RelatedRequest, frozen=True, kw_only=True):
    lang: Lang = None


class SuggestRequest(Struct, frozen=True, kw_only=True):
    query: Query = field(default="", name="q")
    limit: Annotated[int, limit_of(20)] = 8
    lang: Lang = None


class Segments(Struct, frozen=True):
    """The parts of a path that vary. From the network a post is named by its id alone, never by a path of our disk."""

    post_id: Annotated[str, about("記事の id", "The id of a post", pattern=f"^{POST_ID}$")]
    field: Annotated[FacetField, about("項目", "The field")]


def is_id(text: str) -> bool:
    return re.fullmatch(POST_ID, text) is not None


def search_request(other: Filters) -> SearchRequest:
    """The search that another request implies: the fields that both declare."""
    shared = [name for name in SearchRequest.__struct_fields__ if name in other.__struct_fields__]
    return SearchRequest(**{name: getattr(other, name) for name in shared})
