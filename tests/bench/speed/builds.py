"""Builds an index with one engine, from nothing, and tells what that took."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path

from msgspec import Struct
from msgspec.json import decode

from index.analysis.tokenizers import TokenizerName
from processes import Run, run, sakuin_command, worker_command


@dataclass(frozen=True)
class Built:
    """An index. `characters` are those of the text that it holds."""

    place: Path
    characters: int
    run: Run

    @property
    def megabytes(self) -> float:
        return size_of(self.place)


class _Report(Struct):
    """What `sakuin index --format json` prints, as far as we ask."""

    characters: int


def build_sakuin(blog: Path, place: Path, tokenizer: TokenizerName) -> Built:
    """By the command that people type. Nothing that an earlier build has kept in the user's folders helps it."""
    with tempfile.TemporaryDirectory(prefix="sakuin-bench-") as empty:
        options = ("--index", place, "--tokenizer", tokenizer, "--format", "json")
        done = run(sakuin_command("index", blog, *options), XDG_CACHE_HOME=empty)
    return Built(place, decode(done.printed, type=_Report).characters, done)


def build_peer(engine: str, posts: Path, characters: int, place: Path) -> Built:
    place.mkdir(parents=True)
    return Built(place, characters, run(worker_command("build", engine, posts, place)))


def size_of(folder: Path) -> float:
    """Megabytes of all files in a folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1_000_000
