"""All tags, categories and authors of a blog, or of the posts of a search: by count, or by name."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from functools import partial
from itertools import groupby

from flask import Response
from msgspec import Struct
from msgspec.structs import replace
from werkzeug.wrappers import Response as AnyResponse

from index.language import Language
from search.answer import FacetValue
from search.fields import FacetField
from search.request import FacetOrder
from web.blog import Blog, this_blog
from web.pages.frame import page
from web.pages.links import Link, Panel, chips, panels
from web.request.address import Address
from web.request.language import reader_language
from web.request.page import read_address
from web.request.read import arguments, read
from web.request.requests import ValuesRequest
from web.serving.etag import tagged_page
from web.texts import say

FIELDS: tuple[FacetField, ...] = ("tags", "categories", "authors")
MOST = 2000  # of a field on one page; the box finds the others
_ROWS = ("あ", "か", "さ", "た", "な", "は", "ま", "や", "ら", "わ")
_ENDS = "おごぞどのぽもよろん"  # the last kana of each row, in the order of Unicode


class Group(Struct, frozen=True):
    """Values below one heading; the only group of a list by count has none."""

    heading: str
    links: tuple[Link, ...]


class Listed(Struct, frozen=True):
    """The values of one field, and how many there are."""

    panel: Panel
    groups: tuple[Group, ...]


def values() -> AnyResponse:
    """The values of a field among the posts of a search, each with its count and a link that narrows the search to it."""
    address, notes = read_address()
    asked, _ = read((pair for pair in arguments() if pair[0] in ValuesRequest.__struct_fields__), ValuesRequest)
    return tagged_page(address, asked, notes, make=partial(_listing, this_blog(), address, asked, notes))


def _listing(blog: Blog, address: Address, asked: ValuesRequest, notes: tuple[str, ...]) -> Response:
    language = reader_language()
    every = replace(
        address.search,
        limit=1,
        offset=0,
        facets=(asked.field,) if asked.field else FIELDS,
        facet_contains=asked.contains,
        facet_order=asked.order,
        facet_values=MOST,
    )
    answer = blog.searcher.search(every)
    found = panels(answer.facets, address, language, first=sys.maxsize)
    return page(
        "values.html",
        address=address,
        title=blog.name,
        asked=asked,
        notes=notes,
        answer=answer,
        chips=chips(address, language),
        orders=_orders(address, asked, language),
        lists=[Listed(each, _groups(each, answer.facets[each.field].values, asked.order, language)) for each in found],
    )


def _orders(address: Address, asked: ValuesRequest, language: Language) -> tuple[Link, ...]:
    orders: tuple[FacetOrder, ...] = ("count", "name")
    return tuple(
        Link(say(language, f"by_{order}"), address.values(asked.field, order, asked.contains), order == asked.order)
        for order in orders
    )


def _groups(panel: Panel, values: Sequence[FacetValue], order: FacetOrder, language: Language) -> tuple[Group, ...]:
    if order == "count" or panel.field in {"years", "months"}:
        return (Group("", panel.first),)
    headings = {value.value: initial(value.reading or value.value, language) for value in values}
    grouped = groupby(panel.first, key=lambda link: headings[link.text])
    return tuple(Group(heading, tuple(links)) for heading, links in grouped)


def initial(reading: str, language: Language) -> str:
    """The heading of a name in a list by name: a row of the syllabary, か for が, or a letter; one for all that begins with something
    else."""
    first = reading[:1]
    if "ぁ" <= first <= "ん":
        return next(row for row, end in zip(_ROWS, _ENDS, strict=True) if first <= end)
    return first.upper() if "a" <= first <= "z" else say(language, "other_names")
