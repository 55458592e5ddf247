"""The results of a search, a place to begin, and a way forward where nothing was found."""

from __future__ import annotations

from functools import partial

from flask import Response, g, redirect
from msgspec.structs import replace
from werkzeug.wrappers import Response as AnyResponse

from index.language import Language
from search.answer import Answer, Facet, Instead
from search.fields import FacetField
from search.query.syntax import SYNTAX
from search.request import SearchRequest
from web.blog import Blog, this_blog
from web.pages.frame import page
from web.pages.links import Link, chips, last_page, page_links, panels, sorts
from web.pages.months import month_links
from web.request.address import MAX_PAGE, PER_PAGE, Address
from web.request.language import reader_language
from web.request.page import blank_address, read_address
from web.serving.etag import tagged_page

WHOLE = "base.html"  # the frames of a search: a page,
FRAGMENT = "fragment.html"  # and what a page that is open already puts in the place of what it has
NEWEST = 5


def search() -> AnyResponse:
    """The results, or where nothing is asked a place to begin."""
    return shown(WHOLE)


def fragment() -> AnyResponse:
    """What changes on a page when the search does; a script puts it into the page that is open."""
    return shown(FRAGMENT)


def shown(frame: str) -> AnyResponse:
    address, notes = read_address()
    blog = this_blog()
    return tagged_page(address, notes, make=partial(results, blog, address, notes, frame))


def results(blog: Blog, address: Address, notes: tuple[str, ...], frame: str) -> AnyResponse:
    if address.blank:
        return start(blog, address, notes, frame)
    answer = blog.searcher.search(address.search)
    g.found_nothing = not answer.total
    if address.page > last_page(answer.total):
        first = address.at(1)
        return redirect(first.fragment if frame == FRAGMENT else first.url)
    language = reader_language()
    notes = (*notes, *(warning.to(language) for warning in answer.warnings))
    if answer.instead:
        return nothing(blog, address, notes, answer, answer.instead, frame)
    return page(
        "search.html",
        frame=frame,
        address=address,
        title=blog.name,
        notes=notes,
        answer=answer,
        meant=meant(address, answer),
        chips=chips(address, language),
        sorts=sorts(address, language),
        panels=panels(facets(blog, address, answer), address, language),
        months=month_links(answer, address, language),
        pages=page_links(address, answer.total, language),
        last_page=last_page(answer.total),
        too_deep=address.page == MAX_PAGE and answer.total > MAX_PAGE * PER_PAGE,
        seconds=seconds(answer),
        links=blog.links(address),
    )


def facets(blog: Blog, address: Address, answer: Answer) -> dict[FacetField, Facet]:
    """The facets of an answer; where a month is chosen, the years of any, for choosing another lets the month go."""
    if address.in_any_month == address:
        return answer.facets
    return answer.facets | blog.searcher.search(replace(address.in_any_month.search, facets=("years",), limit=1)).facets


def meant(address: Address, answer: Answer) -> tuple[Link, ...]:
    """The queries that may be meant, each with how many posts it finds."""
    return tuple(Link(each.query, address.asking(each.query).url, count=each.count) for each in answer.did_you_mean)


def start(blog: Blog, address: Address, notes: tuple[str, ...], frame: str) -> Response:
    """What there is to find: tags, years, the newest posts."""
    answer = blog.searcher.search(SearchRequest(limit=NEWEST))
    return page(
        "start.html",
        frame=frame,
        address=address,
        title=blog.name,
        notes=notes,
        answer=answer,
        panels=panels(answer.facets, address, reader_language()),
        examples=examples(answer, reader_language()),
        links=blog.links(address),
    )


def examples(answer: Answer, language: Language) -> tuple[tuple[str, str], ...]:
    """What can be typed, shown on this blog's own tags, each with its meaning."""
    words = [tag.value for tag in answer.facets["tags"].values if tag.value.isalnum()][:2]
    if len(words) < 2:
        return ()
    one, two = words
    forms = (SYNTAX[name] for name in ("all", "phrase", "without", "tag"))
    return tuple((form.of(one, two), form.meaning.to(language)) for form in forms)


def nothing(
    blog: Blog, address: Address, notes: tuple[str, ...], answer: Answer, instead: Instead, frame: str
) -> Response:
    """A way forward where nothing was found: without the filters, another spelling, popular tags, newest posts."""
    language = reader_language()
    return page(
        "nothing.html",
        frame=frame,
        address=address,
        title=blog.name,
        notes=notes,
        answer=answer,
        meant=meant(address, answer),
        instead=instead,
        chips=chips(address, language),
        panels=panels(instead.facets, blank_address(), language),
        without_filters=instead.without_filters if address.filtered else 0,
        links=blog.links(blank_address()),
    )


def seconds(answer: Answer) -> str:
    """The time a search took: 0.02, and below a hundredth 0.002."""
    taken = answer.processing_time_ms / 1000
    return f"{taken:.2f}" if taken >= 0.01 else f"{max(taken, 0.001):.3f}"
