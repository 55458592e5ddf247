"""Behind a reverse proxy: below a prefix of the address, and with headers that say who asks, and by which name."""

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
    """Serve everything below `url_prefix`, "" or "/find", which the proxy leaves in the path, and refuse any other path.

    Of X-Forwarded-For, -Proto and -Host the last `trusted_proxies` values are believed: a client can write any others.
    """
    served: WSGIApplication = app.wsgi_app
    if url_prefix:
        app.before_request(refuse_outside)
        served = below(url_prefix, served)
    if trusted_proxies:
        served = ProxyFix(served, x_for=trusted_proxies, x_proto=trusted_proxies, x_host=trusted_proxies)
    app.wsgi_app = served  # type: ignore[method-assign, assignment]


def below(prefix: str, app: WSGIApplication) -> WSGIApplication:
    """The application below a prefix. A request for what lies outside reaches it too, marked as such: it has the page for
    that."""

    def served(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        path: str = environ.get("PATH_INFO", "")
        inside = f"{path}/".startswith(f"{prefix}/")
        moved = {"SCRIPT_NAME": environ.get("SCRIPT_NAME", "") + prefix}
        moved |= {"PATH_INFO": path[len(prefix) :] or "/"} if inside else {_OUTSIDE: True}
        return app({**environ, **moved}, start_response)

    return served


def refuse_outside() -> None:
    if request.environ.get(_OUTSIDE):
        raise NotFound
