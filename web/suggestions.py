"""Suggestions while somebody types: for programs and the widget, and in the form that browsers ask for."""

from __future__ import annotations

from functools import partial

from flask import Flask, Response, request
from msgspec import UNSET, Struct, UnsetType, convert

from search.encode import to_json
from search.result import Suggestion
from web.answer import blank_address, json_answer
from web.errors import BadParameters
from web.links import Address
from web.pages import Blog
from web.parameters import LANG, Parameter, arguments, plain, read, whole

SUGGEST_PARAMETERS = {"q": Parameter(plain), "limit": Parameter(whole(1, 20)), "lang": LANG}
LIMIT = 8


class SuggestionObject(Struct):
    """`url` is where it leads: to the post, or to the posts with the tag. `count` is a tag's."""

    text: str
    kind: str
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
    """Give the suggestions their addresses."""
    app.add_url_rule("/api/v1/suggest", "api_suggest", partial(suggest, blog))
    app.add_url_rule("/suggest", "suggest", partial(browser_suggest, blog))


def suggest(blog: Blog) -> Response:
    values, problems = read(arguments(request.query_string), SUGGEST_PARAMETERS)
    if problems:
        raise BadParameters(problems)
    query = str(values.get("q", ""))
    found = blog.searcher.suggest(query, limit=convert(values.get("limit", LIMIT), int))
    address = blank_address()
    return json_answer(SuggestionsObject(query, [_object(each, blog, address) for each in found]))


def browser_suggest(blog: Blog) -> Response:
    """What a browser asks for while somebody types in its address bar; it cannot show what is wrong with a parameter."""
    query = plain(request.args.get("q", ""))
    found = blog.searcher.suggest(query, limit=LIMIT)
    texts = tuple(dict.fromkeys(each.text for each in found))
    answer = to_json(BrowserSuggestionsObject(query, texts))
    return Response(answer, content_type="application/x-suggestions+json; charset=utf-8")


def _object(suggestion: Suggestion, blog: Blog, address: Address) -> SuggestionObject:
    if suggestion.kind == "tag":
        url = address.narrowed("tags", suggestion.text).url
        return SuggestionObject(suggestion.text, "tag", url, suggestion.count)
    return SuggestionObject(suggestion.text, "title", blog.link(address)(suggestion.url, suggestion.id))
