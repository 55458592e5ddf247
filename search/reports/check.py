"""What is amiss with the posts of a blog."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from index.language import Message

Level = Literal["error", "warning", "notice"]
"""How bad it is: readers meet it, an editor should mend it, or it is worth a thought. GitHub's annotations have the same three."""


class Finding(Struct, frozen=True):
    """One thing that is amiss, in a file of the blog; the line is the first where none is meant."""

    code: str
    level: Level
    path: str
    line: int
    message: Message


class CodeCount(Struct, frozen=True):
    """How often a code was found, in how many files, and what it stands for."""

    code: str
    level: Level
    about: Message
    findings: int
    files: int


class CheckReport(Struct, frozen=True):
    """The findings, the worst first: by `counts`, and of one code the weightiest, then by path and line. `posts` were looked at, and `waiting` ones not, whose text is not in the index yet; `files_read` says whether their
    files were there: without them, what only front matter tells is not checked, and every line is the first."""

    posts: int
    waiting: int
    files_read: bool
    counts: tuple[CodeCount, ...]
    findings: tuple[Finding, ...]
