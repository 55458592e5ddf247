"""Numbers for Prometheus: of this process, or of all processes of the server where they share a folder to count in."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import datetime

from flask import Response, g, request
from prometheus_client import CollectorRegistry, Counter, Histogram, disable_created_metrics
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4, generate_latest
from prometheus_client.metrics_core import GaugeMetricFamily, Metric
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

from index.errors import IndexUnavailable
from search.answer import Searcher
from web.api.operation import Operation
from web.serving.number import seconds_taken
from web.settings import metrics_folder

BUCKETS = (0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5)  # seconds
METHODS = {"GET", "HEAD", "OPTIONS", "POST"}

disable_created_metrics()  # type: ignore[no-untyped-call]  # a series with the time of its birth beside each one


class Metrics(Collector):
    """The numbers of an application: its requests, which are counted, and the state of its index. They cannot grow without end,
    for endpoints are counted, not paths."""

    def __init__(self, searcher: Searcher) -> None:
        self._searcher = searcher
        self._registry = CollectorRegistry()
        self._requests = Counter(
            "sakuin_requests", "Requests answered.", ("method", "endpoint", "status"), registry=self._registry
        )
        self._seconds = Histogram(
            "sakuin_request_seconds", "Time to answer.", ("endpoint",), buckets=BUCKETS, registry=self._registry
        )
        self._nothing = Counter("sakuin_searches_without_hits", "Searches without hits.", registry=self._registry)
        if metrics_folder():
            self._registry = CollectorRegistry()
            MultiProcessCollector(self._registry)  # type: ignore[no-untyped-call]
        self._registry.register(self)

    @property
    def operation(self) -> Operation:
        """The operation that answers with them."""
        return Operation(
            "metrics", "/metrics", self._answer, {"text/plain": None}, None, tagged=False, asks_index=False
        )

    def count(self, response: Response) -> Response:
        """Count the request that is answered."""
        method = request.method if request.method in METHODS else "other"
        endpoint = request.endpoint or "none"
        self._requests.labels(method, endpoint, str(response.status_code)).inc()
        self._seconds.labels(endpoint).observe(seconds_taken())
        self._nothing.inc(g.get("found_nothing", False))
        return response

    def collect(self) -> Iterator[Metric]:
        """The generation that answers, and its age; nothing where there is none. The registry calls it."""
        try:
            state = self._searcher.state()
        except IndexUnavailable:
            return
        age = time.time() - datetime.fromisoformat(state.updated_at).timestamp()
        yield GaugeMetricFamily("sakuin_index_generation", "The generation that answers.", value=state.generation)
        yield GaugeMetricFamily("sakuin_index_age_seconds", "The time since it was written.", value=round(age))

    def _answer(self) -> Response:
        return Response(generate_latest(self._registry), content_type=CONTENT_TYPE_PLAIN_0_0_4)
