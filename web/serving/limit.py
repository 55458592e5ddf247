"""How often one client may ask the API: a bucket of tokens for each address, filled again as time goes by.

The headers are those of draft-ietf-httpapi-ratelimit-headers-11, which is no standard yet. Each process of a server counts
for itself.
"""

from __future__ import annotations

import ipaddress
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from math import ceil
from threading import Lock

from flask import Response, g, request

from web.api.errors import RateLimited

WINDOW = 60  # seconds in which an empty bucket is full again
MOST_CLIENTS = 10_000  # that are remembered; of more, those that asked longest ago begin anew
_HOME = 64  # bits of an IPv6 address that one household has for itself


@dataclass(frozen=True)
class Allowance:
    """What a client has left of `most` requests, and the seconds until it has all of them again, or one more if none."""

    most: int
    left: int
    seconds: int
    granted: bool


class RateLimit:
    """`most` requests a minute and client. Any thread may spend of it."""

    def __init__(self, most: int, *, now: Callable[[], float] = time.monotonic) -> None:
        self._most, self._now, self._lock = most, now, Lock()
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()  # tokens, and when they were counted

    def spend(self, client: str) -> Allowance:
        """Take a token out of the client's bucket, if one is left."""
        rate = self._most / WINDOW
        with self._lock:
            now = self._now()
            tokens, counted = self._buckets.pop(client, (self._most, now))
            tokens = min(self._most, tokens + (now - counted) * rate)
            granted = tokens >= 1
            tokens -= granted
            self._buckets[client] = tokens, now
            if len(self._buckets) > MOST_CLIENTS:
                self._buckets.popitem(last=False)
        missing = self._most - tokens if granted else 1 - tokens
        return Allowance(self._most, int(tokens), ceil(missing / rate), granted)


def limit_requests(limit: RateLimit) -> None:
    """Let a request to the API pass, or refuse it. Errors: `RateLimited`."""
    if request.path.startswith("/api/") and request.method != "OPTIONS":
        g.allowance = limit.spend(client_of(request.remote_addr or ""))
        if not g.allowance.granted:
            raise RateLimited(g.allowance.seconds)


def tell_allowance(response: Response) -> Response:
    """The answer, with what the client has left."""
    allowance: Allowance | None = g.get("allowance")
    if allowance is not None:
        response.headers["RateLimit-Policy"] = f'"default";q={allowance.most};w={WINDOW}'
        response.headers["RateLimit"] = f'"default";r={allowance.left};t={allowance.seconds}'
    return response


def client_of(address: str) -> str:
    """Who is meant by an address: of IPv6 its network, of which one client has every address."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return address
    return address if found.version == 4 else str(ipaddress.ip_network((found, _HOME), strict=False))
