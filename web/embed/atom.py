"""A feed in Atom (RFC 4287), in parts as RFC 5005 has them."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from flask import Response

from web.embed.feed import Entry, Feed
from web.embed.xml import add, document

ATOM = "application/atom+xml"


def atom(feed: Feed) -> Response:
    root = Element("feed", xmlns="http://www.w3.org/2005/Atom")
    add(root, "id", feed.id)
    add(root, "title", feed.title)
    if feed.subtitle:
        add(root, "subtitle", feed.subtitle)
    add(root, "updated", feed.updated.isoformat())
    add(add(root, "author"), "name", feed.author)
    add(root, "icon", feed.icon)
    add(root, "generator", "Sakuin")
    add(root, "link", rel="self", type=ATOM, href=feed.url)
    add(root, "link", rel="alternate", type="text/html", href=feed.page)
    for relation, url in (("next", feed.next), ("previous", feed.previous)):
        if url:
            add(root, "link", rel=relation, type=ATOM, href=url)
    for entry in feed.entries:
        _add_entry(root, entry)
    return Response(document(root), content_type=f"{ATOM}; charset=utf-8")


def _add_entry(root: Element, entry: Entry) -> None:
    element = add(root, "entry")
    add(element, "id", entry.id)
    add(element, "title", entry.title)
    add(element, "link", rel="alternate", type="text/html", href=entry.url)
    if entry.published:
        add(element, "published", entry.published.isoformat())
    add(element, "updated", entry.modified.isoformat())
    if entry.author:
        add(add(element, "author"), "name", entry.author)
    for category in entry.categories:
        add(element, "category", term=category)
    if entry.summary:
        add(element, "summary", entry.summary)
