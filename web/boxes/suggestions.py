"""Suggestions while somebody types: for programs and the widget, and in the form that browsers ask for."""

from __future__ import annotations

from functools import partial
from typing import Literal

from flask import Flask, Response, request
from msgspec import UNSET, Struct, UnsetType, convert
from werkzeug.wrappers import Response as AnyResponse

from search.answer import Suggestion
from search.encode import to_json
from web.answers.json import JSON, json_answer
from web.answers.tag import tagged
from web.api.operation import Operation, given
from web.asked.address import Address
from web.asked.page import blank_address
from web.asked.parameters import LANG, Parameter, arguments, read
from web.asked.readers import query, whole
from web.blog import Blog

LIMIT = 8
SUGGEST_PARAMETERS = {"q": Parameter(query), "limit": Parameter(whole(1, 20), default=LIMIT), "lang": LANG}


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


def register_suggestions(app: Flask, blog: Blog) -> None:
    """Give browsers theirs; those for programs are an operation of the API."""
    app.add_url_rule("/suggest", "suggest", partial(browser_suggest, blog))


def suggesting(blog: Blog) -> Operation:
    return Operation(
        "suggest", "/api/v1/suggest", partial(suggest, blog), {JSON: SuggestionsObject}, SUGGEST_PARAMETERS
    )


def suggest(blog: Blog) -> AnyResponse:
    values = given(SUGGEST_PARAMETERS)
    query, limit = convert(values.get("q", ""), str), convert(values["limit"], int)
    return tagged(blog.searcher.state(), query, limit, make=partial(_suggested, blog, query, limit))


def browser_suggest(blog: Blog) -> AnyResponse:
    """What a browser asks for while somebody types in its address bar; it cannot show what is wrong with a parameter."""
    values, _ = read(arguments(request.query_string), SUGGEST_PARAMETERS)
    query = convert(values.get("q", ""), str)
    return tagged(blog.searcher.state(), query, make=partial(_for_browsers, blog, query))


def _for_browsers(blog: Blog, query: str) -> Response:
    found = blog.searcher.suggest(query, limit=LIMIT)
    texts = tuple(dict.fromkeys(each.text for each in found))
    answer = to_json(BrowserSuggestionsObject(query, texts))
    return Response(answer, content_type="application/x-suggestions+json; charset=utf-8")


def _suggested(blog: Blog, query: str, limit: int) -> Response:
    address = blank_address()
    found = blog.searcher.suggest(query, limit=limit)
    return json_answer(SuggestionsObject(query, [_object(each, blog, address) for each in found]))


def _object(suggestion: Suggestion, blog: Blog, address: Address) -> SuggestionObject:
    if suggestion.kind == "tag":
        url = address.narrowed("tags", suggestion.text).url
        return SuggestionObject(suggestion.text, "tag", url, suggestion.count)
    return SuggestionObject(suggestion.text, "title", blog.ways(address).post(suggestion.url, suggestion.id))
