"""Feeds held against the rules of Atom (RFC 4287) and of JSON Feed 1.1."""

import re
from datetime import datetime
from xml.etree.ElementTree import fromstring

from apps import app_of
from fakes import post

ATOM = "{http://www.w3.org/2005/Atom}"
HOST = "https://search.example"
RFC_3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
URI = re.compile(r"https?://[!-~]+|urn:uuid:[0-9a-f-]{36}")
KINDS = ["atom", "json"]
MANY = tuple(post(f"_posts/2024-01-{n % 28 + 1:02}-p{n}.md", f"猫の記事{n}", "猫がいる。") for n in range(120))


def get(url, searcher=None, **headers):
    app = app_of(searcher)
    return app.test_client().get(url, base_url=HOST, headers=headers)


def atom(url, searcher=None, **headers):
    """A valid Atom feed."""
    response = get(url, searcher, **headers)
    assert response.content_type == "application/atom+xml; charset=utf-8"
    feed = fromstring(response.data)
    assert feed.tag == f"{ATOM}feed"
    check_atom(feed, has_author=False)
    assert len(links(feed, "self")) == 1
    ids = [entry.findtext(f"{ATOM}id") for entry in feed.iter(f"{ATOM}entry")]
    assert len(set(ids)) == len(ids)
    for entry in feed.iter(f"{ATOM}entry"):
        check_atom(entry, has_author=feed.find(f"{ATOM}author") is not None)
    return feed


def check_atom(element, *, has_author):
    """What a feed and an entry both must have, and may have once only."""
    for name in ("id", "title", "updated"):
        assert len(element.findall(f"{ATOM}{name}")) == 1
    for name in ("subtitle", "published", "icon", "generator", "summary"):
        assert len(element.findall(f"{ATOM}{name}")) <= 1
    assert URI.fullmatch(element.findtext(f"{ATOM}id"))
    for name in ("updated", "published"):
        for found in element.findall(f"{ATOM}{name}"):
            assert RFC_3339.fullmatch(found.text)
            assert datetime.fromisoformat(found.text).tzinfo
    assert has_author or element.find(f"{ATOM}author") is not None
    for author in element.findall(f"{ATOM}author"):
        assert [(child.tag, bool(child.text)) for child in author] == [(f"{ATOM}name", True)]
    assert len(links(element, "alternate")) == 1
    for link in element.findall(f"{ATOM}link"):
        assert URI.fullmatch(link.get("href"))
        assert link.text is None
    for category in element.findall(f"{ATOM}category"):
        assert category.get("term")


def json_feed(url, searcher=None, **headers):
    """A valid JSON Feed."""
    response = get(url, searcher, **headers)
    assert response.content_type == "application/feed+json; charset=utf-8"
    feed = response.get_json(force=True)
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert isinstance(feed["title"], str)
    assert feed.keys() <= {
        *("version", "title", "home_page_url", "feed_url", "description", "next_url", "favicon", "authors", "items")
    }
    assert all(URI.fullmatch(url) for key, url in feed.items() if key.endswith("_url") or key == "favicon")
    ids = [item["id"] for item in feed["items"]]
    assert len(set(ids)) == len(ids)
    for item in feed["items"]:
        check_item(item)
    return feed


def check_item(item):
    assert isinstance(item["id"], str)
    assert URI.fullmatch(item["url"])
    assert isinstance(item["content_text"], str)  # or content_html, one of the two must be there
    assert all(isinstance(tag, str) and tag for tag in item["tags"])
    for name in ("date_published", "date_modified"):
        assert RFC_3339.fullmatch(item.get(name, "2024-01-01T00:00:00Z"))
    assert all(author["name"] for author in item.get("authors", ()))


def links(element, relation):
    return [link.get("href") for link in element.findall(f"{ATOM}link") if link.get("rel") == relation]


def titles(kind, url, searcher=None):
    if kind == "atom":
        return [entry.findtext(f"{ATOM}title") for entry in atom(url, searcher).iter(f"{ATOM}entry")]
    return [item.get("title") for item in json_feed(url, searcher)["items"]]
