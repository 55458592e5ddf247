"""What the HTML page of a search costs beside its JSON: both made anew, in process, of a search that was made before; and what it costs
to send the page again as it was."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import replace

from flask import Flask
from werkzeug.test import EnvironBuilder, run_wsgi_app

from engine import NAMES
from figures import Row, Table, percentile
from search.searcher import open_searcher
from setting import Setting
from web.app import create_app
from web.blog import blog_of, put_blog
from web.responses import Responses

JSON, PAGE, AGAIN = "JSON", "page", "page, sent again"
_URLS = {JSON: "/api/v1/search", PAGE: "/search"}
_TIMES = 5


def measure(setting: Setting) -> Table:
    app = create_app(open_searcher(setting.built("sakuin").place))
    times: dict[str, list[float]] = {JSON: [], PAGE: [], AGAIN: []}
    for query in setting.queries:
        _anew(app, _URLS[JSON], query)
        turns = [{name: _anew(app, url, query) for name, url in _URLS.items()} for _ in range(_TIMES)]
        for turn in turns:
            turn[AGAIN] = _taken(app, _URLS[PAGE], query)
        for name, taken in times.items():
            taken.append(min(turn[name] for turn in turns))
    return Table("pages", "A page beside its JSON, in process", _rows(times), "of JSON", ["CPU time, best of five"])


def _rows(times: dict[str, list[float]]) -> Sequence[Row]:
    sums = {name: sum(taken) for name, taken in times.items()}
    return [
        Row(name, NAMES["sakuin"], sums[name] / len(taken), high=percentile(taken), ratio=sums[name] / sums[JSON])
        for name, taken in times.items()
    ]


def _anew(app: Flask, url: str, query: str) -> float:
    """How long an answer takes that is not sent as it was before."""
    put_blog(app, replace(blog_of(app), responses=Responses()))
    return _taken(app, url, query)


def _taken(app: Flask, url: str, query: str) -> float:
    """How long an answer takes, in milliseconds of the processor."""
    environ = EnvironBuilder(url, query_string={"q": query}, headers={"Accept-Encoding": "gzip"}).get_environ()
    began = time.thread_time()
    body, status, _ = run_wsgi_app(app, environ)
    b"".join(body)
    taken = time.thread_time() - began
    assert status.startswith("200")
    return taken * 1000
