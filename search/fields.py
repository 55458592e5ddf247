"""What posts are filtered and counted by: a row a field.

Queries (tag:旅), addresses (?tag=旅), facets and the chips of the page all read these rows; the parameter itself is a line of
`search.request.Filters`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from msgspec import Struct

from index.document import Brief
from index.language import Message

FilterField = Literal["tag", "category", "author", "year", "date"]
FacetField = Literal["tags", "categories", "years", "months", "authors"]


@dataclass(frozen=True, kw_only=True)
class ValueField:
    """A field with values. `name` is that in a query and an address, `facet` that in an answer, `chosen` that in `Filters`. A second
    value of a field that is `widening` finds more posts (2023 or 2024), of any other fewer."""

    name: FilterField
    facet: FacetField
    chosen: str
    values: Callable[[Brief], Sequence[str]]
    widening: bool
    meaning: Message
    example: str = "{a}"
    in_part: bool = False  # whether a part of a value will do, where no post has just that: 山田 for 山田太郎

    def chosen_in(self, filters: object) -> tuple[str, ...]:
        """The values that a request has for it; a year has four digits, as in a date."""
        chosen = getattr(filters, self.chosen)
        values = chosen if isinstance(chosen, tuple) else (chosen,) if chosen else ()
        return tuple(f"{value:04}" if isinstance(value, int) else value for value in values)


FIELDS = (
    ValueField(
        name="tag",
        facet="tags",
        chosen="tags",
        values=lambda post: post.tags,
        widening=False,
        meaning=Message(ja="このタグの記事", en="posts with this tag"),
    ),
    ValueField(
        name="category",
        facet="categories",
        chosen="categories",
        values=lambda post: post.categories,
        widening=True,
        meaning=Message(ja="このカテゴリーの記事", en="posts in this category"),
    ),
    ValueField(
        name="year",
        facet="years",
        chosen="years",
        values=lambda post: [post.date[:4]] if post.date else [],
        widening=True,
        meaning=Message(ja="この年の記事", en="posts of this year"),
        example="2024",
    ),
    ValueField(
        name="author",
        facet="authors",
        chosen="author",
        values=lambda post: [post.author] if post.author else [],
        widening=True,
        meaning=Message(ja="この著者の記事。名前の一部でもよい", en="posts by this author; a part of the name will do"),
        in_part=True,
    ),
)


class Elsewhere(Struct, frozen=True):
    """A name that is typed in one place and stands in another. Either a filter finds nothing, for no post has its `value` in that field,
    but `count` posts have it in the field `found`; or a plain word, where `filter` is null, is the name of a category or an author, and
    `query` finds `count` posts, some of which the word does not find. `query` has the filter that was meant in its place."""

    filter: FilterField | None
    value: str
    found: FilterField
    count: int
    query: str


BY_FACET = {field.facet: field for field in FIELDS}
