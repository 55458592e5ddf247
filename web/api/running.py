"""What whoever runs the server asks it: does it live, is it ready, what has it done; and have it look for a new index."""

from __future__ import annotations

from functools import partial
from hmac import compare_digest

from flask import Response, request
from msgspec import Struct

from index.errors import IndexUnavailable
from search.answer import Searcher
from search.encode import reload_object
from search.objects import ReloadObject
from web.answers.errors import FeatureDisabled, NotReady, Unauthorized
from web.answers.json import JSON, json_answer
from web.api.operation import Operation
from web.serving.metrics import PROMETHEUS, Metrics


class HealthObject(Struct):
    status: str


class ReadyObject(Struct):
    status: str
    checks: dict[str, str]


def running(searcher: Searcher, admin_token: str, metrics: Metrics | None) -> tuple[Operation, ...]:
    health = Operation("healthz", "/healthz", healthz, {JSON: HealthObject}, {}, tagged=False, asks_index=False)
    ready = Operation("readyz", "/readyz", partial(readyz, searcher), {JSON: ReadyObject}, {}, tagged=False)
    reloads = Operation(
        "reload",
        "/api/v1/admin/reload",
        partial(reload, searcher, admin_token),
        {JSON: ReloadObject},
        {},
        method="POST",
        tagged=False,
        secured=True,
    )
    if metrics is None:
        return health, ready, reloads
    counts = partial(count, searcher, metrics)
    measured = Operation("metrics", "/metrics", counts, {"text/plain": None}, {}, tagged=False, asks_index=False)
    return health, ready, measured, reloads


def healthz() -> Response:
    """That the server listens; it asks nothing of the index."""
    return json_answer(HealthObject("ok"))


def readyz(searcher: Searcher) -> Response:
    """That an index is open."""
    try:
        searcher.state()
    except IndexUnavailable as error:
        raise NotReady({"index": type(error).__name__.removeprefix("Index").lower()}) from error
    return json_answer(ReadyObject("ready", {"index": "ok"}))


def count(searcher: Searcher, metrics: Metrics) -> Response:
    return Response(metrics.written(searcher), content_type=PROMETHEUS)


def reload(searcher: Searcher, token: str) -> Response:
    """Look for a new generation now: of this process, where a server has several."""
    if not token:
        raise FeatureDisabled
    # Not by Werkzeug, which takes a token with a = in it for parameters.
    scheme, _, shown = request.headers.get("Authorization", "").partition(" ")
    told = shown.strip() if scheme.lower() == "bearer" else ""
    if not compare_digest(told.encode("latin-1", "replace"), token.encode("utf-8", "replace")):
        raise Unauthorized
    return json_answer(reload_object(searcher.reload()))
