"""What all questions share: the posts, the queries, and the indexes, each built when it is first asked for."""

from __future__ import annotations

import random
import sys
from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from asking import Worker, workers
from builds import Built, build_peer, build_sakuin
from corpus import Post, common_words, posts_of, queries_of, read_posts, words_of, write_posts
from engine import NAMES
from index.analysis.tokenizers import TokenizerName
from search.snapshot import Snapshot, open_snapshot

FEW = 60  # posts, for the recipe of the tutorials: it takes half an hour for a blog
_QUERIES_OF_FEW = 10


@dataclass
class Setting:
    """`tokenizer` makes the index that is asked; `sizes` are the numbers of posts at which growth is looked at."""

    blog: Path
    work: Path
    engines: Sequence[str]
    tokenizer: TokenizerName
    count: int
    sizes: Sequence[int]
    _built: dict[str, Built] = field(default_factory=dict)

    @property
    def others(self) -> list[str]:
        """The peers that can be fed a whole blog."""
        return [name for name in self.engines if name not in {"sakuin", "tutorial"}]

    @property
    def whole(self) -> list[str]:
        return ["sakuin", *self.others]

    def built(self, engine: str) -> Built:
        if engine not in self._built:
            self._built[engine] = self._build(engine)
        return self._built[engine]

    def sakuin_by(self, tokenizer: TokenizerName) -> Built:
        key = f"sakuin, {tokenizer}"
        if key not in self._built:
            say(f"Building Sakuin's index with {tokenizer}")
            self._built[key] = build_sakuin(self.blog, self.work / tokenizer / ".sakuin", tokenizer)
        return self._built[key]

    def asking(self, engines: Sequence[str]) -> AbstractContextManager[dict[str, Worker]]:
        """These engines, each with its index, in fresh processes."""
        return workers({name: self.built(name).place for name in engines})

    @cached_property
    def snapshot(self) -> Snapshot:
        return open_snapshot(self.built("sakuin").place)

    @cached_property
    def posts(self) -> list[Post]:
        return list(posts_of(self.snapshot))

    @cached_property
    def characters(self) -> int:
        return sum(len(post.text) for post in self.posts)

    @cached_property
    def raw_characters(self) -> int:
        """Of the Markdown files, front matter and all."""
        files = (path for path in self.blog.rglob("*.md") if path.is_file())
        return sum(len(path.read_text(encoding="utf-8", errors="replace")) for path in files)

    @cached_property
    def words(self) -> list[str]:
        return words_of(self.snapshot)

    @cached_property
    def queries(self) -> list[str]:
        return queries_of(self.words, self.count)

    @cached_property
    def feed(self) -> Path:
        """The cleaned posts, for the processes of the peers."""
        path = self.work / "posts.jsonl"
        write_posts(self.posts, path)
        return path

    @cached_property
    def few(self) -> Path:
        """A few of them."""
        path = self.work / "few.jsonl"
        write_posts(random.Random(5).sample(self.posts, min(FEW, len(self.posts))), path)
        return path

    @cached_property
    def queries_of_few(self) -> list[str]:
        return common_words(self.words, list(read_posts(self.few)), _QUERIES_OF_FEW)

    def _build(self, engine: str) -> Built:
        if engine == "sakuin":
            return self.sakuin_by(self.tokenizer)
        posts, characters = self.feed, self.characters
        if engine == "tutorial":
            posts, characters = self.few, sum(len(post.text) for post in read_posts(self.few))
        say(f"Building {NAMES[engine]}")
        return build_peer(engine, posts, characters, self.work / engine)


def say(text: str) -> None:
    """How far the run is, for who waits."""
    print(text, file=sys.stderr, flush=True)
