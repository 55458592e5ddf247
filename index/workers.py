"""Reads and analyzes posts in several processes. The documents come back ready to be written, in the order of the files."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import threading
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from itertools import starmap
from pathlib import Path
from typing import TypeAlias

from index.analysis.analyzer import analyzer
from index.analysis.tokenizers import TokenizerName
from index.analyzed import AnalyzedDocument, analyze_document
from index.document import Problem
from index.errors import InputUnusable
from index.reading.sites.site import Site
from index.reading.source import Reading, read_body

# Fewer posts than this are read here: starting processes and loading a dictionary in each takes a second.
_WORTH_PROCESSES = 12


@dataclass(frozen=True)
class Outcome:
    """What became of a file: a document; or none, with the problems or the reason (`skipped`) for that."""

    path: Path
    analyzed: AnalyzedDocument | None
    problems: tuple[Problem, ...]
    skipped: str


Fingerprinted: TypeAlias = tuple[Reading, str]  # an opened post, and the fingerprint of its file


@dataclass(frozen=True)
class PostReader:
    """Reads the body of a post with the settings of the run and analyzes it."""

    site: Site
    tokenizer: TokenizerName
    words: frozenset[str]
    sentence_cache: Path | None = None  # see `index.analysis.sentence_cache`
    titles: Mapping[str, str] = field(default_factory=dict)  # of posts, by the slugs under which others link to them

    def __call__(self, opened: Reading, fingerprint: str = "") -> Outcome:
        """The outcome for a post. Without its fingerprint that is title and tags alone, which takes a fiftieth of the time."""
        reading = read_body(opened, self.site, titles=self.titles) if fingerprint else opened
        if reading.document is None:
            return Outcome(opened.path, None, opened.problems, opened.skipped)
        analyzed = analyze_document(
            reading.document,
            analyzer(self.tokenizer, words=self.words, cache_file=self.sentence_cache),
            fingerprint=fingerprint,
            problems=opened.problems,
        )
        return Outcome(opened.path, analyzed, opened.problems, "")


# A post makes a hundred thousand small tuples, none of them in a circle: to look for circles takes a fifth of the time.
_COLLECTED_AFTER = 200_000


@contextmanager
def reading(reader: PostReader, posts: Sequence[Fingerprinted], *, jobs: int | None) -> Iterator[Iterator[Outcome]]:
    """The outcomes for opened posts, in the same order. Leaving the context stops the work at once."""
    before = gc.get_threshold()
    gc.set_threshold(_COLLECTED_AFTER)
    try:
        with _outcomes(reader, posts, min(jobs or os.cpu_count() or 1, len(posts))) as outcomes:
            yield outcomes
    finally:
        gc.set_threshold(*before)


@contextmanager
def _outcomes(reader: PostReader, posts: Sequence[Fingerprinted], processes: int) -> Iterator[Iterator[Outcome]]:
    if processes < 2 or len(posts) < _WORTH_PROCESSES:
        yield starmap(reader, posts)
        return
    pool = ProcessPoolExecutor(processes, multiprocessing.get_context("spawn"), _set_up, (reader,))
    try:
        yield _translating_deaths(_start(pool, posts))
    finally:
        for process in multiprocessing.active_children():
            if process.pid is not None:
                with suppress(ProcessLookupError):
                    os.kill(process.pid, signal.SIGUSR1)
        pool.shutdown(cancel_futures=True)


_reader: PostReader


def _start(pool: ProcessPoolExecutor, posts: Sequence[Fingerprinted]) -> Iterator[Outcome]:
    """Processes that Ctrl-C does not reach: only the one that asked for them answers it, and it ends them."""
    in_main_thread = threading.current_thread() is threading.main_thread()  # no other may set what a signal does
    before = signal.signal(signal.SIGINT, signal.SIG_IGN) if in_main_thread else None
    try:
        return pool.map(_read, posts)
    finally:
        if before is not None:
            signal.signal(signal.SIGINT, before)


def _translating_deaths(outcomes: Iterator[Outcome]) -> Iterator[Outcome]:
    try:
        yield from outcomes
    except BrokenProcessPool as error:
        raise InputUnusable(
            ja="記事を読むプロセスが止められました（メモリー不足かもしれません）。読めたところまでは索引にあります。"
            "もう一度実行すると続きから読みます。だめなら --jobs 1 を付けてください",
            en="A process that reads posts was killed; perhaps memory ran out. What was read is in the index: run this "
            "again to go on, with --jobs 1 if it happens again.",
        ) from error


def _set_up(reader: PostReader) -> None:
    global _reader
    _reader = reader
    gc.set_threshold(_COLLECTED_AFTER)
    signal.signal(signal.SIGUSR1, _stop)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """A parent that was killed tells nobody, and its children would wait for work for ever."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


class _Stopped(BaseException):
    """What is read is wanted no more."""


_is_reading = _is_stopped = False


def _read(post: Fingerprinted) -> Outcome:
    global _is_reading
    nothing = Outcome(post[0].path, None, (), "")
    if _is_stopped:
        return nothing
    _is_reading = True
    try:
        return _reader(*post)
    except _Stopped:
        return nothing
    finally:
        _is_reading = False


def _stop(*_: object) -> None:
    """Break off what is read, but not the handing over: of half an outcome the other side would wait for the rest for ever."""
    global _is_stopped
    _is_stopped = True
    if _is_reading:
        raise _Stopped
