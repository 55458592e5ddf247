"""The results of a search, a place to begin, and a way forward where nothing was found."""

from __future__ import annotations

from functools import partial

from flask import Response, g, redirect
from msgspec.structs import replace
from werkzeug.wrappers import Response as AnyResponse

from index.language import Language
from search.answer import Facet, SearchResult
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
    result = blog.searcher.search(address.search)
    g.found_nothing = not result.total
    if address.page > last_page(result.total):
        first = address.at(1)
        return redirect(first.fragment if frame == FRAGMENT else first.url)
    if result.match == "none":
        return nothing(blog, address, notes, result, frame)
    language = reader_language()
    return page(
        "search.html",
        frame=frame,
        address=address,
        title=blog.name,
        notes=(*notes, *(warning.to(language) for warning in result.warnings)),
        result=result,
        meant=meant(blog, address, result),
        chips=chips(address, language),
        sorts=sorts(address, language),
        panels=panels(facets(blog, address, result), address, language),
        months=month_links(result, address, language),
        pages=page_links(address, result.total, language),
        last_page=last_page(result.total),
        too_deep=address.page == MAX_PAGE and result.total > MAX_PAGE * PER_PAGE,
        seconds=seconds(result),
        links=blog.links(address),
    )


def facets(blog: Blog, address: Address, result: SearchResult) -> tuple[Facet, ...]:
    """The facets of an answer; where a month is chosen, the years of any, for choosing another lets the month go."""
    if address.in_any_month == address:
        return result.facets
    (years,) = blog.searcher.search(replace(address.in_any_month.search, facets=("years",), limit=1)).facets
    return tuple(years if facet.field == "years" else facet for facet in result.facets)


def meant(blog: Blog, address: Address, result: SearchResult) -> tuple[Link, ...]:
    """The queries that may be meant, each with how many posts it finds."""
    queries = ((text, address.asking(text)) for text in result.suggestions)
    return tuple(Link(text, to.url, count=count(blog, to)) for text, to in queries)


def count(blog: Blog, address: Address) -> int:
    """How many posts an address finds; no more is asked than that."""
    return blog.searcher.search(replace(address.search, limit=1, facets=())).total


def start(blog: Blog, address: Address, notes: tuple[str, ...], frame: str) -> Response:
    """What there is to find: tags, years, the newest posts."""
    result = blog.searcher.search(SearchRequest(limit=NEWEST))
    return page(
        "start.html",
        frame=frame,
        address=address,
        title=blog.name,
        notes=notes,
        result=result,
        panels=panels(result.facets, address, reader_language()),
        examples=examples(result, reader_language()),
        links=blog.links(address),
    )


def examples(result: SearchResult, language: Language) -> tuple[tuple[str, str], ...]:
    """What can be typed, shown on this blog's own tags, each with its meaning."""
    tags = [value.value for facet in result.facets if facet.field == "tags" for value in facet.values]
    words = [tag for tag in tags if tag.isalnum()][:2]
    if len(words) < 2:
        return ()
    one, two = words
    forms = (SYNTAX[name] for name in ("all", "phrase", "without", "tag"))
    return tuple((form.of(one, two), form.meaning.to(language)) for form in forms)


def nothing(blog: Blog, address: Address, notes: tuple[str, ...], result: SearchResult, frame: str) -> Response:
    """A way forward where nothing was found: without the filters, another spelling, popular tags, newest posts."""
    language = reader_language()
    browse = blog.searcher.search(SearchRequest(limit=NEWEST))
    return page(
        "nothing.html",
        frame=frame,
        address=address,
        title=blog.name,
        notes=(*notes, *(warning.to(language) for warning in result.warnings)),
        result=result,
        meant=meant(blog, address, result),
        browse=browse,
        chips=chips(address, language),
        panels=panels(browse.facets, blank_address(), language),
        without_filters=count(blog, address.cleared) if address.filtered else 0,
        links=blog.links(blank_address()),
    )


def seconds(result: SearchResult) -> str:
    """The time a search took: 0.02, and below a hundredth 0.002."""
    taken = result.processing_time_ms / 1000
    return f"{taken:.2f}" if taken >= 0.01 else f"{max(taken, 0.001):.3f}"
