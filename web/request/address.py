"""The address of a results page, and those that the page links to: the same search with one thing changed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from typing import Literal

from msgspec import structs

from index.days import is_month, last_of_month
from index.labels import label_key
from index.language import Language
from search.declaration import declarations
from search.fields import BY_FACET, FIELDS, Elsewhere, FacetField
from search.request import MAX_OFFSET, FacetOrder, SearchRequest
from web.request.parameters import Parameters, parameters_of, query_string
from web.request.percent import percent_encoded
from web.request.requests import PageRequest, ValuesRequest, search_request

PER_PAGE = 10
MAX_PAGE = MAX_OFFSET // PER_PAGE + 1
MOST_SHOWN = MAX_PAGE * PER_PAGE  # hits, on all pages
_REMEMBERED = 4096  # parts of addresses

FeedKind = Literal["atom", "json"]


@dataclass(frozen=True)
class Address:
    """A results page, by the request that it answers. All addresses begin with `root`: "", or the prefix below which a proxy
    has the pages."""

    request: PageRequest
    root: str = ""

    @property
    def url(self) -> str:
        return f"{self.root}/search{self._query}"

    def feed(self, kind: FeedKind) -> str:
        """The feed of this search. It has no order to choose: it lists the newest first."""
        return f"{self.root}/feed.{kind}{self._feed_query}"

    @cached_property
    def parameters(self) -> Parameters:
        """The request as parameters of an address, defaults left out."""
        return parameters_of(self.request)

    @property
    def language(self) -> Parameters:
        return (("lang", self.request.lang),) if self.request.lang else ()

    @property
    def home(self) -> str:
        return self._at("/", parameters_of(PageRequest(lang=self.request.lang, back=self.request.back)))

    def reading(self, post_id: str) -> str:
        """Our own text of a post, with the words of this search marked, and a link back to it."""
        return f"{self.root}/p/{percent_encoded(post_id)}{self._query}"

    @property
    def home_values(self) -> str:
        """All tags, categories and authors of the blog."""
        return self._at("/tags", self.language)

    def values(self, field: FacetField | None, order: FacetOrder = "count", contains: str = "") -> str:
        """All values of a field among the posts of this search."""
        chosen = parameters_of(ValuesRequest(field=field, order=order, contains=contains))
        return self._at("/tags", (*chosen, *self.at(1).parameters))

    @property
    def help(self) -> str:
        return self._at("/help", self.language)

    @property
    def manual(self) -> str:
        """How programs ask."""
        return self._at("/api/v1/docs", self.language)

    def editor(self, page: str = "", **parameters: str) -> str:
        """A page for the editor of the blog."""
        return self._at(f"/editor/{page}", (*parameters.items(), *self.language))

    @property
    def fragment(self) -> str:
        """The part of this page that changes with the search."""
        return f"{self.root}/search/fragment{self._query}"

    @property
    def here(self) -> str:
        """The address of this page: of the start page where the request is blank."""
        return self.home if self.blank else self.url

    @property
    def search(self) -> SearchRequest:
        """The request for the hits of this page. Where one year alone is chosen, its months are counted too."""
        request = search_request(self.request)
        facets = request.facets if self.one_year is None else (*request.facets, "months")
        return structs.replace(request, limit=PER_PAGE, offset=(self.request.page - 1) * PER_PAGE, facets=facets)

    @property
    def one_year(self) -> int | None:
        """The year that is chosen, None where it is not exactly one."""
        years = self.request.years
        return years[0] if len(years) == 1 else None

    @property
    def filtered(self) -> bool:
        return self.at(1) != self.cleared

    @property
    def blank(self) -> bool:
        """True where there is no query, no filter and no order."""
        return not self.request.query.strip() and not self.filtered and self.request.sort == "relevance"

    @property
    def cleared(self) -> Address:
        """The first page of its query and order, without its filters."""
        request = self.request
        return Address(PageRequest(request.query, sort=request.sort, lang=request.lang, back=request.back), self.root)

    @property
    def newest(self) -> Address:
        """All posts, the newest first."""
        return Address(PageRequest(sort="-date", lang=self.request.lang, back=self.request.back), self.root)

    def to(self, **changes: object) -> Address:
        """The first page of the request with these changes."""
        return self._with(page=1, **changes)

    def at(self, page: int) -> Address:
        return self if page == self.request.page else self._with(page=page)

    def speaking(self, lang: Language) -> Address:
        return self._with(lang=lang)

    def toggled(self, field: FacetField, value: str) -> Address:
        """This search with the value as a filter, or without it where it is one already."""
        name, values = BY_FACET[field].chosen, _toggle(BY_FACET[field].chosen_in(self.request), value)
        if field == "years":
            return self.in_any_month.to(years=tuple(map(int, values)))
        one = isinstance(getattr(self.request, name), str)
        return self.to(**{name: "".join(values[-1:]) if one else values})

    @property
    def in_any_month(self) -> Address:
        """This search without its filter by month, if it has one."""
        since = self.request.since
        return self.toggled_month(since) if since and self.is_in_month(since) else self

    def is_in_month(self, first: date) -> bool:
        """Whether the filter by days is the month that begins on `first`."""
        return first == self.request.since and is_month(first, self.request.until)

    def toggled_month(self, first: date) -> Address:
        """This search in the month that begins on `first`, or in any month where that one is chosen already."""
        since, until = (None, None) if self.is_in_month(first) else (first, last_of_month(first))
        return self.to(since=since, until=until)

    def moved(self, found: Elsewhere) -> Address:
        """This search with a filter on the field that has the value."""
        moved = self.to(query=found.query)
        fields = {field.name: field for field in FIELDS}
        old, new = found.filter and fields[found.filter], fields[found.found]
        if old is None or found.value not in old.chosen_in(self.request):
            return moved
        return moved.toggled(old.facet, found.value).toggled(new.facet, found.value)

    def narrowing(self, field: FacetField) -> Callable[[str], str]:
        """The URL of this search with one more value of a field as a filter, by the value; "" where that is one already. What stands
        around the value is encoded once: a page has a hundred such links."""
        row = BY_FACET[field]
        chosen = {label_key(value) for value in row.chosen_in(self.request)}
        start = {"years": self.in_any_month, "authors": self.to(author="")}.get(field, self).at(1)
        names = tuple(declarations(PageRequest))
        behind = names[names.index(row.name) + 1 :]
        before = "".join([f"{_quoted(*pair)}&" for pair in start.parameters if pair[0] not in behind])
        after = "".join([f"&{_quoted(*pair)}" for pair in start.parameters if pair[0] in behind])

        def url(value: str) -> str:
            if chosen and label_key(value) in chosen:
                return ""
            added = _quoted(row.name, value.lstrip("0") if field == "years" else value)
            return f"{self.root}/search?{before}{added}{after}"

        return url

    def _with(self, **changes: object) -> Address:
        return Address(structs.replace(self.request, **changes), self.root)

    def _at(self, path: str, parameters: Parameters) -> str:
        return f"{self.root}{path}{_query(parameters)}"

    @cached_property
    def _query(self) -> str:
        return _query(self.parameters)

    @cached_property
    def _feed_query(self) -> str:
        return _query(self._with(sort="relevance", back="").parameters)


def is_published(url: str) -> bool:
    """Whether an address is on the web; we link to no other."""
    return url.startswith(("https://", "http://"))


def _query(parameters: Parameters) -> str:
    return f"{'?' if parameters else ''}{'&'.join([_quoted(*pair) for pair in parameters])}"


@lru_cache(_REMEMBERED)  # a page has a hundred links, and the query is in each
def _quoted(name: str, value: str) -> str:
    return query_string(((name, value),))


def _toggle(values: tuple[str, ...], value: str) -> tuple[str, ...]:
    others = tuple(item for item in values if label_key(item) != label_key(value))
    return others if len(others) < len(values) else (*values, value)
