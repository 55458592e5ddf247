"""What the engines are fed: the posts of a blog as Sakuin indexes them, cleaned of markup and of pasted drafts, and queries."""

from __future__ import annotations

import random
import re
import tarfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from itertools import cycle, islice
from pathlib import Path

from msgspec.json import decode, encode

from search.snapshot import Snapshot

_WORD = re.compile(r"[ァ-ヺー一-鿿][ァ-ヺー一-鿿々]+")
_SENTENCE = re.compile(r"[^。！？\n|]{20,60}[。！？]")
_SEVERAL = 5  # posts
_LONGEST_QUOTE = 40


@dataclass(frozen=True)
class Post:
    title: str
    text: str
    tags: tuple[str, ...]


def unpack(archive: Path, folder: Path) -> Path:
    """The posts of an archive, in a folder."""
    with tarfile.open(archive) as file:
        file.extractall(folder, filter="data")
    return folder


def posts_of(snapshot: Snapshot) -> Iterator[Post]:
    return (Post(each.title, snapshot.post(number).text(), each.tags) for number, each in enumerate(snapshot.briefs))


def write_posts(posts: Iterable[Post], path: Path) -> None:
    """A post a line, as JSON, for the processes of the engines."""
    with path.open("wb") as file:
        file.writelines(encode(post) + b"\n" for post in posts)


def read_posts(path: Path) -> Iterator[Post]:
    with path.open("rb") as file:
        yield from (decode(line, type=Post) for line in file)


def words_of(snapshot: Snapshot) -> list[str]:
    """Words of kanji and katakana that stand in several posts, in no order, but in the same at each run: a word more or
    less, as with another tokenizer, moves no other."""
    counts: Counter[str] = Counter()
    for term, posts in snapshot.document_counts():
        counts[term] += posts
    words = (term for term, posts in counts.items() if posts >= _SEVERAL and _WORD.fullmatch(term))
    return sorted(words, key=lambda word: blake2b(word.encode()).digest())


def queries_of(words: Sequence[str], count: int) -> list[str]:
    """Words of the blog, alone and in twos."""
    each = cycle(words)
    return [" ".join(islice(each, 1 + number % 2)) for number in range(count)]


def common_words(words: Sequence[str], posts: Sequence[Post], count: int) -> list[str]:
    """The words that stand in most of a few posts: a page of ten is full, if any is."""
    standing = {word: sum(word in post.text for post in posts) for word in words}
    return sorted(standing, key=lambda word: (-standing[word], word))[:count]


def quotes_of(posts: Sequence[Post], count: int) -> list[str]:
    """What stands somewhere in a post, 2 to 40 characters long, in quotes."""
    chosen = random.Random(2)
    return [f'"{_cut(chosen, posts)}"' for _ in range(count)]


def questions_of(posts: Sequence[Post], words: Sequence[str], count: int) -> list[str]:
    """A sentence of one post and a word of others: hardly ever has one post all of it."""
    chosen = random.Random(3)
    sentences = [found.group() for post in posts for found in _SENTENCE.finditer(post.text)]
    return [f"{chosen.choice(sentences)} {chosen.choice(words)}" for _ in range(count)]


def _cut(chosen: random.Random, posts: Sequence[Post]) -> str:
    while True:
        text, length = chosen.choice(posts).text, chosen.randint(2, _LONGEST_QUOTE)
        at = chosen.randrange(max(1, len(text) - length))
        quote = text[at : at + length]
        if len(quote) > 1 and quote == quote.strip() and '"' not in quote and "\n" not in quote:
            return quote
