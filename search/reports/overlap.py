"""Posts of a blog that compete for one query."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from index.document import Brief

Hint = Literal["merge", "link", "retitle"]
Linking = Literal["both", "one", "none"]
Source = Literal["titles", "queries"]


class Sought(Struct, frozen=True):
    """A query, and how often it was asked; 0 where nobody counted."""

    query: str
    times: int = 0


class Rival(Brief, frozen=True, kw_only=True):
    """A post that competes: its place among the answers, from 1, its share of the score of the first, 0 to 1, and how many posts link
    to it."""

    rank: int
    share: float
    linked_from: int


class Contest(Struct, frozen=True):
    """Posts that answer a query almost equally well, and all have most of its words in their titles. `words` are those that all titles
    have, `alike`, 0 to 1, is how near the nearest two are, by the words in them that are not in both titles (the cosine of their vectors); `linking` is how the first two link to
    each other.

    The hint: merge posts that say nearly the same, link those that belong together, else give them titles that tell them apart."""

    query: str
    times: int
    rivals: tuple[Rival, ...]
    words: tuple[str, ...]
    alike: float
    linking: Linking
    hint: Hint


class Row(Struct, frozen=True):
    """A post of a contest, for a spreadsheet."""

    query: str
    times: int
    rank: int
    share: float
    date: str | None
    title: str
    path: str
    url: str
    linked_from: int
    linking: Linking
    hint: Hint


class Overlap(Struct, frozen=True):
    """The contests, those that matter most first: by how often the query was asked, where it was, else by how alike the posts are.
    `asked` queries were looked at, and `total` contests found."""

    source: Source
    asked: int
    total: int
    contests: tuple[Contest, ...]

    @property
    def rows(self) -> list[Row]:
        return [
            Row(
                each.query,
                each.times,
                post.rank,
                post.share,
                post.date,
                post.title,
                post.path,
                post.url,
                post.linked_from,
                each.linking,
                each.hint,
            )
            for each in self.contests
            for post in each.rivals
        ]
