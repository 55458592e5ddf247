"""The pages: a search, its results, one post."""

from __future__ import annotations

from flask import Blueprint

from web.pages.help import how_to_search
from web.pages.post import post
from web.pages.search import fragment, search

pages = Blueprint("pages", __name__)
pages.add_url_rule("/", "home", search)
pages.add_url_rule("/search", "search", search)
# Another address on purpose: of one that gives both, going back would show the fragment that a browser has kept.
pages.add_url_rule("/search/fragment", "fragment", fragment)
pages.add_url_rule("/help", "help", how_to_search)
pages.add_url_rule("/p/<post_id>", "post", post)
