"""The web application: pages and API for whatever searches."""

from __future__ import annotations

from flask import Flask

from search.result import Searcher
from web.answer import add_headers, number_request
from web.api import register_api
from web.compress import compress
from web.errors import register_errors
from web.pages import Blog, register_pages


def create_app(searcher: Searcher, *, title: str = "", read_here: bool = False, shortcut: str = "/") -> Flask:
    """The application. `title` stands on every page; without one it is the blog's own.

    A post is a link to where it is published; with `read_here`, for a blog that is not, to our own text of it.
    `shortcut` is the key that leads to the search box; "" is none.
    """
    app = Flask(__name__)
    app.jinja_options = {**app.jinja_options, "trim_blocks": True, "lstrip_blocks": True}
    app.jinja_env.globals["shortcut"] = shortcut
    app.before_request(number_request)
    app.after_request(add_headers)
    app.after_request(compress)
    register_pages(app, Blog(searcher, title, read_here))
    register_api(app, searcher)
    register_errors(app, title=title)
    return app
