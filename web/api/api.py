"""The JSON API: all of its operations, each at its address."""

from __future__ import annotations

from flask import Blueprint

from web.api.export import POSTS
from web.api.json import JSON
from web.api.manual import manual
from web.api.operation import Operation, register
from web.api.posts import POST, RELATED
from web.api.running import HEALTH, METRICS, READY, RELOAD
from web.api.searches import FACET, SEARCH, STATISTICS
from web.embed.suggestions import SuggestionsObject, suggest
from web.request.requests import SuggestRequest

SUGGEST = Operation("suggest", "/api/v1/suggest", suggest, {JSON: SuggestionsObject}, SuggestRequest)


def api(*, metrics: bool) -> Blueprint:
    """The operations at their addresses; that of the metrics where they are counted."""
    asked = (SEARCH, FACET, STATISTICS, POST, RELATED, POSTS, SUGGEST)
    running = (HEALTH, READY, METRICS, RELOAD) if metrics else (HEALTH, READY, RELOAD)
    blueprint = Blueprint("api", __name__)
    for operation in manual(*asked, *running):
        register(blueprint, operation)
    return blueprint
