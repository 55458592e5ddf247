"""A check: a code, what it stands for, and the function that finds it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import NamedTuple

from index.language import Message
from search.editing.checks.blog import Blog
from search.editing.checks.post import Post
from search.reports.check import Level


class Found(NamedTuple):
    """What a check found in a post or a file: its path, its line, and the sentence for it. Of one code the weightiest comes first."""

    path: str
    line: int
    message: Message
    weight: int = 0


def _nothing(*_: object) -> Iterable[Found]:
    return ()


@dataclass(frozen=True)
class Check:
    """`of_post` is asked for each post in turn, `of_blog` once, when all posts have been seen. One that is `asked_for` is left out unless
    somebody selects it."""

    code: str
    level: Level
    about: Message
    of_post: Callable[[Post, Blog], Iterable[Found]] = _nothing
    of_blog: Callable[[Blog], Iterable[Found]] = _nothing
    asked_for: bool = False
