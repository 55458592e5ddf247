"""What the first visitors of a server wait for: four clients ask for pages and JSON at once, and others do a minute later."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from statistics import median
from urllib.parse import quote
from urllib.request import urlopen

from asking import Server
from engine import NAMES
from figures import Row, Table, percentile
from setting import Setting

AT_ONCE, LATER = "at once", "a minute later"
_CLIENTS, _QUERIES, _MINUTE = 4, 50, 60.0
_PATHS = ("/search?q={}", "/api/v1/search?q={}")


def measure(setting: Setting) -> Table:
    first, later = setting.queries[:_QUERIES], setting.queries[_QUERIES : 2 * _QUERIES]
    with closing(Server(setting.built("sakuin").place)) as server:
        times = {AT_ONCE: list(_asked(server.address, first))}
        time.sleep(_MINUTE)
        times[LATER] = list(_asked(server.address, later))
    rows = [Row(name, NAMES["sakuin"], median(taken), high=percentile(taken)) for name, taken in times.items()]
    notes = [f"{_QUERIES} queries each, none of them twice, by {_CLIENTS} clients on this machine"]
    return Table("first_minute", "The first minute of `sakuin serve`", rows, notes=notes)


def _asked(address: str, queries: Sequence[str]) -> Iterator[float]:
    """How long each answer takes, in milliseconds, while the other clients ask as well. Errors: `HTTPError`."""

    def ask(path: str) -> float:
        began = time.perf_counter()
        with urlopen(address + path) as answer:
            answer.read()
        return (time.perf_counter() - began) * 1000

    with ThreadPoolExecutor(_CLIENTS) as clients:
        yield from clients.map(ask, [path.format(quote(query)) for query in queries for path in _PATHS])
