"""How many requests a second Sakuin answers over HTTP, and how long each takes.

`sakuin serve` and gunicorn with two processes, pages and JSON, at 1, 8 and 32 clients that keep their connection; alone,
and while a post is edited and `sakuin index` run over and over. Half of the queries come back, half are new. The clients
run in a process of their own, on the same machine. `found` is how long a word that was written into a post takes to be
found, once `sakuin index` has ended.
"""

from __future__ import annotations

import argparse
import json
import shutil
import tempfile
import threading
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median, quantiles

from clients import Client, Load, ask, words_of
from servers import SERVERS, index

FORMS = {"HTML": "/search?q=", "JSON": "/api/v1/search?q="}
CLIENTS = (1, 8, 32)
SLOW = 1.0  # seconds
LONGEST = 30.0  # seconds until an edit is given up


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


if __name__ == "__main__":
    main()
