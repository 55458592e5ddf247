"""The JSON API: all of its operations, each at its address."""

from __future__ import annotations

from flask import Blueprint

from web.api.export import POSTS
from web.api.manual import manual
from web.api.operation import Operation, register
from web.api.posts import POST, RELATED
from web.api.running import HEALTH, READY, RELOAD
from web.api.searches import FACET, SEARCH, STATISTICS
from web.api.suggestions import SUGGEST

OPERATIONS = (SEARCH, FACET, STATISTICS, POST, RELATED, POSTS, SUGGEST, HEALTH, READY, RELOAD)


def api(*others: Operation) -> Blueprint:
    """All operations at their addresses: those that every server has, and `others`."""
    blueprint = Blueprint("api", __name__)
    for operation in manual(*OPERATIONS, *others):
        register(blueprint, operation)
    return blueprint
