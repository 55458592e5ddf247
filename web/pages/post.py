"""Our own text of a post."""

from __future__ import annotations

from functools import partial

from flask import Response
from werkzeug.wrappers import Response as AnyResponse

from search.reports.related import RelatedPost
from search.request import RelatedRequest
from web.blog import Blog, this_blog
from web.pages.frame import page
from web.pages.passages import links_from
from web.pages.targets import Targets
from web.pages.text import anchors, note_id, text_of
from web.patience import StillMade, within
from web.problems import Problem
from web.request.address import Address, is_published
from web.request.page import blank_address, read_address
from web.request.requests import is_id
from web.serving.etag import tagged_page

RELATED = 5
REASONS = 3
_PATIENCE = 2.0  # seconds


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
    )
    if not answer or not answer.marked:
        raise Problem(404, "post_not_found")
    structure, links = answer.marked, links_from(blank_address())
    published = "" if blog.read_here or not is_published(answer.url) else answer.url
    ids = anchors(structure.blocks)
    posts = {target: links.post(post.url, post.id) for target, post in structure.linked.items()}
    targets = Targets(published, ids, posts, blog.origin if published else "")
    related = _related(blog, post_id)
    response = page(
        "post.html",
        address=address,
        fresh=blank_address(),
        title=blog.name,
        post=answer,
        structure=structure,
        blocks=text_of(structure.blocks, ids, targets),
        leads_away=targets.leads_away,
        note_id=note_id,
        published=published,
        reasons=reasons,
        links=links,
        related=related,
    )
    if related is None:
        response.headers["Cache-Control"] = "no-store"  # the next who comes sees them
    return response


def _related(blog: Blog, post_id: str) -> tuple[RelatedPost, ...] | None:
    """The posts related to one; None while all posts are compared, which takes seconds on a large blog, once a generation: nobody waits for that
    to read."""
    asking = partial(blog.searcher.post, post_id, related=RelatedRequest(limit=RELATED))
    try:
        found = within(_PATIENCE, asking)
    except StillMade:
        return None
    return (found.related or ()) if found else ()


def reasons(related: RelatedPost) -> tuple[str, ...]:
    """A few of the words that two posts share, or else of their tags."""
    return (tuple(shared.term for shared in related.why) or related.shared_tags)[:REASONS]
