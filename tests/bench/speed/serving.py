"""How many requests a second Sakuin answers over HTTP, and how long each takes.

`sakuin serve` and gunicorn with two processes, pages and JSON, at 1, 8 and 32 clients that keep their connection; alone,
and while a post is edited and `sakuin index` run over and over. Half of the queries come back, half are new. The clients
run in a process of their own, on the same machine. `found` is how long a word that was written into a post takes to be
found, once `sakuin index` has ended.
"""

from __future__ import annotations

import argparse
import http.client
import json
import multiprocessing
import os
import random
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import asdict, dataclass
from importlib.util import find_spec
from pathlib import Path
from statistics import median, quantiles
from urllib.parse import quote, urlsplit

ROOT = Path(__file__).resolve().parents[3]
SAKUIN = (sys.executable, "-c", "import sys; from web.cli import main; sys.exit(main())")
FORMS = {"HTML": "/search?q=", "JSON": "/api/v1/search?q="}
CLIENTS = (1, 8, 32)
SLOW = 1.0  # seconds
LONGEST = 30.0  # seconds until an edit is given up

_WORD = re.compile(r"[ァ-ヺー]{3,8}|[一-鿿]{2,4}")
_POSTS_READ = 200
_KNOWN_QUERIES = 50


@dataclass(frozen=True)
class Row:
    """The requests of one measurement; times in milliseconds."""

    server: str
    state: str
    form: str
    clients: int
    per_second: float
    p50: float
    p95: float
    p99: float
    most: float
    failed: int
    slow: int


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


class Writer:
    """Edits one post and indexes it, over and over, until it is stopped; and looks when each edit is found."""

    def __init__(self, address: str, posts: Path, place: Path) -> None:
        self._post = next(iter(sorted(posts.rglob("*.md"))))
        self._posts, self._place = posts, place
        self._client = Client(address)
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._run)
        self.found: list[float] = []

    def __enter__(self) -> Writer:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stopped.set()
        self._thread.join()
        self._client.close()

    def _run(self) -> None:
        while not self._stopped.is_set():
            word = f"zq{time.time_ns()}"
            with self._post.open("a", encoding="utf-8") as file:
                file.write(f"\n\n{word} と書いた。\n")
            index(self._posts, self._place)
            began = time.perf_counter()
            while not self._finds(word) and time.perf_counter() - began < LONGEST:
                time.sleep(0.02)
            self.found.append(time.perf_counter() - began)

    def _finds(self, word: str) -> bool:
        body = self._client.get(f"/api/v1/search?q={word}&mode=all&facets=", accept="identity")[1]
        return bool(json.loads(body)["total"])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("posts", type=Path, help="a blog; it is copied, for a post of it is edited")
    parser.add_argument("--index", type=Path, help="an index of it, which is copied too; without it one is made")
    parser.add_argument("--tokenizer", choices=("janome", "mecab"), default="janome", help="for the index that is made")
    parser.add_argument("--seconds", type=float, default=5.0, help="for each measurement")
    parser.add_argument("--json", type=Path, help="write the figures there")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="sakuin-bench-") as folder:
        posts, place = Path(folder) / "blog", Path(folder) / "index"
        shutil.copytree(chosen.posts, posts, ignore=shutil.ignore_patterns(".sakuin"))
        if chosen.index:
            shutil.copytree(chosen.index, place)
        index(posts, place, *(() if chosen.index else ("--tokenizer", chosen.tokenizer)))
        rows, found = measure(posts, place, chosen.seconds)
    if chosen.json:
        figures = {"rows": [asdict(row) for row in rows], "found": found}
        chosen.json.write_text(json.dumps(figures, indent=1, ensure_ascii=False), encoding="utf-8")


def measure(posts: Path, place: Path, seconds: float) -> tuple[list[Row], dict[str, list[float]]]:
    """A row for each measurement, printed as soon as it is there, and how long edits took to be found, by server."""
    words = words_of(posts)
    rows: list[Row] = []
    found: dict[str, list[float]] = {}
    print(f"{'':34}{'clients':>8}{'per s':>8}{'p50 ms':>8}{'p95':>8}{'p99':>8}{'most':>8}{'failed':>8}{'slow':>6}")
    for name, start in SERVERS.items():
        with start(place) as address:
            ask(Load(address, FORMS["HTML"], 1, 2.0, words, seed=0))  # loads the dictionary
            for state in ("alone", "indexing"):
                for form, path in FORMS.items():
                    for clients in CLIENTS:
                        load = Load(address, path, clients, seconds, words, seed=len(rows) + 1)
                        if state == "alone":
                            took, failed = ask(load)
                        else:
                            with Writer(address, posts, place) as writer:
                                took, failed = ask(load)
                            found.setdefault(name, []).extend(writer.found)
                        rows.append(row(name, state, form, load, took, failed))
                        show(rows[-1])
        times = found[name]
        print(
            f"{name}: {len(times)} edits found after {median(times):.2f} s, the last after {max(times):.2f} s",
            flush=True,
        )
    return rows, found


def ask(load: Load) -> tuple[list[float], int]:
    """What the clients saw, in another process."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(load.run)


def row(server: str, state: str, form: str, load: Load, took: Sequence[float], failed: int) -> Row:
    percent = [1000 * each for each in quantiles(took, n=100)]
    slow = sum(1 for each in took if each > SLOW)
    rate = len(took) / load.seconds
    return Row(
        server, state, form, load.clients, rate, percent[49], percent[94], percent[98], 1000 * max(took), failed, slow
    )


def show(row: Row) -> None:
    name = f"{row.server}, {row.form}, {row.state}"
    times = "".join(f"{each:8.1f}" for each in (row.p50, row.p95, row.p99, row.most))
    print(f"{name:34}{row.clients:8}{row.per_second:8.0f}{times}{row.failed:8}{row.slow:6}", flush=True)


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


def index(posts: Path, place: Path, *options: str) -> None:
    subprocess.run(
        (*SAKUIN, "index", str(posts), "--index", str(place), *options), env=environ(), check=True, capture_output=True
    )


def environ() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": os.pathsep.join((str(ROOT), os.environ.get("PYTHONPATH", "")))}


@contextmanager
def sakuin_serve(place: Path) -> Iterator[str]:
    """`sakuin serve` over an index, and its address."""
    command = (*SAKUIN, "serve", "--index", str(place), "--port", "0")
    with subprocess.Popen(command, env=environ(), stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        try:
            yield server.stdout.readline().strip()
        finally:
            server.terminate()


@contextmanager
def gunicorn(place: Path, *, workers: int = 2) -> Iterator[str]:
    """gunicorn over an index, and its address."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    address = f"127.0.0.1:{port}"
    command = [sys.executable, "-m", "gunicorn", "web.wsgi:create()", "--preload", "--bind", address]
    command += ["--workers", str(workers), "--threads", "4", "--log-level", "error"]
    with subprocess.Popen(command, env={**environ(), "SAKUIN_INDEX": str(place)}) as server:
        try:
            wait_for(address)
            yield f"http://{address}/"
        finally:
            server.terminate()


def wait_for(address: str) -> None:
    for _ in range(200):
        with suppress(OSError):
            if Client(f"http://{address}/").get("/healthz")[0] == 200:
                return
        time.sleep(0.05)
    raise SystemExit("gunicorn does not answer")


SERVERS: dict[str, Callable[[Path], AbstractContextManager[str]]] = {"sakuin serve": sakuin_serve}
if find_spec("gunicorn"):
    SERVERS["gunicorn"] = gunicorn


if __name__ == "__main__":
    main()
