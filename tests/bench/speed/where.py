"""Where the time of a search and of a build goes: each step without those within it, and how little it might be.

The steps are functions of Sakuin, timed from outside; what no step takes is the rest.
"""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import index.analysis.analyzer
import index.analyzed
import index.workers
import search.pipeline
import search.snippet.highlight
import search.view
from engine import NAMES
from figures import Row, Table
from index.analysis.analyzer import analyzer
from index.analysis.tokenizers import open_tokenizer
from index.reading.postfile import PostFile
from index.reading.sites.detect import detect_site
from index.reading.source import open_post
from index.reading.walk import find_posts
from index.recorded import recorded_analyzer
from index.store.arrays import write_arrays
from index.store.segment_writer import segment_arrays
from index.store.storage import current_folder
from index.workers import PostReader
from search.facets import Facets
from search.match.frequencies import Frequencies
from search.match.matcher import Matcher
from search.pipeline import Pipeline
from search.query.parse import parse
from search.rank.order import Order
from search.rank.proximity import Proximity
from search.rank.ranker import Ranker
from search.request import SearchRequest
from search.snapshot import Snapshot
from search.spelling.spellings import Spellings
from search.view import View
from setting import Setting

_POSTS = 60

# What a search does, by the names of what does it; a step takes all that has no step of its own.
_SEARCH: tuple[tuple[str, tuple[tuple[Any, str], ...]], ...] = (
    ("the query read and cut", ((search.pipeline, "parse"), (Pipeline, "resolve"))),
    (
        "other spellings",
        ((Spellings, "_find_respelled"), (Spellings, "_find_containing"), (Spellings, "_find_sounding")),
    ),
    ("postings", ((Frequencies, "_read"),)),
    ("words in pieces, which takes reading", ((Frequencies, "_in_pieces"),)),
    ("ranking", ((Ranker, "rank"), (Matcher, "_term"), (Order, "first"))),
    ("words side by side", ((Proximity, "refine"),)),
    ("facets", ((Facets, "allowed"), (Facets, "count"))),
    ("places to mark", ((search.snippet.highlight, "find_marks"),)),
    ("fragments", ((search.view, "highlight"),)),
)
_BUILD: tuple[tuple[str, tuple[tuple[Any, str], ...]], ...] = (
    ("reading: Markdown, drafts", ((index.workers, "read_body"),)),
    ("laying out, bigrams", ((index.workers, "analyze_document"),)),
    ("words: joining, parts, spellings", ((index.analysis.analyzer.Analyzer, "pieces"),)),
)


def measure(setting: Setting) -> Table:
    rows = [*_search(setting), *_build(setting)]
    notes = [
        f"A search: the mean of {len(setting.queries)} queries. A build: of {_POSTS} posts in one process.",
        "The floor of a search is cutting out its posting lists; that of a build its tokenizer alone.",
    ]
    return Table("where", "Where the time goes", rows, notes=notes)


def _search(setting: Setting) -> Iterator[Row]:
    with _timed(_SEARCH) as steps:
        view = View(setting.snapshot)
        view._search(SearchRequest("東京"))
        for name in ("first", "known"):
            steps.update(dict.fromkeys(steps, 0.0))
            began = time.perf_counter()
            for query in setting.queries:
                view._search(SearchRequest(query))
            whole = time.perf_counter() - began
            each = {**steps, "the rest": whole - sum(steps.values())}
            yield from (_row(f"search, {name}: {step}", taken, len(setting.queries)) for step, taken in each.items())
    yield _row("search, floor: posting lists", _postings(setting.snapshot, setting.queries, view), len(setting.queries))


def _postings(snapshot: Snapshot, queries: list[str], view: View) -> float:
    words = [view.pipeline.resolve(parse(query).query).leaves for query in queries]
    began = time.perf_counter()
    for leaf in (leaf for leaves in words for leaf in leaves):
        snapshot.postings([leaf.text])
    return time.perf_counter() - began


def _build(setting: Setting) -> Iterator[Row]:
    """The tokenizer's time is taken by giving it the same sentences again."""
    place = setting.built("sakuin").place
    manifest = current_folder(place).manifest()
    site = detect_site(setting.blog)
    files = list(find_posts(site))[:: max(1, len(setting.posts) // _POSTS)][:_POSTS]
    recorded_analyzer(manifest, place)
    analyzer.cache_clear()  # sentences that it remembers would cost nothing
    sentences: list[str] = []
    tokenize = open_tokenizer(manifest.tokenizer)

    def noting(text: str) -> Any:
        sentences.append(text)
        return tokenize(text)

    before, index.analysis.analyzer.open_tokenizer = index.analysis.analyzer.open_tokenizer, lambda _: noting
    try:
        reader = PostReader(site, manifest.tokenizer, manifest.words)
        with _timed(_BUILD) as steps:
            read = [reader(open_post(PostFile(path, site), drafts=True, future=True), "x").analyzed for path in files]
    finally:
        index.analysis.analyzer.open_tokenizer = before
        analyzer.cache_clear()
    began = time.perf_counter()
    for sentence in sentences:
        list(tokenize(sentence))
    alone = time.perf_counter() - began
    with TemporaryDirectory() as folder:
        began = time.perf_counter()
        write_arrays(Path(folder, "text"), segment_arrays([each for each in read if each]))
        written = time.perf_counter() - began
    words = "words: joining, parts, spellings"
    each = {**steps, words: steps[words] - alone, "writing the arrays": written, "the tokenizer alone": alone}
    yield from (_row(f"build: {step}", taken, len(files)) for step, taken in each.items())


def _row(name: str, taken: float, count: int) -> Row:
    return Row(name, NAMES["sakuin"], taken * 1000 / count)


@contextmanager
def _timed(steps: tuple[tuple[str, tuple[tuple[Any, str], ...]], ...]) -> Iterator[dict[str, float]]:
    """The seconds that each step takes without the others within it."""
    taken: dict[str, float] = defaultdict(float)
    within: list[float] = []
    before = [(owner, name, getattr(owner, name)) for _, functions in steps for owner, name in functions]
    for step, functions in steps:
        taken[step] = 0.0
        for owner, name in functions:
            setattr(owner, name, _timing(getattr(owner, name), step, taken, within))
    try:
        yield taken
    finally:
        for owner, name, function in before:
            setattr(owner, name, function)


def _timing(
    function: Callable[..., Any], step: str, taken: dict[str, float], within: list[float]
) -> Callable[..., Any]:
    @wraps(function)
    def timed(*arguments: Any, **named: Any) -> Any:
        began = time.perf_counter()
        within.append(0.0)
        try:
            found = function(*arguments, **named)
            return list(found) if isinstance(found, Iterator) else found
        finally:
            whole = time.perf_counter() - began
            taken[step] += whole - within.pop()
            if within:
                within[-1] += whole

    return timed
