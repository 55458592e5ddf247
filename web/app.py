"""The web application: pages and API for whatever searches."""

from __future__ import annotations

from flask import Flask

from search.result import Searcher
from web.answer import add_headers, number_request
from web.api import register_api
from web.compress import compress
from web.errors import register_errors
from web.pages import Blog, register_pages
from web.proxy import put_behind_proxy
from web.settings import PageLanguage


def create_app(
    searcher: Searcher,
    *,
    title: str = "",
    read_here: bool = False,
    text_fragments: bool = True,
    language: PageLanguage = "auto",
    url_prefix: str = "",
    trusted_proxies: int = 0,
) -> Flask:
    """The application. `title` stands on every page; without one it is the blog's own.

    A post is a link to where it is published; with `read_here`, for a blog that is not, to our own text of it.
    """
    app = Flask(__name__)
    app.jinja_options = {**app.jinja_options, "trim_blocks": True, "lstrip_blocks": True}
    app.before_request(number_request)
    app.after_request(add_headers)
    app.after_request(compress)
    app.config["PAGE_LANGUAGE"] = language
    register_pages(app, Blog(searcher, title, read_here, text_fragments))
    register_api(app, searcher)
    register_errors(app, title=title)
    put_behind_proxy(app, url_prefix=url_prefix, trusted_proxies=trusted_proxies)
    return app
