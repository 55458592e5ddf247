"""The web application: pages and API over a searcher."""

from __future__ import annotations

import logging
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from flask import Flask, Response, g, request
from flask.globals import request_ctx

from index.errors import IndexUnavailable, InputUnusable
from index.extras import to_install
from search.answer import Searcher
from web.api.api import api
from web.api.problem import problem_document
from web.blog import Blog, put_blog
from web.editor.editor import editor
from web.embed.embed import embed
from web.look import look_of
from web.pages.error import error_page
from web.pages.frame import FILTERS
from web.pages.pages import pages
from web.problems import problem_of, refuse_unreadable_paths
from web.request.origin import refuse_strange_hosts
from web.serving.asset import asset, keep_assets
from web.serving.compress import compress
from web.serving.cors import allow_origin, share_widget
from web.serving.headers import add_headers
from web.serving.log import log_request
from web.serving.look import logo_address, look, style_address
from web.serving.number import noted, number_request
from web.serving.proxy import put_behind_proxy
from web.settings import AS_IT_COMES, Settings, metrics_folder

if TYPE_CHECKING:
    from web.api.metrics import Metrics
    from web.counter import QueryCounter

FOR_PROGRAMS = ("/api/", "/healthz", "/readyz", "/metrics")  # how their addresses begin

_log = logging.getLogger("sakuin.web")


def create_app(
    searcher: Searcher,
    settings: Settings = AS_IT_COMES,
    *,
    read_here: bool = False,
    queries: QueryCounter | None = None,
) -> Flask:
    """The application. Its pages link to posts where they are published; with `read_here`, for a blog that is published
    nowhere, to our own text of them. `queries` counts what readers search for. Errors: `InputUnusable` where the settings ask for
    numbers that cannot be counted."""
    app = Flask(__name__)
    app.jinja_options = {**app.jinja_options, "trim_blocks": True, "lstrip_blocks": True}
    app.jinja_env.globals |= {
        "shortcut": settings.ui.shortcut,
        "days_kept": settings.log.retention_days if settings.log.queries else 0,
        "asset": asset,
        "own_style": style_address,
        "logo": logo_address,
    }
    app.jinja_env.filters |= FILTERS
    put_blog(app, Blog(searcher, settings, read_here, look_of(settings), queries))
    metrics = count_requests(searcher) if settings.server.metrics else None
    app.before_request(number_request)
    # What is registered first runs last: the log and the metrics see the answer as it is sent.
    app.after_request(noted(log_request))
    if metrics:
        app.after_request(noted(metrics.count))
    if queries:
        from web.serving.queries import count_query  # with SQLite, which no other server needs

        app.after_request(noted(count_query))
    if settings.api.cors:
        app.after_request(partial(allow_origin, settings.api.cors))
    app.after_request(add_headers)
    app.after_request(compress)
    app.after_request(share_widget)
    app.after_request(keep_assets)
    app.before_request(refuse_strange_hosts)
    app.before_request(refuse_unreadable_paths)
    for blueprint in (pages, embed, look, editor, api(*([metrics.operation] if metrics else []))):
        app.register_blueprint(blueprint)
    app.register_error_handler(Exception, answer_error)
    put_behind_proxy(app, url_prefix=settings.server.url_prefix, trusted_proxies=settings.server.trusted_proxies)
    return app


def answer_error(error: Exception) -> Response:
    """What goes wrong while a request is answered, as a page, or for programs as a problem document."""
    problem = problem_of(error)
    if isinstance(error, IndexUnavailable):
        _log.warning("%s", error)  # whose sentence names a folder: that is for the log alone
    if problem.code == "internal":
        _log.error("Request %s failed", g.request_id, exc_info=error)
    # Where the host in a request is none, no page can be made: its links could not be.
    for_programs = request.path.startswith(FOR_PROGRAMS) or request_ctx.url_adapter is None
    response = problem_document(problem) if for_programs else error_page(problem)
    response.headers["Cache-Control"] = "no-store"
    response.headers.extend(problem.headers)
    return response


def count_requests(searcher: Searcher) -> Metrics:
    """The numbers for Prometheus. Errors: `InputUnusable` where the package that counts is not installed, or the folder in
    which several processes count is not there."""
    folder = metrics_folder()
    if folder and not Path(folder).is_dir():
        raise InputUnusable(
            ja=f"PROMETHEUS_MULTIPROC_DIR のフォルダー {folder} がありません。",
            en=f"PROMETHEUS_MULTIPROC_DIR names a folder that is not there: {folder}",
        )
    try:
        from web.api.metrics import Metrics
    except ModuleNotFoundError:
        raise InputUnusable(
            ja=f"server.metrics には prometheus-client が必要です。入れるには、{to_install('metrics').ja}",
            en=f"server.metrics needs prometheus-client. Install it with {to_install('metrics').en}.",
        ) from None
    return Metrics(searcher)
