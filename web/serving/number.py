"""One request as the server sees it: its number, the time it takes, and whether somebody made it."""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable

from flask import Response, g, request

WARMING_UP = "sakuin.warming_up"  # in the environment of a request that nobody makes but we


def number_request() -> None:
    """Give the request a number that a reader can tell and an administrator can find in the log."""
    g.request_id, g.began = secrets.token_hex(8), time.perf_counter()


def noted(note: Callable[[Response], Response]) -> Callable[[Response], Response]:
    """`note`, but not of requests that we make ourselves."""
    return lambda response: response if request.environ.get(WARMING_UP) else note(response)


def seconds_taken() -> float:
    """Since the request began."""
    return time.perf_counter() - float(g.began)
