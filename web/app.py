"""The web application: pages and API for whatever searches."""

from __future__ import annotations

from functools import partial

from flask import Flask

from search.result import Searcher
from web.answer import add_headers, noted, number_request
from web.api import register_api
from web.compress import compress
from web.cors import allow_origin
from web.errors import register_errors
from web.feeds import register_feeds
from web.log import RequestLog
from web.metrics import Metrics
from web.opensearch import register_opensearch
from web.pages import Blog, register_pages
from web.proxy import put_behind_proxy
from web.settings import AS_IT_COMES, Serving
from web.suggestions import register_suggestions
from web.widget import share_widget


def create_app(
    searcher: Searcher, *, title: str = "", read_here: bool = False, serving: Serving = AS_IT_COMES
) -> Flask:
    """The application. `title` stands on every page; without one it is the blog's own.

    A post is a link to where it is published; with `read_here`, for a blog that is not, to our own text of it.
    """
    app = Flask(__name__)
    app.jinja_options = {**app.jinja_options, "trim_blocks": True, "lstrip_blocks": True}
    app.jinja_env.globals["shortcut"] = serving.shortcut
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
    app.after_request(compress)
    app.after_request(share_widget)
    app.config["PAGE_LANGUAGE"] = serving.language
    blog = Blog(searcher, title, read_here, serving.text_fragments)
    register_pages(app, blog)
    register_suggestions(app, blog)
    register_feeds(app, blog)
    register_opensearch(app, blog)
    register_api(app, blog, admin_token=serving.admin_token, metrics=metrics)
    register_errors(app, title=title)
    put_behind_proxy(app, url_prefix=serving.url_prefix, trusted_proxies=serving.trusted_proxies)
    return app
