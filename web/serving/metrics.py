"""What the server has done, for Prometheus to read: counted in this process, since it began."""

from __future__ import annotations

import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import datetime
from threading import Lock

from flask import Response, g, request

from index.errors import IndexUnavailable
from search.answer import Searcher
from web.serving.request import seconds_taken

PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8"
BUCKETS = (0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5)  # seconds
METHODS = {"GET", "HEAD", "OPTIONS", "POST"}

Sample = tuple[str, dict[str, str], float]


class Metrics:
    """Any thread may add to it. Its size is bounded: endpoints are counted, not paths."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._requests: Counter[tuple[str, str, str]] = Counter()
        self._buckets: Counter[tuple[str, float]] = Counter()
        self._seconds: defaultdict[str, float] = defaultdict(float)
        self._nothing = 0

    def add(self, response: Response) -> Response:
        method = request.method if request.method in METHODS else "other"
        endpoint = request.endpoint or "none"
        taken = seconds_taken()
        with self._lock:
            self._requests[method, endpoint, str(response.status_code)] += 1
            self._buckets[endpoint, next((most for most in BUCKETS if taken <= most), float("inf"))] += 1
            self._seconds[endpoint] += taken
            self._nothing += g.get("found_nothing", False)
        return response

    def written(self, searcher: Searcher) -> str:
        """All series in the text format 0.0.4."""
        with self._lock:
            requests, seconds, nothing = [*self._request_samples()], [*self._second_samples()], self._nothing
        lines = [*_series("sakuin_requests_total", "counter", requests)]
        lines += _series("sakuin_request_seconds", "histogram", seconds)
        lines += _series("sakuin_searches_without_hits_total", "counter", [("", {}, nothing)])
        with suppress(IndexUnavailable):  # then there is no generation to tell of
            state = searcher.state()
            age = time.time() - datetime.fromisoformat(state.updated_at).timestamp()
            lines += _series("sakuin_index_generation", "gauge", [("", {}, state.generation)])
            lines += _series("sakuin_index_age_seconds", "gauge", [("", {}, round(age))])
        return "\n".join(lines) + "\n"

    def _request_samples(self) -> Iterator[Sample]:
        for (method, endpoint, status), count in sorted(self._requests.items()):
            yield "", {"method": method, "endpoint": endpoint, "status": status}, count

    def _second_samples(self) -> Iterator[Sample]:
        for endpoint, seconds in sorted(self._seconds.items()):
            count = 0
            for most in (*BUCKETS, float("inf")):
                count += self._buckets[endpoint, most]
                yield "_bucket", {"endpoint": endpoint, "le": f"{most:g}".replace("inf", "+Inf")}, count
            yield "_sum", {"endpoint": endpoint}, seconds
            yield "_count", {"endpoint": endpoint}, count


def _series(name: str, kind: str, samples: Iterable[Sample]) -> Iterator[str]:
    yield f"# TYPE {name} {kind}"
    for suffix, labels, value in samples:
        shown = ",".join(f'{label}="{text}"' for label, text in labels.items())
        yield f"{name}{suffix}{{{shown}}} {value:.15g}" if shown else f"{name}{suffix} {value:.15g}"
