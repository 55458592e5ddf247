"""One engine in a process of its own, so that none disturbs another and the memory of each can be told.

worker.py build ENGINE POSTS PLACE     writes an index of cleaned posts
worker.py answer ENGINE PLACE          times what is asked on stdin, a JSON object a line; answers in the same way
"""

from __future__ import annotations

import gc
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct
from msgspec.json import decode, encode

from corpus import read_posts
from engine import Opened, Part, load


class Request(Struct):
    part: Part
    queries: list[str]


class Times(Struct):
    """Milliseconds of each query, and what each found."""

    milliseconds: list[float]
    found: list[int]


class Ready(Struct):
    """Seconds that opening the index took, the engine's modules loaded."""

    opened: float


def main() -> None:
    command, name, *places = sys.argv[1:]
    if command == "build":
        posts, place = map(Path, places)
        load(name).build(read_posts(posts), place)  # type: ignore[attr-defined]
        return
    engine = load(name)
    began = time.perf_counter()
    opened = engine.open(Path(places[0]))
    _say(Ready(time.perf_counter() - began))
    for line in sys.stdin:
        _say(_timed(opened, decode(line, type=Request)))


def _timed(opened: Opened, request: Request) -> Times:
    gc.collect()
    timed = list(_each(opened, request))
    return Times([took for took, _ in timed], [found for _, found in timed])


def _each(opened: Opened, request: Request) -> Iterator[tuple[float, int]]:
    for query in request.queries:
        task = opened.task(request.part, query)
        began = time.perf_counter()
        found = task()
        yield (time.perf_counter() - began) * 1000, found


def _say(answer: Struct) -> None:
    print(encode(answer).decode(), flush=True)


if __name__ == "__main__":
    main()
