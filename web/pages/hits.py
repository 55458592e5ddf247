"""The hits of a page, as its template lists them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from msgspec import Struct

from search.answer import Copy, Hit
from search.marked import Span
from web.pages.frame import marked
from web.pages.passages import Heading, Passage, PostLinks
from web.request.address import Address


class Label(NamedTuple):
    """A tag or a category, in HTML where something in it matched. `url` narrows the search to it, "" where it is a filter already."""

    url: str
    text: str


class Twin(NamedTuple):
    """A post that says nearly the same as a hit, and where it is read."""

    copy: Copy
    url: str


class Item(Struct, frozen=True):
    """A hit and what is shown of it. `image` and `neighbours`, the address of the posts related to it, are "" where there are none."""

    hit: Hit
    url: str
    image: str
    neighbours: str
    title: tuple[Span, ...]
    passages: tuple[Passage, ...]
    headings: tuple[Heading, ...]
    tags: tuple[Label, ...]
    categories: tuple[Label, ...]
    copies: tuple[Twin, ...]


def items(hits: Iterable[Hit], address: Address, links: PostLinks) -> tuple[Item, ...]:
    """The hits of the page of `address`, from which posts are reached as `links` say."""
    to_tag, to_category = address.narrowing("tags"), address.narrowing("categories")

    def item(hit: Hit) -> Item:
        matched = {"".join(span.text for span in each.spans): marked(each.spans) for each in hit.highlights.tags}
        return Item(
            hit,
            links.post(hit.url, hit.id),
            links.image(hit),
            links.neighbours(hit),
            hit.highlights.title[0].spans if hit.highlights.title else (Span(hit.title),),
            links.passages(hit),
            links.headings(hit),
            tuple(Label(to_tag(tag), matched.get(tag, tag)) for tag in hit.tags),
            tuple(Label(to_category(category), category) for category in hit.categories),
            tuple(Twin(copy, links.post(copy.url, copy.id)) for copy in hit.copies),
        )

    return tuple(map(item, hits))
