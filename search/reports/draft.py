"""What the archive has to say of a post that is still a draft."""

from __future__ import annotations

from msgspec import Struct

from index.document import Brief
from search.reports.related import RelatedPost


class TagHint(Struct, frozen=True):
    """A tag of the blog that `posts` posts have and the draft may want: its text names it, or posts near to it have it."""

    tag: str
    posts: int
    in_text: bool


class SpellingHint(Struct, frozen=True):
    """A word that the draft writes otherwise than most posts: `posts` have the draft's spelling, `usual_posts` the usual one."""

    written: str
    posts: int
    usual: str
    usual_posts: int


class Repeat(Struct, frozen=True):
    """A sentence of the draft that a post has word for word."""

    sentence: str
    post: Brief


class Competition(Struct, frozen=True):
    """A query of words of the draft's title, and the posts that have them in their titles as well, the nearest first."""

    query: str
    posts: tuple[Brief, ...]


class Draft(Struct, frozen=True):
    title: str
    related: tuple[RelatedPost, ...]
    tags: tuple[TagHint, ...]
    spellings: tuple[SpellingHint, ...]
    repeats: tuple[Repeat, ...]
    competes: tuple[Competition, ...]
