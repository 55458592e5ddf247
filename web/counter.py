"""What was counted on its way into the log of queries: any number of threads count, one of them writes."""

from __future__ import annotations

import logging
import time
from threading import Lock

from index.errors import SakuinError
from search.querylog import Asked, QueryLog, Tally

MOST_WAITING = 1000  # different queries in memory; more are lost
RESTS = 5.0  # seconds until the next try, where the disk takes nothing, or takes it slowly
_SLOWLY = 0.5  # seconds
_LAST_TRIES = 50  # each of which waits a fiftieth of a second for another process

_log = logging.getLogger("sakuin.queries")


class QueryCounter:
    """Counts in one process what readers search for. What the log does not take waits in memory, and a warning says why, once."""

    def __init__(self, log: QueryLog) -> None:
        self.log = log
        self._waiting: dict[Asked, Tally] = {}
        self._lock, self._writing = Lock(), Lock()
        self._rests_until = 0.0
        self._told = ""

    @property
    def waits(self) -> bool:
        """Whether something is to be written."""
        return bool(self._waiting)

    def count(self, asked: Asked, tally: Tally) -> None:
        """Count something, which `write` writes."""
        with self._lock:
            if asked in self._waiting:
                self._waiting[asked] = self._waiting[asked].plus(tally)
            elif len(self._waiting) < MOST_WAITING:
                self._waiting[asked] = tally

    def write(self) -> None:
        """Write what waits, unless another thread is at it, who then writes this as well."""
        while self._waiting and time.monotonic() >= self._rests_until and self._writing.acquire(blocking=False):
            try:
                self._write()
            finally:
                self._writing.release()

    def close(self) -> None:
        """Write what waits, for the server ends."""
        with self._writing:
            for _ in range(_LAST_TRIES):
                if self._waiting:
                    self._write()
            self.log.close()

    def _write(self) -> None:
        with self._lock:
            taken, self._waiting = self._waiting, {}
        began, well = time.monotonic(), True
        try:
            self.log.add(taken)
            self._told = ""
        except SakuinError as error:
            well = False
            for each in taken.items():
                self.count(*each)
            self._tell(error)
        now = time.monotonic()
        if not well or now - began > _SLOWLY:
            self._rests_until = now + RESTS

    def _tell(self, error: SakuinError) -> None:
        if self._told != str(error):
            _log.warning("Searching goes on, but queries are not counted for now: %s", error)
        self._told = str(error)
