"""The searcher that answers from an index on this machine."""

from __future__ import annotations

import gc
import logging
import time
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from math import inf
from pathlib import Path
from threading import Lock, Thread
from weakref import ReferenceType, ref

from index.errors import SakuinError
from search.answer import Answer, IndexState, Part, Post, PostPage, Suggestion
from search.reports.editor import Editor
from search.request import Cursor, Filters, RelatedRequest, SearchRequest
from search.snapshot import generation, open_snapshot
from search.view import View

_LOOK_AGAIN = 1.0  # seconds between two looks for a new generation
_KEEP_UP = 0.2  # seconds between two looks of the thread: a new one is open within a second

_log = logging.getLogger("sakuin.searcher")


def open_searcher(index_dir: Path, *, budget: float = inf) -> IndexSearcher:
    """The searcher of an index. Errors: `IndexMissing`, `IndexOutdated`, `IndexDamaged`."""
    searcher = IndexSearcher(index_dir, budget=budget)
    searcher.state()
    return searcher


class IndexSearcher:
    """Answers from the latest generation; an answer that has begun stays with its own.

    A request that meets a new generation opens it, which takes a while; after `keep_up` a thread does that instead. An answer
    that takes more than `budget` seconds of work is a `SearchTimeout`.
    """

    def __init__(self, index_dir: Path, *, budget: float = inf) -> None:
        self._index_dir, self._budget = index_dir, budget
        self._lock = Lock()
        self._looked = 0.0
        self._generation: tuple[str, int, int] | None = None
        self._view: View | None = None
        self._keeps_up = False
        self._watch: Thread | None = None
        self._logged = ""

    def search(self, request: SearchRequest) -> Answer:
        return self._latest().search(request)

    def posts(self, filters: Filters, *, path: str = "", after: Cursor | None = None, limit: int = 100) -> PostPage:
        return self._latest().posts(filters, path=path, after=after, limit=limit)

    def post(
        self,
        name: str,
        *,
        include: Collection[Part] = (),
        query: str = "",
        exact: bool = False,
        related: RelatedRequest | None = None,
    ) -> Post | None:
        return self._latest().post(name, include=include, query=query, exact=exact, related=related)

    def suggest(self, text: str, *, limit: int = 8) -> tuple[Suggestion, ...]:
        return self._latest().suggest(text, limit=limit)

    def editor(self) -> Editor:
        return self._latest().editor

    def state(self, *, reload: bool = False) -> IndexState:
        if not reload:
            return self._latest().state
        with self._lock:
            return self._look().state

    def keep_up(self) -> None:
        """From the next request on, a thread looks for new generations; the one before answers until the new one is open. If it
        cannot be opened, the log says so, and the one before goes on answering."""
        self._keeps_up = True

    def rest(self) -> None:
        """End the thread: the index may go now."""
        self._keeps_up = False
        if self._watch:
            self._watch.join()

    def _latest(self) -> View:
        view = self._view
        if view is not None and self._keeps_up:
            self._have_watch()
            return view
        if view is not None and time.monotonic() - self._looked < _LOOK_AGAIN:
            return view
        with self._lock:
            return self._look()

    def _look(self) -> View:
        latest = generation(self._index_dir)
        if self._view is None or latest != self._generation:
            with _without_collecting():
                view = View(open_snapshot(self._index_dir), budget=self._budget)
            self._view, self._generation = view, latest
        self._looked = time.monotonic()
        return self._view

    def _have_watch(self) -> None:
        """Start the thread. A request does it, not `keep_up`: no thread survives the fork of a server that has many processes."""
        if self._watch is None or not self._watch.is_alive():
            with self._lock:
                if self._watch is None or not self._watch.is_alive():
                    self._watch = Thread(target=_keep_up, args=(ref(self),), name="new generations", daemon=True)
                    self._watch.start()

    def _keep(self) -> None:
        """Look for a new generation."""
        try:
            self._look()
        except Exception as error:  # nobody's request would show it: the thread logs it once, and looks again
            if self._logged != str(error):
                expected = isinstance(error, SakuinError)
                _log.warning("Answers come from the generation before: %s", error, exc_info=not expected)
            self._logged = str(error)
        else:
            self._logged = ""


@contextmanager
def _without_collecting() -> Iterator[None]:
    """Collect no garbage while a view is opened: its objects stay. To look through them takes a fifth of the time, and holds up
    every other thread for a tenth of a second."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.unfreeze()  # the two together move the objects to the oldest generation, which is rarely collected
        if collecting:
            gc.enable()


def _keep_up(searcher: ReferenceType[IndexSearcher]) -> None:
    """Look for new generations for as long as the searcher lives, and is not told to rest: this thread does not hold it."""
    while (found := searcher()) is not None and found._keeps_up:
        found._keep()
        del found
        time.sleep(_KEEP_UP)
