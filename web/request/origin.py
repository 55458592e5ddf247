"""By which name this server is asked, for the addresses that must be whole: those in feeds, and what a browser keeps."""

from __future__ import annotations

import re

from flask import request
from werkzeug.exceptions import BadRequest

from web.blog import this_blog
from web.request.address import is_published

_HOST = re.compile(r"(?:[A-Za-z0-9._-]+|\[[0-9A-Fa-f:.]+\])(?::[0-9]{1,5})?")


def refuse_strange_hosts() -> None:
    """Let nothing into our links that is no name of a host. Errors: `BadRequest`."""
    if not (_HOST.fullmatch(request.host) and request.scheme in {"http", "https"}):
        raise BadRequest


def absolute(url: str) -> str:
    """The whole address of a path on this server: by the setting `server.public_url`, else by the name that whoever asks has
    for it; that of any other page as it is."""
    return url if is_published(url) else f"{origin()}{url}"


def origin() -> str:
    return this_blog().settings.server.public_url or f"{request.scheme}://{request.host}"
