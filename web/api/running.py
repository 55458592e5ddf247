"""For whoever runs the server: whether it lives, whether it is ready; and to have it look for a new index."""

from __future__ import annotations

from hmac import compare_digest

from flask import Response, request
from msgspec import Struct

from index.errors import IndexUnavailable
from search.answer import IndexState
from web.api.json import JSON, json_answer
from web.api.operation import Operation
from web.blog import this_blog
from web.problems import LATER, Problem


class Health(Struct):
    status: str


class Ready(Struct):
    status: str
    checks: dict[str, str]


class Reload(Struct):
    index: IndexState


def healthz() -> Response:
    """Say that the server listens, without the index."""
    return json_answer(Health("ok"))


def readyz() -> Response:
    """Say whether an index is open, and whether it is still being built. Errors: `Problem` where none is."""
    try:
        state = this_blog().searcher.state()
    except IndexUnavailable as error:
        checks = {"index": type(error).__name__.removeprefix("Index").lower()}
        raise Problem(503, "index_unavailable", headers=LATER, checks=checks) from error
    return json_answer(Ready("ready", {"index": "ok" if state.state == "ready" else state.state}))


def reload() -> Response:
    """Look for a new generation now. Where a server has several processes, the one that answers does. Errors: `Problem` without
    the token of an administrator."""
    token = this_blog().settings.server.admin_token
    if not token:
        raise Problem(403, "feature_disabled")
    # Not by Werkzeug, which takes a token with a = in it for parameters.
    scheme, _, shown = request.headers.get("Authorization", "").partition(" ")
    token_shown = shown.strip() if scheme.lower() == "bearer" else ""
    if not compare_digest(token_shown.encode("latin-1", "replace"), token.encode("utf-8", "replace")):
        raise Problem(401, "unauthorized", headers={"WWW-Authenticate": 'Bearer realm="sakuin"'})
    return json_answer(Reload(this_blog().searcher.state(reload=True)))


HEALTH = Operation("healthz", "/healthz", healthz, {JSON: Health}, None, tagged=False, asks_index=False)
READY = Operation("readyz", "/readyz", readyz, {JSON: Ready}, None, tagged=False)
RELOAD = Operation(
    "reload", "/api/v1/admin/reload", reload, {JSON: Reload}, None, method="POST", tagged=False, secured=True
)
