"""Suggestions while somebody types, for programs and the widget."""

from __future__ import annotations

from flask import Response
from msgspec import Struct
from msgspec.structs import replace

from search.answer import Suggestion
from web.api.json import JSON, json_answer
from web.api.operation import Operation
from web.blog import this_blog
from web.pages.passages import links_from
from web.request.page import blank_address
from web.request.requests import SuggestRequest


class Suggestions(Struct):
    """What fits what is typed so far. `url` leads to the post, or to the posts with the tag or in the category, which are `count`."""

    query: str
    suggestions: tuple[Suggestion, ...]


def suggest(parameters: SuggestRequest) -> Response:
    suggestions = this_blog().searcher.suggest(parameters.query, limit=parameters.limit)
    return json_answer(Suggestions(parameters.query, tuple(replace(each, url=_url(each)) for each in suggestions)))


def _url(suggestion: Suggestion) -> str:
    address = blank_address()
    match suggestion.kind:
        case "tag":
            return address.narrowing("tags")(suggestion.text)
        case "category":
            return address.narrowing("categories")(suggestion.text)
    return links_from(address).post(suggestion.url, suggestion.id)


SUGGEST = Operation("suggest", "/api/v1/suggest", suggest, {JSON: Suggestions}, SuggestRequest)
