"""The pages: a search, its results, one post."""

from __future__ import annotations

from functools import partial

from flask import Blueprint

from web.pages.help import how_to_search
from web.pages.post import post
from web.pages.search import FRAGMENT, WHOLE, search
from web.pages.values import values

pages = Blueprint("pages", __name__)
pages.add_url_rule("/", "home", partial(search, WHOLE))
pages.add_url_rule("/search", "search", partial(search, WHOLE))
# Another address on purpose: if it were the same one, a browser that goes back would show the fragment alone.
pages.add_url_rule("/search/fragment", "fragment", partial(search, FRAGMENT))
pages.add_url_rule("/tags", "tags", values)
pages.add_url_rule("/help", "help", how_to_search)
pages.add_url_rule("/p/<post_id>", "post", post)
