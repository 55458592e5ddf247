"""Our own text of a post."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from flask import Response
from werkzeug.wrappers import Response as AnyResponse

from search.answer import MarkedSection, RelatedPost
from search.request import RelatedRequest
from web.blog import Blog, this_blog
from web.pages.frame import page
from web.pages.passages import links_from
from web.problems import Problem
from web.request.address import Address, is_published
from web.request.page import blank_address, read_address
from web.request.requests import is_id
from web.serving.etag import tagged_page

RELATED = 5
REASONS = 3
OWN_IDS = ("q", "results", "related")  # of elements of a page, which no heading may have as well


def post(post_id: str) -> AnyResponse:
    """Our own text of a post, for a blog that is not published yet, with the words of the search marked in it."""
    address, _ = read_address()
    blog = this_blog()
    return tagged_page(address, make=partial(reading, blog, post_id, address))


def reading(blog: Blog, post_id: str, address: Address) -> Response:
    answer = is_id(post_id) and blog.searcher.post(
        post_id,
        include=["marked"],
        query=address.request.query,
        exact=address.request.exact,
        related=RelatedRequest(limit=RELATED),
    )
    if not answer or not answer.marked:
        raise Problem(404, "post_not_found")
    sections = answer.marked.sections
    return page(
        "post.html",
        address=address,
        fresh=blank_address(),
        title=blog.name,
        post=answer,
        marked_post=answer.marked,
        sections=tuple(zip(anchors(sections), outline(sections), sections, strict=True)),
        published="" if blog.read_here or not is_published(answer.url) else answer.url,
        reasons=reasons,
        links=links_from(blank_address()),
    )


def anchors(sections: Sequence[MarkedSection]) -> tuple[str, ...]:
    """For each section the id of its heading, "" where it has none or another element of the page has it."""
    taken = {"", *OWN_IDS}
    ids = []
    for section in sections:
        ids.append("" if section.anchor in taken else section.anchor)
        taken.add(section.anchor)
    return tuple(ids)


def outline(sections: Sequence[MarkedSection]) -> tuple[int, ...]:
    """For each section the level of its heading, 3 to 6, below that of the title. No level is left out, for screen readers go
    from heading to heading by level."""
    above: list[int] = []
    levels = []
    for section in sections:
        above = [level for level in above if 0 < level < section.level]  # 0: before the first heading
        above.append(section.level)
        levels.append(min(len(above) + 2, 6))
    return tuple(levels)


def reasons(related: RelatedPost) -> tuple[str, ...]:
    """A few of the terms that two posts share: none that differs from one before it by case alone, or is a part of it."""
    terms: list[str] = []
    for shared in related.why:
        if not any(shared.term.casefold() in other.casefold() for other in terms):
            terms.append(shared.term)
    return tuple(terms[:REASONS])
