"""The name of this server, for addresses that are used elsewhere: in feeds, and in the search engines of a browser."""

from __future__ import annotations

import re

from flask import request
from werkzeug.exceptions import BadRequest

from web.blog import this_blog
from web.request.address import is_published

_HOST = re.compile(r"(?:[A-Za-z0-9._-]+|\[[0-9A-Fa-f:.]+\])(?::[0-9]{1,5})?")


class StrangeHost(BadRequest):
    """The host that a request names is no name of a host."""


def refuse_strange_hosts() -> None:
    """Refuse a request whose host is no name of a host: it would stand in our links. Errors: `StrangeHost`."""
    if not (_HOST.fullmatch(request.host) and request.scheme in {"http", "https"}):
        raise StrangeHost


def absolute(url: str) -> str:
    """The whole address of a path on this server; a whole address stays as it is."""
    return url if is_published(url) else f"{origin()}{url}"


def origin() -> str:
    """The setting `server.public_url`, else the scheme and host by which this request reached us."""
    return this_blog().settings.server.public_url or f"{request.scheme}://{request.host}"
