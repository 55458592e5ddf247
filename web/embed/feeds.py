"""A search to subscribe to: its newest posts as a feed, with the parameters of the answers page."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from urllib.parse import quote, urlsplit
from uuid import NAMESPACE_URL, uuid5

from flask import redirect, url_for
from msgspec.structs import replace
from werkzeug.wrappers import Response as AnyResponse

from search.answer import Answer, Hit
from web.blog import Blog, this_blog
from web.embed.atom import atom
from web.embed.feed import Entry, Feed
from web.embed.jsonfeed import json_feed
from web.embed.xml import xml_text
from web.pages.links import chips
from web.pages.passages import links_from
from web.request.address import MAX_PAGE, PER_PAGE, Address, FeedKind, is_published
from web.request.language import reader_language
from web.request.origin import absolute, origin
from web.request.page import blank_address, read_address
from web.serving.etag import tagged_page
from web.texts import say

PER_FEED = 50
MAX_FEED_PAGE = MAX_PAGE * PER_PAGE // PER_FEED  # as deep as the pages go
_MAY_STAND = "%/:?#@!$&'()*+,;=-._~"  # in an address, as RFC 3986 has it


def feed_atom() -> AnyResponse:
    return feed("atom")


def feed_json() -> AnyResponse:
    return feed("json")


def feed(kind: FeedKind) -> AnyResponse:
    address, notes = read_address()
    blog = this_blog()
    return tagged_page(origin(), address, notes, make=partial(_answer, blog, kind, address, notes))


def _answer(blog: Blog, kind: FeedKind, address: Address, notes: tuple[str, ...]) -> AnyResponse:
    asked = replace(address.search, sort="-date", facets=(), limit=PER_FEED, offset=(address.page - 1) * PER_FEED)
    if address.page > MAX_FEED_PAGE:
        return redirect(address.at(1).feed(kind))
    answer = blog.searcher.search(asked)
    if address.page > _last_page(answer):
        return redirect(address.at(1).feed(kind))
    whole = _feed(blog, kind, address, notes, answer)
    return atom(whole) if kind == "atom" else json_feed(whole)


def _feed(blog: Blog, kind: FeedKind, address: Address, notes: tuple[str, ...], answer: Answer) -> Feed:
    """Only of posts that have every word: nobody subscribes to what nearly fits."""
    link = links_from(blank_address()).post
    entries = tuple(_entry(hit, link, excerpts=bool(answer.parsed.all)) for hit in answer.matching)
    site = _one_line(blog.name) or say(reader_language(), "site")
    page = address.page
    return Feed(
        id=absolute(address.at(1).feed(kind)),
        url=absolute(address.feed(kind)),
        page=absolute(address.to(sort="-date").url),
        next=absolute(address.at(page + 1).feed(kind)) if page < _last_page(answer) else "",
        previous=absolute(address.at(page - 1).feed(kind)) if page > 1 else "",
        title=_title(address, site),
        subtitle=" ".join(notes),
        author=site,
        icon=absolute(url_for("static", filename="favicon.svg")),
        updated=max((entry.modified for entry in entries), default=datetime.fromisoformat(answer.index.updated_at)),
        entries=entries,
    )


def _entry(hit: Hit, link: Callable[[str, str], str], *, excerpts: bool) -> Entry:
    """A post, with the passages that were sought as its summary, or where none were, with what its author says of it."""
    excerpt = " ".join("".join(span.text for span in fragment.shown) for fragment in hit.highlights.body)
    description = hit.description or ""
    return Entry(
        id=_lasting_id(hit),
        url=absolute(quote(link(hit.url, hit.id), safe=_MAY_STAND, errors="replace")),
        title=_one_line(hit.title),
        published=moment(hit.date),
        updated=moment(hit.updated),
        author=_one_line(hit.author or ""),
        categories=tuple(dict.fromkeys(filter(None, map(_one_line, (*hit.categories, *hit.tags))))),
        summary=_one_line((excerpt or description) if excerpts else (description or excerpt)),
    )


def _lasting_id(hit: Hit) -> str:
    """The same by whatever name this server is asked, and another for each file, also where two have one address; of two
    blogs, files of one name are told apart by the host of their posts."""
    blog = urlsplit(hit.url).netloc if is_published(hit.url) else ""
    return uuid5(NAMESPACE_URL, f"{blog}/{hit.id}").urn


def _title(address: Address, site: str) -> str:
    """What is asked, and of which blog: 味噌 – 検索結果 – タグ: 台所 – 私のブログ."""
    language = reader_language()
    query = _one_line(address.request.query)
    asked = say(language, "results_title", query=query) if query else say(language, "browse_title")
    chosen = (chip.text for chip in chips(address, language))
    return site if address.to(sort="relevance").blank else " – ".join((asked, *chosen, site))


def _last_page(answer: Answer) -> int:
    return min(max(-(-answer.total // PER_FEED), 1), MAX_FEED_PAGE)


def moment(text: str | None) -> datetime | None:
    """An ISO date as RFC 3339 can write it, whose zones have no seconds, as Tokyo had some in 1880; None where there is none."""
    try:
        found = datetime.fromisoformat(text or "")
        found = found if found.tzinfo else found.replace(tzinfo=UTC)
        offset = found.utcoffset()
        return found.astimezone(UTC) if offset and offset.seconds % 60 else found
    except (ValueError, OverflowError):
        return None


def _one_line(text: str) -> str:
    return " ".join(xml_text(text).split())
