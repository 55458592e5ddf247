"""Clients that ask a server over connections that they keep, with queries out of the blog itself."""

from __future__ import annotations

import http.client
import multiprocessing
import random
import re
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, urlsplit

_WORD = re.compile(r"[ァ-ヺー]{3,8}|[一-鿿]{2,4}")

_POSTS_READ = 200

_KNOWN_QUERIES = 50


@dataclass(frozen=True)
class Load:
    """What the clients ask of whom: picklable, for it is another process that asks."""

    address: str
    path: str
    clients: int
    seconds: float
    words: tuple[str, ...]
    seed: int

    def run(self) -> tuple[list[float], int]:
        """The time that each answer took, in seconds, and how many requests failed."""
        took: list[float] = []
        failed: list[str] = []
        end = time.perf_counter() + self.seconds
        threads = [threading.Thread(target=self._ask, args=(n, end, took, failed)) for n in range(self.clients)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        if failed:
            print(f"failed: {failed[0]}", file=sys.stderr)
        return took, len(failed)

    def _ask(self, number: int, end: float, took: list[float], failed: list[str]) -> None:
        client = Client(self.address)
        for query in queries(self.words, seed=self.seed * 1000 + number):
            began = time.perf_counter()
            if began > end:
                break
            try:
                status = client.get(self.path + quote(query))[0]
            except (OSError, http.client.HTTPException) as error:
                failed.append(repr(error))
                continue
            took.append(time.perf_counter() - began)
            if status != 200:
                failed.append(f"{status} for {query}")
        client.close()


class Client:
    """One connection that is kept; where the server ends it between two requests, as it may, another is made."""

    def __init__(self, address: str) -> None:
        self._connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=60)

    def get(self, path: str, *, accept: str = "gzip") -> tuple[int, bytes]:
        kept = self._connection.sock is not None
        try:
            return self._get(path, accept)
        except (http.client.RemoteDisconnected, ConnectionResetError, BrokenPipeError):
            self.close()
            if not kept:
                raise
            return self._get(path, accept)

    def _get(self, path: str, accept: str) -> tuple[int, bytes]:
        self._connection.request("GET", path, headers={"Accept-Encoding": accept})
        answer = self._connection.getresponse()
        return answer.status, answer.read()

    def close(self) -> None:
        self._connection.close()


def ask(load: Load) -> tuple[list[float], int]:
    """What the clients saw, in another process."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(load.run)


def words_of(posts: Path) -> tuple[str, ...]:
    """Words of the blog, one that is said often more often than others."""
    files = sorted(posts.rglob("*.md"))
    chosen = random.Random(1).sample(files, min(len(files), _POSTS_READ))
    return tuple(word for file in chosen for word in _WORD.findall(file.read_text(encoding="utf-8", errors="replace")))


def queries(words: Sequence[str], *, seed: int) -> Iterator[str]:
    """Queries of one and two words without end: half are of fifty that everybody asks, half are new."""
    shared, own = random.Random(1), random.Random(seed)
    known = [query(words, shared) for _ in range(_KNOWN_QUERIES)]
    while True:
        yield own.choice(known) if own.random() < 0.5 else query(words, own)


def query(words: Sequence[str], chosen: random.Random) -> str:
    return " ".join(chosen.choice(words) for _ in range(chosen.choice((1, 2))))
