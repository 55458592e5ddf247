"""How long a page of answers takes, with ten snippets and tag counts, in process: Sakuin beside tantivy.

Both are fed the same cleaned posts and asked the same queries, in turns, in one process. `first`: the first time that an
engine meets the query; `known`: its words have been met, the answer has not been kept; `kept`: Sakuin has given this very
answer before, and kept it.
"""

from __future__ import annotations

import argparse
import gc
import json
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median, quantiles

from corpus import indexed, posts_of, queries_of, unpacked
from search.result import SearchRequest
from search.searcher import open_searcher
from tantivy_mecab import TantivyMecab

_QUERIES = 200
_ROUNDS = 3


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("posts", type=Path, help="a blog, or an archive of one (.tar.xz)")
    arguments.add_argument("--json", type=Path, help="write the figures there")
    chosen = arguments.parse_args()
    with tempfile.TemporaryDirectory(prefix="sakuin-bench-") as folder:
        place = Path(folder) / ".sakuin"
        posts = unpacked(chosen.posts, Path(folder) / "blog") if chosen.posts.is_file() else chosen.posts
        snapshot = indexed(posts, place)
        queries = queries_of(snapshot, _QUERIES)
        print(f"{len(snapshot):,} posts, {len(queries)} queries of one and two words", flush=True)
        peer = TantivyMecab(posts_of(snapshot))
        figures = measure(place, peer, queries)
    print(f"{'':24}{'median ms':>10}{'95 %':>8}{'of tantivy':>12}")
    for name, (middle, high) in figures.items():
        print(f"{name:24}{middle:10.2f}{high:8.2f}{middle / figures['tantivy, known'][0]:12.2f}")
    if chosen.json:
        chosen.json.write_text(json.dumps(figures, indent=1), encoding="utf-8")


def measure(place: Path, peer: TantivyMecab, queries: Sequence[str]) -> dict[str, tuple[float, float]]:
    """Median and 95th percentile of each way of asking, in milliseconds."""
    ours = open_searcher(place)
    ours.search(SearchRequest("東京"))  # loads Janome, which is asked about words
    times: dict[str, list[float]] = {}
    took(times, "Sakuin, first", lambda query: ours.search(SearchRequest(query)), queries)
    took(times, "tantivy, first", peer.search, queries)
    for number in range(_ROUNDS):
        # Another length of snippet is another answer, which has not been kept.
        took(
            times,
            "Sakuin, known",
            lambda query, more=number + 1: ours.search(SearchRequest(query, snippet=120 + more)),
            queries,
        )
        took(times, "tantivy, known", peer.search, queries)
    took(times, "Sakuin, kept", lambda query: ours.search(SearchRequest(query, snippet=120 + _ROUNDS)), queries)
    return {name: (median(each), quantiles(each, n=20)[-1]) for name, each in times.items()}


def took(times: dict[str, list[float]], name: str, search: Callable[[str], object], queries: Sequence[str]) -> None:
    gc.collect()
    for query in queries:
        began = time.perf_counter()
        search(query)
        times.setdefault(name, []).append((time.perf_counter() - began) * 1000)


if __name__ == "__main__":
    main()
