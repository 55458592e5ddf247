"""What `sakuin PATH` and `sakuin demo` do: bring an index up to date, and serve it as soon as there is something to find."""

from __future__ import annotations

import logging
from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path

from index.cli import going_on_with, index_posts, print_report, tell
from index.errors import IndexUnavailable, SakuinError
from index.terminal import LANGUAGE, say
from search.searcher import open_searcher
from web.serving.server import Running
from web.settings import Settings

_log = logging.getLogger("sakuin.index")


def index_and_serve(
    posts: Path, index_dir: Path, settings: Settings, *, start: Callable[[], Running], again: str = ""
) -> None:
    """Index the posts that changed, and serve the index until the process is stopped. `start` starts the server: at once where there
    is an index already, else as soon as titles can be searched, and the rest is built behind it. `again` is the command that goes on
    where Ctrl-C ends the building, "" where nothing is kept. An error behind the server is told, and what was built until then is
    served; any before that is raised."""
    running: list[Running] = []

    def serve_what_is_there() -> None:
        if not running and _has_posts(index_dir):
            running.append(start())
            tell(
                say(
                    "もう検索できます。続きは読めたものから加わります。",
                    "It can be searched by now; the rest is added as it is read.",
                )
            )

    if posts.is_dir() and _has_posts(index_dir):
        running.append(start())
    try:
        with going_on_with(again) if again else nullcontext():
            print_report(index_posts(posts, index_dir, settings, searchable=serve_what_is_there))
    except KeyboardInterrupt:
        for each in running:
            each.stop()
        raise
    except Exception as error:
        if not running:
            raise
        _tell_of(error)
    if not running:
        running.append(start())
    running[0].wait()


def _has_posts(index_dir: Path) -> bool:
    try:
        return open_searcher(index_dir).state().documents > 0
    except IndexUnavailable:  # of another version, which is being built anew
        return False


def _tell_of(error: Exception) -> None:
    tell(
        say(
            "索引の作成が止まりました。ここまでの分は検索できます。",
            "The indexing stopped. What was done so far can be searched.",
        )
    )
    if isinstance(error, SakuinError):
        tell(error.message.to(LANGUAGE))
    else:
        _log.error("The indexing failed", exc_info=error)
