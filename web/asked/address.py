"""What the address of a results page asks for, and the addresses that ask for something else: the same with one thing changed."""

from __future__ import annotations

import unicodedata
from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Literal
from urllib.parse import quote

from index.language import Language
from search.address import Parameters, query_string, search_parameters
from search.request import FacetField, SearchRequest

PER_PAGE = 10
MAX_PAGE = 1000
_REMEMBERED = 4096  # parts of addresses

FeedKind = Literal["atom", "json"]


@dataclass(frozen=True)
class Address:
    """A results page: what is asked, which page of it, and `lang` where the reader chose one. All addresses lie below
    `root`, which is "" where the pages have a host of their own."""

    request: SearchRequest
    page: int = 1
    lang: Language | None = None
    root: str = ""

    @property
    def url(self) -> str:
        return self._at("/search", self.parameters)

    def feed(self, kind: FeedKind) -> str:
        """The same as a feed, which has its own order: the newest first."""
        ordered = replace(self, request=replace(self.request, sort="relevance"))
        return self._at(f"/feed.{kind}", ordered.parameters)

    @property
    def parameters(self) -> Parameters:
        page = (("page", str(self.page)),) if self.page > 1 else ()
        return (*search_parameters(self.request), *page, *self.language)

    @property
    def language(self) -> Parameters:
        return (("lang", self.lang),) if self.lang else ()

    @property
    def home(self) -> str:
        return self._at("/", self.language)

    def reading(self, post_id: str) -> str:
        """Our own text of a post, which shows what was asked and leads back to it."""
        return self._at(f"/p/{quote(post_id)}", self.parameters)

    @property
    def help(self) -> str:
        return self._at("/help", self.language)

    @property
    def fragment(self) -> str:
        """What changes on this page, without the page."""
        return self._at("/search/fragment", self.parameters)

    @property
    def here(self) -> str:
        """This page, which is the first one where nothing is asked."""
        return self.home if self.blank else self.url

    @property
    def asked(self) -> SearchRequest:
        """The request for just the hits of this page, and the months of a year that is chosen alone."""
        facets = self.request.facets if self.one_year is None else (*self.request.facets, "months")
        return replace(self.request, limit=PER_PAGE, offset=(self.page - 1) * PER_PAGE, facets=facets)

    @property
    def one_year(self) -> int | None:
        """The year that is chosen, where it is one."""
        years = self.request.years
        return years[0] if len(years) == 1 else None

    @property
    def filtered(self) -> bool:
        return self.request != self.cleared.request

    @property
    def blank(self) -> bool:
        """True where nothing is asked: no query, no filter, no order."""
        return not self.request.query.strip() and not self.filtered and self.request.sort == "relevance"

    @property
    def cleared(self) -> Address:
        """The same query and order without its filters."""
        request = self.request
        return self.to(SearchRequest(request.query, sort=request.sort, facets=request.facets))

    @property
    def newest(self) -> Address:
        """All posts, the newest first."""
        return self.to(SearchRequest(sort="-date"))

    @property
    def exactly(self) -> Address:
        """The same search in the spelling typed alone."""
        return self.to(replace(self.request, exact=True))

    @property
    def loosened(self) -> Address:
        return self.to(replace(self.request, exact=False))

    def asking(self, query: str) -> Address:
        return self.to(replace(self.request, query=query))

    def to(self, request: SearchRequest) -> Address:
        """The first page of another request."""
        return replace(self, request=request, page=1)

    def at(self, page: int) -> Address:
        return replace(self, page=page)

    def speaking(self, lang: Language) -> Address:
        return replace(self, lang=lang)

    def toggled(self, field: FacetField, value: str) -> Address:
        """With this value as a filter, or without it where it is one."""
        request = self.request
        if field == "tags":
            return self.to(replace(request, tags=_toggle(request.tags, value)))
        if field == "categories":
            return self.to(replace(request, categories=_toggle(request.categories, value)))
        if field == "years":
            years = _toggle(tuple(str(year) for year in request.years), value)
            return self.to(replace(self.in_any_month.request, years=tuple(int(year) for year in years)))
        return self.to(replace(request, author="" if fold(request.author) == fold(value) else value))

    @property
    def in_any_month(self) -> Address:
        """The same without the month of a year, where one is chosen."""
        since = self.request.since
        return self.toggled_month(since) if since and self.is_in_month(since) else self

    def is_in_month(self, first: date) -> bool:
        """Whether the days of the month that begins then are chosen, and no others; False where none begins then."""
        return first.day == 1 and (self.request.since, self.request.until) == (first, _last_day(first))

    def toggled_month(self, first: date) -> Address:
        """With the days of that month alone, or all days where it is those already."""
        since, until = (None, None) if self.is_in_month(first) else (first, _last_day(first))
        return self.to(replace(self.request, since=since, until=until))

    def narrowed(self, field: Literal["tags", "categories"], value: str) -> Address:
        """With this value as a filter, also where it is one already."""
        chosen = self.request.tags if field == "tags" else self.request.categories
        return self.at(1) if fold(value) in map(fold, chosen) else self.toggled(field, value)

    def _at(self, path: str, parameters: Parameters) -> str:
        return f"{self.root}{path}{'?' if parameters else ''}{'&'.join([_quoted(*pair) for pair in parameters])}"


def fold(value: str) -> str:
    """Width and case away: tags and categories compare like this."""
    return unicodedata.normalize("NFKC", value).casefold()


def is_published(url: str) -> bool:
    """True for an address on the web; any other scheme is not one that we link to."""
    return url.startswith(("https://", "http://"))


@lru_cache(_REMEMBERED)  # a page has a hundred links, and the query is in each
def _quoted(name: str, value: str) -> str:
    return query_string(((name, value),))


def _last_day(first: date) -> date:
    return first.replace(day=monthrange(first.year, first.month)[1])


def _toggle(values: tuple[str, ...], value: str) -> tuple[str, ...]:
    kept = tuple(item for item in values if fold(item) != fold(value))
    return kept if len(kept) < len(values) else (*values, value)
