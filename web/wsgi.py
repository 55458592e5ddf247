"""The application over an index on this machine, opened and warmed up; and for gunicorn, which serves it from several
processes: gunicorn --preload 'web.wsgi:create()'.
"""

from __future__ import annotations

import atexit
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from flask import Flask

from index.errors import SakuinError
from index.language import Message
from search.searcher import open_searcher
from web.app import create_app
from web.blog import blog_of
from web.exits import exit_code
from web.serving.log import log_on_stderr
from web.serving.number import WARMING_UP
from web.settingfaults import missing
from web.settings import AS_IT_COMES, Settings, read_settings, share_metrics

if TYPE_CHECKING:
    from web.counter import QueryCounter

FIRST_PAGES = (
    "/",
    "/search?q=検索+日本語",
    "/search?q=ヌペロッホ",  # for what may be meant by a word nobody wrote
    "/suggest?q=検索",
)
BUDGET = 2.0  # seconds for an answer; of 2,513 long posts 100 hits of 64 words, explained at length, take 1.6
TURN = 0.0005  # seconds until Python lets another thread go on; with its 5 ms a request of 2 ms waits for one that takes long


def open_app(
    index_dir: Path, settings: Settings = AS_IT_COMES, *, read_here: bool = False, warm: bool = False
) -> Flask:
    """The application over an index; with `warm` it is warmed up first. The file of its settings is named on stderr, and what of its look
    cannot be used. Errors: `IndexUnavailable`."""
    if settings.file:
        _tell(Message(ja=f"設定: {settings.file}", en=f"Settings: {settings.file}"))
    if settings.server.log != "off":
        log_on_stderr(settings.server.log)
    searcher = open_searcher(index_dir, budget=BUDGET)
    sys.setswitchinterval(TURN)
    app = create_app(searcher, settings, read_here=read_here, queries=query_counter(index_dir, settings))
    words = settings.index
    files = (*missing("index.dictionary", words.dictionary), *missing("index.synonyms", words.synonyms))
    for fault in (*files, *blog_of(app).look.faults):
        _tell(fault)
    if warm:
        warm_up(app)
    searcher.keep_up()  # last: the thread that looks for new generations must not begin before a fork
    return app


def query_counter(index_dir: Path, settings: Settings) -> QueryCounter | None:
    """What counts the queries of readers, in a file beside the index; None where they are not to be counted."""
    if not settings.log.queries:
        return None
    from web.counter import QueryCounter

    return QueryCounter(settings.log.beside(index_dir))


def _tell(message: Message) -> None:
    from index.terminal import LANGUAGE

    print(message.to(LANGUAGE), file=sys.stderr)


def warm_up(app: Flask) -> None:
    """Load what the first requests would wait for: the templates, the dictionary, the arrays of the index."""
    client = app.test_client()
    for page in FIRST_PAGES:
        client.get(blog_of(app).settings.server.url_prefix + page, environ_overrides={WARMING_UP: True})


def create() -> Flask:
    """The application that `SAKUIN_*` and `sakuin.toml` name, as `sakuin serve` does without flags. It is made before the
    server forks, and its processes share it. Without an index: a sentence, and the exit code of `sakuin`."""
    if "gunicorn" in sys.modules:
        from web.serving.gunicorn import read_addresses_as_written

        read_addresses_as_written()
    try:
        settings = read_settings()
        if settings.server.metrics:
            share_metrics()
        app = open_app(settings.index.index_dir_for(), settings, warm=True)
        if queries := blog_of(app).queries:
            atexit.register(queries.close)  # in each process that the server forks, too
        return app
    except SakuinError as error:
        _tell(error.message)
        # 4 is also what gunicorn takes for "the application cannot be loaded": it does not try again and again.
        raise SystemExit(exit_code(error)) from None
