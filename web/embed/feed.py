"""A feed before it is written down: the same in every format."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

NEVER = datetime(
    1970, 1, 1, tzinfo=UTC
)  # for a post that has no date; that of the index would change with every commit


@dataclass(frozen=True)
class Entry:
    """A post; `id` is the same whatever else of it changes, and whoever asks for it."""

    id: str
    url: str
    title: str
    published: datetime | None
    updated: datetime | None
    author: str
    categories: tuple[str, ...]
    summary: str

    @property
    def modified(self) -> datetime:
        return self.updated or self.published or NEVER


@dataclass(frozen=True)
class Feed:
    """`url` is its own address, `page` that of the results page, `next` and `previous` those of its other parts or ""."""

    id: str
    url: str
    page: str
    next: str
    previous: str
    title: str
    subtitle: str
    author: str
    icon: str
    updated: datetime
    entries: tuple[Entry, ...]
