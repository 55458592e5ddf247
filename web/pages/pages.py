"""The pages: a search, its results, one post."""

from __future__ import annotations

from functools import partial

from flask import Flask

from web.blog import Blog
from web.pages.help import how_to_search
from web.pages.post import post
from web.pages.search import FRAGMENT, search


def register_pages(app: Flask, blog: Blog) -> None:
    """Give the pages their addresses."""
    app.add_url_rule("/", "home", partial(search, blog))
    app.add_url_rule("/search", "search", partial(search, blog))
    # Another address on purpose: of one that gives both, going back would show the fragment that a browser has kept.
    app.add_url_rule("/search/fragment", "fragment", partial(search, blog, frame=FRAGMENT))
    app.add_url_rule("/help", "help", partial(how_to_search, blog))
    app.add_url_rule("/p/<post_id>", "post", partial(post, blog))
