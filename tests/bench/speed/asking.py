"""Puts queries to engines, a few to each in turns, so that what else the machine does falls on all alike."""

from __future__ import annotations

import http.client
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from typing import Protocol
from urllib.parse import quote, urlsplit

from msgspec.json import decode, encode

from engine import Part
from processes import sakuin_command, start, stop, worker_command
from worker import Ready, Request, Times

_IN_A_TURN = 20  # queries


class Asked(Protocol):
    def time(self, part: Part, queries: Sequence[str]) -> Times: ...


class Worker:
    """An engine in its process. `started`: seconds from nothing to an open index; `opened`: those of opening it."""

    def __init__(self, engine: str, place: Path) -> None:
        began = time.perf_counter()
        self._process = start(worker_command("answer", engine, place))
        self.opened = decode(self._answer(), type=Ready).opened
        self.started = time.perf_counter() - began
        self.pid = self._process.pid

    def time(self, part: Part, queries: Sequence[str]) -> Times:
        assert self._process.stdin is not None
        self._process.stdin.write(encode(Request(part, list(queries))).decode() + "\n")
        self._process.stdin.flush()
        return decode(self._answer(), type=Times)

    def close(self) -> None:
        stop(self._process)

    def _answer(self) -> str:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line:
            raise RuntimeError(f"the process of an engine has ended: {self._process.args!r}")
        return line


class Server:
    """`sakuin serve`, and one client that keeps its connection. `started`: seconds until it said its address."""

    def __init__(self, place: Path) -> None:
        began = time.perf_counter()
        self._process = start(sakuin_command("serve", "--index", place, "--port", "0"), LANG="C.UTF-8")
        assert self._process.stdout is not None
        self.address = self._process.stdout.readline().strip().rstrip("/")
        address = urlsplit(self.address)
        self.started = time.perf_counter() - began
        self.pid = self._process.pid
        self._connection = http.client.HTTPConnection(address.hostname or "", address.port)

    def time(self, _: Part, queries: Sequence[str]) -> Times:
        """The JSON of a page of ten, from the first byte sent to the last received."""
        times, sizes = [], []
        for query in queries:
            path = f"/api/v1/search?q={quote(query)}"
            began = time.perf_counter()
            self._connection.request("GET", path)
            answer = self._connection.getresponse()
            body = answer.read()
            times.append((time.perf_counter() - began) * 1000)
            if answer.status != http.client.OK:
                raise RuntimeError(f"{path} was answered with {answer.status}")
            sizes.append(decode(body)["total"])
        return Times(times, sizes)

    def close(self) -> None:
        self._connection.close()
        stop(self._process)


@contextmanager
def workers(places: Mapping[str, Path]) -> Iterator[dict[str, Worker]]:
    """A process for each engine, by its name, with the index in its place."""
    with ExitStack() as stack:
        yield {name: stack.enter_context(closing(Worker(name, place))) for name, place in places.items()}


def in_turns(asked: Mapping[str, Asked], part: Part, queries: Sequence[str], *, rounds: int = 1) -> dict[str, Times]:
    """The times of every query, by engine; in each round all queries are asked once."""
    times = {name: Times([], []) for name in asked}
    for _ in range(rounds):
        for at in range(0, len(queries), _IN_A_TURN):
            for name, each in asked.items():
                found = each.time(part, queries[at : at + _IN_A_TURN])
                times[name].milliseconds += found.milliseconds
                times[name].found += found.found
    return times
