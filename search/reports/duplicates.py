"""Posts of a blog that say the same, wholly, nearly or in part, and posts that are called the same."""

from __future__ import annotations

from typing import Literal

from msgspec import UNSET, Struct, UnsetType

from index.document import Brief

Likeness = Literal["same", "nearly the same", "alike"]
Reason = Literal["linked", "oldest", "longest", "first"]
SharedField = Literal["title", "url", "description"]


class Change(Struct, frozen=True):
    """A sentence of a diff: `sign` is "-" where only the post to keep has it, "+" where only the other has it, " " of one around
    those, "…" where some that both have are left out."""

    sign: Literal["-", "+", " ", "…"]
    text: str = ""


class Member(Brief, frozen=True, kw_only=True):
    """A post of a cluster. `similarity` to the post to keep, 1 for that itself, is Broder's resemblance of shingles of five characters, 0 to 1;
    `nearest` that to the one of the others which it is nearest to. `linked_from` is how many posts link to it."""

    length: int
    similarity: float
    nearest: float
    linked_from: int
    diff: tuple[Change, ...] | UnsetType = UNSET


class Cluster(Struct, frozen=True):
    """Posts that say the same: the one to keep first, and why it. `kind` is that of the pair which is least alike: "nearly the same" from 0.95
    on."""

    kind: Likeness
    keep: Reason
    posts: tuple[Member, ...]


class Part(Struct, frozen=True):
    """Two posts of which the shorter stands for `contained`, 0 to 1, in the longer."""

    contained: float
    similarity: float
    shorter: Brief
    longer: Brief
    diff: tuple[Change, ...] | UnsetType = UNSET


class Shared(Struct, frozen=True):
    """Posts that have one title, one address or one description."""

    field: SharedField
    value: str
    posts: tuple[Brief, ...]


class Row(Struct, frozen=True):
    """A post of a finding, for a spreadsheet: `group` numbers the findings."""

    group: int
    kind: str
    similarity: float | None
    keep: bool
    date: str | None
    title: str
    path: str
    url: str


class Duplicates(Struct, frozen=True):
    """All of them: `clusters` the largest and most alike first, `parts` those most contained first. Of posts that only look alike the texts were
    compared if they resemble each other by `at_least`."""

    at_least: float
    clusters: tuple[Cluster, ...]
    parts: tuple[Part, ...]
    shared: tuple[Shared, ...]

    @property
    def findings(self) -> list[Cluster | Part | Shared]:
        return [*self.clusters, *self.parts, *self.shared]

    @property
    def rows(self) -> list[Row]:
        """A row for each post of each finding."""
        rows: list[Row] = []
        for group, each in enumerate(self.findings, 1):
            rows += _rows(group, each)
        return rows


def _rows(group: int, found: Cluster | Part | Shared) -> list[Row]:
    match found:
        case Cluster(kind, _, posts):
            return [_row(group, kind, post, post.similarity, keep=post == posts[0]) for post in posts]
        case Part(_, similarity, shorter, longer):
            return [_row(group, "in part", post, similarity) for post in (shorter, longer)]
        case Shared(field, _, posts):
            return [_row(group, f"same {field}", post, None) for post in posts]


def _row(group: int, kind: str, post: Brief, similarity: float | None, *, keep: bool = False) -> Row:
    return Row(group, kind, similarity, keep, post.date, post.title, post.path, post.url)
