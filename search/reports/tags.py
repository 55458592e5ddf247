"""The tags of a blog, and what is untidy about them."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

Difference = Literal["width or case", "separator", "long vowel", "kana", "plural", "reading"]
"""In what the spellings of a tag differ at most."""


class Tag(Struct, frozen=True):
    """A tag, how many posts have it, and the dates of the first and the last of them. `best` is the commoner spelling of the same tag, "" where
    it is that itself; `lacking` are posts that speak of it without having it."""

    tag: str
    posts: int
    first: str | None
    last: str | None
    best: str
    lacking: int


class Spelling(Struct, frozen=True):
    """One spelling of a tag, and how many posts have it."""

    tag: str
    posts: int


class Spellings(Struct, frozen=True):
    """The spellings of one tag: the one that most posts have, and the others, the commonest first."""

    best: Spelling
    others: tuple[Spelling, ...]
    difference: Difference


class Lacking(Struct, frozen=True):
    """A tag that posts speak of and do not have. `said` posts speak of it so clearly; `tagged` of these have it, and `paths` do not."""

    tag: str
    said: int
    tagged: int
    paths: tuple[str, ...]


class Together(Struct, frozen=True):
    """Tags that the same posts have: one of them would do."""

    tags: tuple[str, ...]
    posts: int


class TagReport(Struct, frozen=True):
    """All tags, the commonest first; of these the ones that one post has; and what else is untidy. `posts` are all, `untagged` those without."""

    posts: int
    untagged: int
    tags: tuple[Tag, ...]
    spellings: tuple[Spellings, ...]
    lacking: tuple[Lacking, ...]
    together: tuple[Together, ...]

    @property
    def once(self) -> tuple[str, ...]:
        """The tags of one post alone."""
        return tuple(each.tag for each in self.tags if each.posts == 1)
