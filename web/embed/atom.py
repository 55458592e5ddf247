"""A feed in Atom (RFC 4287), in parts as RFC 5005 has them."""

from __future__ import annotations

from datetime import datetime
from xml.etree.ElementTree import Element

from flask import Response

from web.embed.feed import Author, Entry, Feed
from web.embed.xml import add, document

ATOM = "application/atom+xml"


def atom(feed: Feed, *, first_url: str, previous_url: str, indexed: datetime) -> Response:
    """One part of a feed, named after the address of its first part; `previous_url` is "" where there is none. `indexed`, when
    the index was written, is its date where it has no entry."""
    root = Element("feed", xmlns="http://www.w3.org/2005/Atom")
    add(root, "id", first_url)
    add(root, "title", feed.title)
    if feed.description:
        add(root, "subtitle", feed.description)
    add(root, "updated", max((entry.updated for entry in feed.items), default=indexed).isoformat())
    _add_authors(root, feed.authors)
    add(root, "icon", feed.favicon)
    add(root, "generator", "Sakuin")
    add(root, "link", rel="self", type=ATOM, href=feed.feed_url)
    add(root, "link", rel="alternate", type="text/html", href=feed.home_page_url)
    for relation, url in (("next", feed.next_url), ("previous", previous_url)):
        if url:
            add(root, "link", rel=relation, type=ATOM, href=url)
    for entry in feed.items:
        _add_entry(root, entry)
    return Response(document(root), content_type=f"{ATOM}; charset=utf-8")


def _add_entry(root: Element, entry: Entry) -> None:
    element = add(root, "entry")
    add(element, "id", entry.id)
    add(element, "title", entry.title or "")
    add(element, "link", rel="alternate", type="text/html", href=entry.url)
    if entry.date_published:
        add(element, "published", entry.date_published.isoformat())
    add(element, "updated", entry.updated.isoformat())
    _add_authors(element, entry.authors or ())
    for tag in entry.tags:
        add(element, "category", term=tag)
    if entry.content_text != (entry.title or ""):
        add(element, "summary", entry.content_text)


def _add_authors(element: Element, authors: tuple[Author, ...]) -> None:
    for author in authors:
        add(add(element, "author"), "name", author.name)
