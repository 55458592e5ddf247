"""The pages: a search, its results, one post."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import partial

from flask import Flask, Response, redirect, request
from msgspec import convert
from werkzeug.wrappers import Response as AnyResponse

from index.language import Language
from search.asking.syntax import SYNTAX
from search.encode import body_text
from search.result import Searcher, SearchRequest, SearchResult
from web.answer import blank_address, chosen_language, page, reader_language
from web.errors import PostNotFound
from web.links import MAX_PAGE, PER_PAGE, Address, chips, is_published, last_page, page_links, panels, post_url, sorts
from web.parameters import PAGE_PARAMETERS, POST_ID, ParameterProblem, arguments, read, search_request
from web.texts import say

MAX_QUERY = 1000  # every link of a page repeats the query
WHOLE = "base.html"  # the frames of a search: a page,
FRAGMENT = "fragment.html"  # and what a page that is open already puts in the place of what it has
NEWEST = 5
RELATED = 5


@dataclass(frozen=True)
class Blog:
    """What the pages show: the posts of a searcher under a title; `read_here` where the blog is published nowhere."""

    searcher: Searcher
    title: str = ""
    read_here: bool = False

    def link(self, address: Address) -> Callable[[str, str], str]:
        """Where the title of a post leads, given its URL and id."""
        return partial(post_url, address=address, read_here=self.read_here)


def register_pages(app: Flask, blog: Blog) -> None:
    """Give the pages their addresses."""
    app.add_url_rule("/", "home", partial(search, blog))
    app.add_url_rule("/search", "search", partial(search, blog))
    # Another address on purpose: of one that gives both, going back would show the fragment that a browser has kept.
    app.add_url_rule("/search/fragment", "fragment", partial(search, blog, frame=FRAGMENT))
    app.add_url_rule("/help", "help", partial(how_to_search, blog))
    app.add_url_rule("/p/<post_id>", "post", partial(post, blog))


def search(blog: Blog, frame: str = WHOLE) -> AnyResponse:
    """The results, or where nothing is asked a place to begin."""
    address, notes = read_address(request.query_string, reader_language())
    if address.blank:
        return start(blog, address, notes, frame)
    result = blog.searcher.search(address.asked)
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
        title=blog.title or result.index.title,
        notes=(*notes, *(warning.to(language) for warning in result.warnings)),
        result=result,
        chips=chips(address, language),
        sorts=sorts(address, language),
        panels=panels(result, address, language),
        pages=page_links(address, result.total, language),
        last_page=last_page(result.total),
        too_deep=address.page == MAX_PAGE and result.total > MAX_PAGE * PER_PAGE,
        seconds=seconds(result),
        link=blog.link(address),
    )


def start(blog: Blog, address: Address, notes: tuple[str, ...], frame: str) -> Response:
    """What there is to find: tags, years, the newest posts."""
    result = blog.searcher.search(SearchRequest(limit=NEWEST))
    return page(
        "start.html",
        frame=frame,
        address=address,
        title=blog.title or result.index.title,
        notes=notes,
        result=result,
        panels=panels(result, address, reader_language()),
        examples=examples(result, reader_language()),
        link=blog.link(address),
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
    cleared = replace(address.cleared.asked, facets=())
    browse = blog.searcher.search(SearchRequest(limit=NEWEST))
    return page(
        "nothing.html",
        frame=frame,
        address=address,
        title=blog.title or result.index.title,
        notes=(*notes, *(warning.to(language) for warning in result.warnings)),
        result=result,
        browse=browse,
        chips=chips(address, language),
        panels=panels(browse, blank_address(), language),
        without_filters=blog.searcher.search(cleared).total if address.filtered else 0,
        link=blog.link(address),
    )


def post(blog: Blog, post_id: str) -> Response:
    """Our own text of a post, for a blog that is not published yet."""
    document = blog.searcher.post(post_id) if POST_ID.fullmatch(post_id) else None
    if document is None:
        raise PostNotFound
    address = blank_address()
    return page(
        "post.html",
        address=address,
        title=blog.title or blog.searcher.state().title,
        document=document,
        published="" if blog.read_here or not is_published(document.url) else document.url,
        length=len(body_text(document)),
        related=blog.searcher.related(post_id, limit=RELATED) or (),
        link=blog.link(address),
    )


def how_to_search(blog: Blog) -> Response:
    """What can be typed, which keys there are, what is stored."""
    language = reader_language()
    forms = ((form.of("猫", "写真"), form.meaning.to(language)) for form in SYNTAX.values())
    title = blog.title or blog.searcher.state().title
    return page("help.html", address=blank_address(), title=title, forms=tuple(forms))


def read_address(query_string: bytes, language: Language) -> tuple[Address, tuple[str, ...]]:
    """The nearest sensible reading of an address, with a note for each thing that was not."""
    given = [(name, value) for name, value in arguments(query_string) if value and name in PAGE_PARAMETERS]
    values, problems = read(given, PAGE_PARAMETERS)
    asked = search_request(values)
    notes = list(_notes(problems, language))
    if len(asked.query) > MAX_QUERY:
        asked = replace(asked, query=asked.query[:MAX_QUERY])
        notes.append(say(language, "query_cut", n=MAX_QUERY))
    return Address(asked, convert(values.get("page", 1), int), chosen_language()), tuple(notes)


def seconds(result: SearchResult) -> str:
    """The time a search took: 0.02, and below a hundredth 0.002."""
    taken = result.processing_time_ms / 1000
    return f"{taken:.2f}" if taken >= 0.01 else f"{max(taken, 0.001):.3f}"


def _notes(problems: Iterable[ParameterProblem], language: Language) -> Iterable[str]:
    for problem in problems:
        value = problem.value[:40]
        if problem.param == "page":
            yield say(language, "bad_page", value=value)
        elif problem.code in {"repeated_parameter", "too_many"}:
            yield say(language, "ignored_many", reason=problem.message.to(language))
        else:
            yield say(language, "ignored", param=problem.param, value=value, reason=problem.message.to(language))
