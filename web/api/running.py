"""What whoever runs the server asks it: does it live, is it ready, what has it done; and have it look for a new index."""

from __future__ import annotations

from hmac import compare_digest

from flask import Response, request
from msgspec import Struct

from index.errors import IndexUnavailable
from search.answer import IndexState
from web.api.errors import FeatureDisabled, NotReady, Unauthorized
from web.api.json import JSON, json_answer
from web.api.operation import Operation
from web.blog import this_blog


class HealthObject(Struct):
    status: str


class ReloadObject(Struct):
    index: IndexState


class ReadyObject(Struct):
    status: str
    checks: dict[str, str]


def healthz() -> Response:
    """That the server listens; it asks nothing of the index."""
    return json_answer(HealthObject("ok"))


def readyz() -> Response:
    """That an index is open."""
    try:
        this_blog().searcher.state()
    except IndexUnavailable as error:
        raise NotReady({"index": type(error).__name__.removeprefix("Index").lower()}) from error
    return json_answer(ReadyObject("ready", {"index": "ok"}))


def reload() -> Response:
    """Look for a new generation now: of this process, where a server has several."""
    token = this_blog().settings.server.admin_token
    if not token:
        raise FeatureDisabled
    # Not by Werkzeug, which takes a token with a = in it for parameters.
    scheme, _, shown = request.headers.get("Authorization", "").partition(" ")
    token_shown = shown.strip() if scheme.lower() == "bearer" else ""
    if not compare_digest(token_shown.encode("latin-1", "replace"), token.encode("utf-8", "replace")):
        raise Unauthorized
    return json_answer(ReloadObject(this_blog().searcher.state(reload=True)))


HEALTH = Operation("healthz", "/healthz", healthz, {JSON: HealthObject}, None, tagged=False, asks_index=False)
READY = Operation("readyz", "/readyz", readyz, {JSON: ReadyObject}, None, tagged=False)
RELOAD = Operation(
    "reload", "/api/v1/admin/reload", reload, {JSON: ReloadObject}, None, method="POST", tagged=False, secured=True
)
