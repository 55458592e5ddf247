"""Behind a reverse proxy: below a prefix of the address, and told by headers who asks and how."""

from __future__ import annotations

from flask import Flask
from werkzeug.exceptions import NotFound
from werkzeug.middleware.dispatcher import DispatcherMiddleware
from werkzeug.middleware.proxy_fix import ProxyFix


def put_behind_proxy(app: Flask, *, url_prefix: str, trusted_proxies: int) -> None:
    """Have everything below `url_prefix`, "" or "/find", which the proxy hands on as it is: what lies outside is not ours.

    Of X-Forwarded-For, -Proto and -Host as many values are believed, from the right, as there are proxies to trust. With
    none, a client could only lie in them.
    """
    app.config["URL_PREFIX"], app.config["TRUSTED_PROXIES"] = url_prefix, trusted_proxies
    served = app.wsgi_app
    if url_prefix:
        served = DispatcherMiddleware(NotFound(), {url_prefix: served})
    if trusted_proxies:
        served = ProxyFix(served, x_for=trusted_proxies, x_proto=trusted_proxies, x_host=trusted_proxies)
    app.wsgi_app = served  # type: ignore[method-assign]
