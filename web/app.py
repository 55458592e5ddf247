"""The web application: pages and API for whatever searches."""

from __future__ import annotations

from contextlib import suppress
from functools import partial

from flask import Flask

from search.answer import Searcher
from web.answers.asset import asset, keep_assets
from web.answers.errors import register_errors
from web.api.api import register_api
from web.asked.origin import refuse_strange_hosts
from web.blog import Blog
from web.boxes.opensearch import register_opensearch
from web.boxes.suggestions import register_suggestions
from web.boxes.widget import share_widget
from web.feeds.feeds import register_feeds
from web.pages.pages import register_pages
from web.serving.compress import compress
from web.serving.cors import allow_origin
from web.serving.headers import add_headers
from web.serving.limit import RateLimit, limit_requests, tell_allowance
from web.serving.log import RequestLog
from web.serving.metrics import Metrics
from web.serving.proxy import put_behind_proxy
from web.serving.request import noted, number_request
from web.settings import AS_IT_COMES, Serving


def create_app(
    searcher: Searcher, *, title: str = "", read_here: bool = False, serving: Serving = AS_IT_COMES
) -> Flask:
    """The application. `title` stands on every page; without one it is the blog's own.

    A post is a link to where it is published; with `read_here`, for a blog that is not, to our own text of it.
    """
    app = Flask(__name__)
    app.jinja_options = {**app.jinja_options, "trim_blocks": True, "lstrip_blocks": True}
    app.jinja_env.globals |= {"shortcut": serving.shortcut, "asset": asset}
    app.before_request(number_request)
    # What is registered first runs last: the log and the metrics see the answer as it is sent.
    metrics = Metrics() if serving.metrics else None
    if serving.log != "off":
        app.after_request(noted(RequestLog(serving.log).add))
    if metrics:
        app.after_request(noted(metrics.add))
    if serving.cors:
        app.after_request(partial(allow_origin, serving.cors))
    app.after_request(add_headers)
    if serving.rate_limit:
        app.before_request(partial(limit_requests, RateLimit(serving.rate_limit)))
        app.after_request(tell_allowance)
    app.after_request(compress)
    app.after_request(share_widget)
    app.after_request(keep_assets)
    app.before_request(refuse_strange_hosts)
    # The edition is all that an answer depends on beside what is asked, and of which index.
    edition = (title, read_here, serving)
    app.config |= {"PAGE_LANGUAGE": serving.language, "PUBLIC_URL": serving.public_url, "EDITION": edition}
    blog = Blog(searcher, title, read_here, serving.text_fragments)
    register_pages(app, blog)
    register_suggestions(app, blog)
    register_feeds(app, blog)
    register_opensearch(app, blog)
    register_api(app, blog, admin_token=serving.admin_token, metrics=metrics)
    register_errors(app, partial(name_of, blog))
    put_behind_proxy(app, url_prefix=serving.url_prefix, trusted_proxies=serving.trusted_proxies)
    return app


def name_of(blog: Blog) -> str:
    """What the blog is called on a page that says what is wrong, which may be its index."""
    with suppress(Exception):
        return blog.name
    return blog.title
