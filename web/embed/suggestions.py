"""Suggestions while somebody types: for programs and the widget, and in the form that browsers ask for."""

from __future__ import annotations

from functools import partial
from typing import Literal

from flask import Response
from msgspec import UNSET, Struct, UnsetType
from werkzeug.wrappers import Response as AnyResponse

from search.answer import Suggestion
from search.encode import to_json
from web.api.json import json_answer
from web.blog import Blog, this_blog
from web.request.address import Address
from web.request.page import blank_address
from web.request.read import arguments, read
from web.request.requests import SuggestRequest
from web.serving.etag import tagged


class SuggestionObject(Struct):
    """`url` is where it leads: to the post, or to the posts with the tag. `count` is a tag's."""

    text: str
    kind: Literal["tag", "title"]
    url: str
    count: int | UnsetType = UNSET


class SuggestionsObject(Struct):
    query: str
    suggestions: list[SuggestionObject]


class BrowserSuggestionsObject(Struct, array_like=True):
    """Of the OpenSearch Suggestions extension: ["味", ["味噌", "味噌汁"]]."""

    query: str
    texts: tuple[str, ...]


def suggest(asked: SuggestRequest) -> AnyResponse:
    """For programs and the widget: an operation of the API."""
    blog = this_blog()
    return tagged(asked, make=partial(_suggested, blog, asked))


def browser_suggest() -> AnyResponse:
    """What a browser asks for while somebody types in its address bar; it cannot show what is wrong with a parameter."""
    asked, _ = read(arguments(), SuggestRequest)
    blog = this_blog()
    return tagged(asked.query, make=partial(_for_browsers, blog, asked.query))


def _for_browsers(blog: Blog, query: str) -> Response:
    found = blog.searcher.suggest(query)
    texts = tuple(dict.fromkeys(each.text for each in found))
    answer = to_json(BrowserSuggestionsObject(query, texts))
    return Response(answer, content_type="application/x-suggestions+json; charset=utf-8")


def _suggested(blog: Blog, asked: SuggestRequest) -> Response:
    address = blank_address()
    found = blog.searcher.suggest(asked.query, limit=asked.limit)
    return json_answer(SuggestionsObject(asked.query, [_object(each, blog, address) for each in found]))


def _object(suggestion: Suggestion, blog: Blog, address: Address) -> SuggestionObject:
    if suggestion.kind == "tag":
        url = address.narrowed("tags", suggestion.text).url
        return SuggestionObject(suggestion.text, "tag", url, suggestion.count)
    return SuggestionObject(suggestion.text, "title", blog.links(address).post(suggestion.url, suggestion.id))
