"""The pages: a search, its results, one post."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import partial

from flask import Flask, Response, g, redirect, request
from msgspec import convert
from werkzeug.wrappers import Response as AnyResponse

from index.document import Document
from index.language import Language
from search.asking.syntax import SYNTAX
from search.encode import body_text
from search.result import RelatedPost, Searcher, SearchRequest, SearchResult
from web.answer import blank_address, chosen_language, page, reader_language
from web.errors import PostNotFound
from web.links import MAX_PAGE, PER_PAGE, Address, chips, is_published, last_page, page_links, panels, sorts
from web.months import month_links
from web.parameters import PAGE_PARAMETERS, POST_ID, ParameterProblem, arguments, read, search_request
from web.passages import Ways
from web.tag import ASKED_AGAIN, tagged
from web.texts import say

MAX_QUERY = 1000  # every link of a page repeats the query
WHOLE = "base.html"  # the frames of a search: a page,
FRAGMENT = "fragment.html"  # and what a page that is open already puts in the place of what it has
NEWEST = 5
RELATED = 5
REASONS = 3
OWN_IDS = ("q", "results", "related")  # of elements of a page, which no heading may have as well


@dataclass(frozen=True)
class Blog:
    """What the pages show: the posts of a searcher under a title; `read_here` where the blog is published nowhere."""

    searcher: Searcher
    title: str = ""
    read_here: bool = False
    text_fragments: bool = True

    def ways(self, address: Address) -> Ways:
        """How posts are reached from the page of an address."""
        return Ways(address, self.read_here, self.text_fragments)

    def tagged(self, *asked: object, make: Callable[[], AnyResponse]) -> AnyResponse:
        """A page, or 304 where the reader's browser has it already."""
        frame = (self.title, self.read_here, self.text_fragments)
        return tagged(self.searcher.state(), frame, asked, make=make, keep=ASKED_AGAIN)


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
    return blog.tagged(address, notes, make=partial(results, blog, address, notes, frame))


def results(blog: Blog, address: Address, notes: tuple[str, ...], frame: str) -> AnyResponse:
    if address.blank:
        return start(blog, address, notes, frame)
    result = blog.searcher.search(address.asked)
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
        title=blog.title or result.index.title,
        notes=(*notes, *(warning.to(language) for warning in result.warnings)),
        result=result,
        chips=chips(address, language),
        sorts=sorts(address, language),
        panels=panels(result, address, language),
        months=month_links(result, address, language),
        pages=page_links(address, result.total, language),
        last_page=last_page(result.total),
        too_deep=address.page == MAX_PAGE and result.total > MAX_PAGE * PER_PAGE,
        seconds=seconds(result),
        ways=blog.ways(address),
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
        ways=blog.ways(address),
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
        ways=blog.ways(blank_address()),
    )


def post(blog: Blog, post_id: str) -> AnyResponse:
    """Our own text of a post, for a blog that is not published yet, with what was asked marked in it."""
    address, _ = read_address(request.query_string, reader_language())
    return blog.tagged(address, make=partial(reading, blog, post_id, address))


def reading(blog: Blog, post_id: str, address: Address) -> Response:
    asked = address.request
    found = POST_ID.fullmatch(post_id) and blog.searcher.marked_post(post_id, query=asked.query, exact=asked.exact)
    if not found:
        raise PostNotFound
    document = found.document
    return page(
        "post.html",
        address=address,
        fresh=blank_address(),
        title=blog.title or blog.searcher.state().title,
        post=found,
        document=document,
        sections=tuple(zip(anchors(document), outline(document), found.sections, strict=True)),
        published="" if blog.read_here or not is_published(document.url) else document.url,
        length=len(body_text(document)),
        related=blog.searcher.related(post_id, limit=RELATED) or (),
        reasons=reasons,
        ways=blog.ways(blank_address()),
    )


def anchors(document: Document) -> tuple[str, ...]:
    """For each section the id of its heading, "" where it has none or another element of the page has it."""
    taken = {"", *OWN_IDS}
    found = []
    for section in document.sections:
        found.append("" if section.anchor in taken else section.anchor)
        taken.add(section.anchor)
    return tuple(found)


def outline(document: Document) -> tuple[int, ...]:
    """For each section the level of its heading below the title of the post, 3 to 6, none passed over: whoever has a page
    read out goes by them."""
    above: list[int] = []
    found = []
    for section in document.sections:
        above = [level for level in above if 0 < level < section.level]  # 0: before the first heading
        above.append(section.level)
        found.append(min(len(above) + 2, 6))
    return tuple(found)


def reasons(related: RelatedPost) -> tuple[str, ...]:
    """A few terms that two posts share, none of them a part or another spelling of one before."""
    found: list[str] = []
    for shared in related.why:
        if not any(shared.term.casefold() in other.casefold() for other in found):
            found.append(shared.term)
    return tuple(found[:REASONS])


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
    number = convert(values.get("page", 1), int)
    return Address(asked, number, chosen_language(), request.script_root), tuple(notes)


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
