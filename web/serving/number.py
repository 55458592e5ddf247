"""One request as the server sees it: its number, the time it takes, and whether it comes from outside."""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable

from flask import Response, g, request

WARMING_UP = "sakuin.warming_up"  # in the environment of a request that we make ourselves


def number_request() -> None:
    """Give the request a number, which a reader can pass on and an administrator can find in the log."""
    g.request_id, g.began = secrets.token_hex(8), time.perf_counter()


def noted(note: Callable[[Response], Response]) -> Callable[[Response], Response]:
    """Call `note` after a request, unless it is one that we make ourselves to warm up."""
    return lambda response: response if request.environ.get(WARMING_UP) else note(response)


def seconds_taken() -> float:
    """Since the request began."""
    return time.perf_counter() - float(g.began)
