"""What the engines are fed: the posts of a blog as Sakuin indexes them, cleaned of markup and of pasted drafts, and queries."""

from __future__ import annotations

import random
import re
import tarfile
from dataclasses import dataclass
from pathlib import Path

from index.build import build
from search.snapshot import Snapshot, open_snapshot

_WORD = re.compile(r"[ァ-ヺー一-鿿][ァ-ヺー一-鿿々]+")
_SEVERAL = 5  # posts


@dataclass(frozen=True)
class Post:
    title: str
    text: str
    tags: tuple[str, ...]


def unpacked(archive: Path, folder: Path) -> Path:
    """The posts of an archive, in a folder."""
    with tarfile.open(archive) as file:
        file.extractall(folder, filter="data")
    return folder


def indexed(posts: Path, place: Path) -> Snapshot:
    """The index of a blog, made by MeCab."""
    build(posts, place, tokenizer="mecab")
    return open_snapshot(place)


def posts_of(snapshot: Snapshot) -> list[Post]:
    return [Post(each.title, snapshot.text(number), each.tags) for number, each in enumerate(snapshot.stored)]


def queries_of(snapshot: Snapshot, count: int) -> list[str]:
    """Words of the blog that stand in several posts, alone and in twos, the same at each run."""
    words = sorted({term for term, posts in snapshot.document_counts() if posts >= _SEVERAL and _WORD.fullmatch(term)})
    chosen = random.Random(1)
    return [" ".join(chosen.sample(words, 1 + number % 2)) for number in range(count)]
