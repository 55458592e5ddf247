"""A search to subscribe to: its newest posts as a feed, which takes the parameters of the results page."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from urllib.parse import quote, urlsplit
from uuid import NAMESPACE_URL, uuid5

from flask import Response, redirect, url_for
from msgspec import UNSET
from msgspec.structs import replace
from werkzeug.wrappers import Response as AnyResponse

from search.answer import Hit
from web.blog import Blog, this_blog
from web.embed.atom import atom
from web.embed.feed import Author, Entry, Feed
from web.embed.xml import xml_text
from web.encode import to_json
from web.pages.links import chips, last_page
from web.pages.passages import links_from
from web.request.address import Address, FeedKind, is_published
from web.request.language import reader_language
from web.request.origin import absolute
from web.request.page import blank_address, read_address
from web.serving.etag import tagged_page
from web.texts import say

PER_FEED = 50
_MAY_STAND = "%/:?#@!$&'()*+,;=-._~"  # in an address, as RFC 3986 has it


def feed(kind: FeedKind) -> AnyResponse:
    address, notes = read_address()
    return tagged_page(address, notes, make=partial(_answer, this_blog(), kind, address, notes))


def _answer(blog: Blog, kind: FeedKind, address: Address, notes: tuple[str, ...]) -> AnyResponse:
    page = address.request.page
    answer = blog.searcher.search(
        replace(
            address.search,
            sort="-date",
            facets=(),
            limit=PER_FEED,
            offset=(page - 1) * PER_FEED,
            duplicates="show",  # whoever subscribes is told of each post
        )
    )
    last = last_page(answer.total, per_page=PER_FEED)
    if page > last:
        return redirect(address.at(1).feed(kind))
    link = links_from(blank_address()).post
    site = _one_line(blog.name) or say(reader_language(), "site")
    part = Feed(
        title=_title(address, site),
        home_page_url=absolute(address.to(sort="-date").url),
        feed_url=absolute(address.feed(kind)),
        description=" ".join(notes) or UNSET,
        next_url=absolute(address.at(page + 1).feed(kind)) if page < last else UNSET,
        favicon=absolute(url_for("static", filename="favicon.svg")),
        authors=(Author(site),),
        # Not those that lack a word: nobody subscribes to what nearly fits.
        items=tuple(_entry(hit, link, excerpts=bool(answer.parsed.all)) for hit in answer.matching),
    )
    if kind == "json":
        return Response(to_json(part), content_type="application/feed+json; charset=utf-8")
    return atom(
        part,
        first_url=absolute(address.at(1).feed(kind)),
        previous_url=absolute(address.at(page - 1).feed(kind)) if page > 1 else "",
        indexed=datetime.fromisoformat(answer.index.updated_at),
    )


def _entry(hit: Hit, link: Callable[[str, str], str], *, excerpts: bool) -> Entry:
    """A post with what is said of it: where words were searched the passages that have them, else what its author says of
    it."""
    excerpt = " ".join("".join(span.text for span in fragment.shown) for fragment in hit.highlights.body)
    description = hit.description or ""
    title, author = _one_line(hit.title), _one_line(hit.author or "")
    summary = _one_line((excerpt or description) if excerpts else (description or excerpt))
    return Entry(
        id=_lasting_id(hit),
        url=absolute(quote(link(hit.url, hit.id), safe=_MAY_STAND, errors="replace")),
        title=title or UNSET,
        content_text=summary or title,
        date_published=moment(hit.date) or UNSET,
        date_modified=moment(hit.updated) or UNSET,
        authors=(Author(author),) if author else UNSET,
        tags=tuple(dict.fromkeys(filter(None, map(_one_line, (*hit.categories, *hit.tags))))),
    )


def _lasting_id(hit: Hit) -> str:
    """An id that does not change with the name of this server. Two files have two ids, even if their posts have one address; of
    two blogs it is the host of their posts that makes them differ."""
    blog = urlsplit(hit.url).netloc if is_published(hit.url) else ""
    return uuid5(NAMESPACE_URL, f"{blog}/{hit.id}").urn


def _title(address: Address, site: str) -> str:
    """What is searched, and in which blog: 味噌 – 検索結果 – タグ: 台所 – 私のブログ."""
    language = reader_language()
    query = _one_line(address.request.query)
    heading = say(language, "results_title", query=query) if query else say(language, "browsing")
    chosen = (chip.text for chip in chips(address, language))
    return site if address.to(sort="relevance").blank else " – ".join((heading, *chosen, site))


def moment(text: str | None) -> datetime | None:
    """The moment of an ISO date, None where there is none. It is in UTC if its zone has seconds, as Tokyo's had in 1880: RFC
    3339 has no way to write those."""
    try:
        parsed = datetime.fromisoformat(text or "")
        parsed = parsed if parsed.tzinfo else parsed.replace(tzinfo=UTC)
        offset = parsed.utcoffset()
        return parsed.astimezone(UTC) if offset and offset.seconds % 60 else parsed
    except (ValueError, OverflowError):
        return None


def _one_line(text: str) -> str:
    return " ".join(xml_text(text).split())
