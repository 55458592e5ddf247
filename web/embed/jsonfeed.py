"""A feed in JSON Feed 1.1 (jsonfeed.org/version/1.1)."""

from __future__ import annotations

from datetime import datetime

from flask import Response
from msgspec import UNSET, Struct, UnsetType

from search.encode import to_json
from web.embed.feed import Entry, Feed


class AuthorObject(Struct):
    name: str


class ItemObject(Struct):
    id: str
    url: str
    title: str | UnsetType
    content_text: str
    date_published: datetime | UnsetType
    date_modified: datetime | UnsetType
    authors: list[AuthorObject] | UnsetType
    tags: tuple[str, ...]


class JsonFeedObject(Struct):
    version: str
    title: str
    home_page_url: str
    feed_url: str
    description: str | UnsetType
    next_url: str | UnsetType
    favicon: str
    authors: list[AuthorObject]
    items: list[ItemObject]


def json_feed(feed: Feed) -> Response:
    found = JsonFeedObject(
        version="https://jsonfeed.org/version/1.1",
        title=feed.title,
        home_page_url=feed.page,
        feed_url=feed.url,
        description=feed.subtitle or UNSET,
        next_url=feed.next or UNSET,
        favicon=feed.icon,
        authors=[AuthorObject(feed.author)],
        items=[_item(entry) for entry in feed.entries],
    )
    return Response(to_json(found), content_type="application/feed+json; charset=utf-8")


def _item(entry: Entry) -> ItemObject:
    return ItemObject(
        id=entry.id,
        url=entry.url,
        title=entry.title or UNSET,
        content_text=entry.summary or entry.title,
        date_published=entry.published or UNSET,
        date_modified=entry.updated or UNSET,
        authors=[AuthorObject(entry.author)] if entry.author else UNSET,
        tags=entry.categories,
    )
