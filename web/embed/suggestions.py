"""Suggestions while somebody types in the address bar of a browser."""

from __future__ import annotations

import json
from functools import partial

from flask import Response
from werkzeug.wrappers import Response as AnyResponse

from search.answer import Suggestion
from search.query.tree import Filter, typed
from web.blog import Blog, this_blog
from web.request.read import arguments, read
from web.request.requests import SuggestRequest
from web.serving.etag import tagged


def browser_suggest() -> AnyResponse:
    """What fits what is typed so far; a browser cannot show what is wrong with a parameter."""
    parameters, _ = read(arguments(), SuggestRequest)
    return tagged(parameters.query, make=partial(_suggested, this_blog(), parameters.query))


def _suggested(blog: Blog, query: str) -> Response:
    """In the form of the OpenSearch Suggestions extension: ["味", ["味噌", "味噌汁"]]."""
    texts = list(dict.fromkeys(map(_to_search_for, blog.searcher.suggest(query))))
    answer = json.dumps([query, texts], ensure_ascii=False, separators=(",", ":"))
    return Response(answer.encode("utf-8", "replace"), content_type="application/x-suggestions+json; charset=utf-8")


def _to_search_for(suggestion: Suggestion) -> str:
    """A browser asks for the text that was chosen. That finds a title and a tag; a category is found by its filter alone."""
    return typed(Filter("category", suggestion.text)) if suggestion.kind == "category" else suggestion.text
