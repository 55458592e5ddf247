"""The results of a search, a place to begin, and a way forward where no post matches."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from flask import Response, g, redirect
from msgspec.structs import replace
from werkzeug.wrappers import Response as AnyResponse

from search.answer import Answer, Facet, Instead
from search.fields import FacetField
from search.request import SearchRequest
from web.blog import Blog, this_blog
from web.pages.frame import page
from web.pages.hits import items
from web.pages.links import chips, last_page, page_links, panels, sorts
from web.pages.months import month_links
from web.pages.passages import links_from
from web.pages.years import year_links
from web.request.address import MAX_PAGE, MOST_SHOWN, Address
from web.request.language import reader_language
from web.request.page import blank_address, read_address
from web.serving.etag import tagged_page

WHOLE, FRAGMENT = "base.html", "fragment.html"  # the templates around a search
NEWEST = 5


def search(frame: str) -> AnyResponse:
    """The results, or where nothing is searched a place to begin: a page, or the part of it that a script puts into the page
    that is open."""
    address, notes = read_address()
    g.asked = address.request
    blog = this_blog()
    return tagged_page(address, notes, make=partial(results, blog, address, notes, frame))


def results(blog: Blog, address: Address, notes: tuple[str, ...], frame: str) -> AnyResponse:
    show = partial(page, frame=frame, address=address, title=blog.name)
    if address.blank:
        return start(blog, address, partial(show, notes=notes))
    answer = blog.searcher.search(address.search)
    g.found_nothing = not answer.total
    if address.request.page > last_page(answer.listed):
        first = address.at(1)
        return redirect(first.fragment if frame == FRAGMENT else first.url)
    language = reader_language()
    notes = (*notes, *(warning.to(language) for warning in answer.warnings))
    searched = answer.corrected or address.request.query
    show = partial(show, notes=notes, answer=answer, chips=chips(address, language), searched=searched)
    if answer.instead:
        return nothing(address, answer.instead, show)
    shown = partial(items, address=address, links=links_from(address.to(query=searched)))
    return show(
        "search.html",
        sorts=sorts(address, language),
        panels=panels(facets(blog, address, answer), address, language),
        months=month_links(answer, address, language),
        pages=page_links(address, answer.listed, language),
        last_page=last_page(answer.listed),
        most_shown=MOST_SHOWN if address.request.page == MAX_PAGE and answer.listed > MOST_SHOWN else 0,
        matching=shown(answer.matching),
        lacking=shown(answer.lacking),
    )


def facets(blog: Blog, address: Address, answer: Answer) -> dict[FacetField, Facet]:
    """The facets of an answer. Where a month is chosen, the years are counted without it, for to choose a year lets the month
    go."""
    if address.in_any_month == address:
        return answer.facets
    return answer.facets | blog.searcher.search(replace(address.in_any_month.search, facets=("years",), limit=1)).facets


def start(blog: Blog, address: Address, show: Callable[..., Response]) -> Response:
    """What there is to read: the newest posts, tags, years."""
    answer = blog.searcher.search(SearchRequest(limit=NEWEST))
    return show(
        "start.html",
        answer=answer,
        panels=panels(answer.facets, address, reader_language()),
        years=year_links(answer, address, reader_language()),
        links=links_from(address),
    )


def nothing(address: Address, instead: Instead, show: Callable[..., Response]) -> Response:
    """A way forward where no post matches: without the filters, another spelling, popular tags, newest posts."""
    return show(
        "nothing.html",
        instead=instead,
        panels=panels(instead.facets, blank_address(), reader_language()),
        without_filters=instead.without_filters if address.filtered else 0,
        links=links_from(blank_address()),
    )
