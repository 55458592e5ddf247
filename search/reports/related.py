"""The posts near to a post, and those near to each post of a blog."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from index.document import Brief

LinkState = Literal["out", "in", "both", "none"]


class SharedTerm(Struct, frozen=True):
    """A word or phrase of both posts as the first one writes it, with its share (0 to 1) of what makes them near."""

    term: str
    share: float


class RelatedPost(Brief, frozen=True, kw_only=True):
    """A post near to another one. `score` is 0 to 100; 50 have two posts that are as near to each other as posts are to those
    around them: see `search.related.nearness`. `link_state` says whether the other links to this one (out), this one to it (in).
    `age_days` is how many days older it is, below 0 for a newer one, None where a date is lacking. A `pinned` one is named in the
    front matter of the other."""

    rank: int
    score: float
    why: tuple[SharedTerm, ...]
    shared_tags: tuple[str, ...]
    same_series: bool = False
    link_state: LinkState = "none"
    age_days: int | None = None
    pinned: bool = False


class Neighbours(Struct, frozen=True):
    """A post with those near to it, best first."""

    post: Brief
    related: tuple[RelatedPost, ...]


class RelatedRow(Struct, frozen=True):
    """One post near to another, as a line of a table."""

    post: str
    title: str
    rank: int
    score: float
    related: str
    related_title: str
    related_url: str
    why: tuple[SharedTerm, ...]
    shared_tags: tuple[str, ...]
    same_series: bool
    link_state: LinkState
    age_days: int | None
    pinned: bool


class RelatedReport(Struct, frozen=True):
    """The posts near to each of several, in the order of their paths."""

    posts: tuple[Neighbours, ...]

    @property
    def rows(self) -> tuple[RelatedRow, ...]:
        return tuple(_row(each.post, near) for each in self.posts for near in each.related)


def _row(post: Brief, near: RelatedPost) -> RelatedRow:
    return RelatedRow(
        post=post.path,
        title=post.title,
        rank=near.rank,
        score=near.score,
        related=near.path,
        related_title=near.title,
        related_url=near.url,
        why=near.why,
        shared_tags=near.shared_tags,
        same_series=near.same_series,
        link_state=near.link_state,
        age_days=near.age_days,
        pinned=near.pinned,
    )
