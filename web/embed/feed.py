"""A feed: these Structs are its JSON (JSON Feed 1.1, jsonfeed.org/version/1.1), and what the one in Atom is written from."""

from __future__ import annotations

from datetime import UTC, datetime

from msgspec import UNSET, Struct, UnsetType

# For a post that has no date; that of the index would change with every commit.
NEVER = datetime(1970, 1, 1, tzinfo=UTC)


class Author(Struct, frozen=True):
    name: str


class Entry(Struct, frozen=True, kw_only=True):
    """A post; `id` stays whatever else of it changes, and whoever asks for it. `content_text` is its title where there is
    nothing else to say of it."""

    id: str
    url: str
    title: str | UnsetType
    content_text: str
    date_published: datetime | UnsetType
    date_modified: datetime | UnsetType
    authors: tuple[Author, ...] | UnsetType
    tags: tuple[str, ...]

    @property
    def updated(self) -> datetime:
        """When it last changed, which Atom must have of each entry."""
        return self.date_modified or self.date_published or NEVER


class Feed(Struct, frozen=True, kw_only=True):
    """One part of a feed. `home_page_url` is the results page of the same search, `next_url` the part with older posts."""

    version: str = "https://jsonfeed.org/version/1.1"
    title: str
    home_page_url: str
    feed_url: str
    description: str | UnsetType = UNSET
    next_url: str | UnsetType = UNSET
    favicon: str
    authors: tuple[Author, ...]
    items: tuple[Entry, ...]
