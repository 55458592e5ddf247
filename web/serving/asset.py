"""Our own style, script and icon, each at an address that changes with its content: a browser asks once for each, and never
shows that of another version."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from flask import Response, request

STATIC = Path(__file__).parents[1] / "static"
FOR_EVER = "public, max-age=31536000, immutable"


def asset(name: str) -> str:
    """The address of a file."""
    return f"{request.script_root}/static/{name}?v={_digest(name)}"


def keep_assets(response: Response) -> Response:
    """Let browsers keep a file for ever if its address has its digest. Those of other addresses, as of the widget, they ask for
    again."""
    if request.endpoint == "static" and request.view_args and response.status_code in {200, 304}:
        name = request.view_args["filename"]
        if request.query_string == f"v={_digest(name)}".encode():
            response.headers["Cache-Control"] = FOR_EVER
        if response.status_code == 304:
            response.close()  # the file, which nobody reads to its end
    return response


@cache
def _digest(name: str) -> str:
    return hashlib.blake2b((STATIC / name).read_bytes(), digest_size=6).hexdigest()
