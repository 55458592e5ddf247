"""Behind a reverse proxy: below a prefix of the address, and told by headers who asks and how."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from flask import Flask, request
from werkzeug.exceptions import NotFound
from werkzeug.middleware.proxy_fix import ProxyFix

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

_OUTSIDE = "sakuin.outside"  # in the environment of a request for what is not ours


def put_behind_proxy(app: Flask, *, url_prefix: str, trusted_proxies: int) -> None:
    """Have everything below `url_prefix`, "" or "/find", which the proxy hands on as it is: what lies outside is not ours.

    Of X-Forwarded-For, -Proto and -Host as many values are believed, from the right, as there are proxies to trust. With
    none, a client could only lie in them.
    """
    served: WSGIApplication = app.wsgi_app
    if url_prefix:
        app.before_request(refuse_outside)
        served = Prefix(served, url_prefix)
    if trusted_proxies:
        served = ProxyFix(served, x_for=trusted_proxies, x_proto=trusted_proxies, x_host=trusted_proxies)
    app.wsgi_app = served  # type: ignore[method-assign, assignment]


class Prefix:
    """An application below a prefix. What lies outside reaches it too, for an answer in its own look."""

    def __init__(self, app: WSGIApplication, prefix: str) -> None:
        self._app, self._prefix = app, prefix

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        path: str = environ.get("PATH_INFO", "")
        inside = f"{path}/".startswith(f"{self._prefix}/")
        moved = {"SCRIPT_NAME": environ.get("SCRIPT_NAME", "") + self._prefix}
        moved |= {"PATH_INFO": path[len(self._prefix) :] or "/"} if inside else {_OUTSIDE: True}
        return self._app({**environ, **moved}, start_response)


def refuse_outside() -> None:
    if request.environ.get(_OUTSIDE):
        raise NotFound
