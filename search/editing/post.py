"""All that an editor is told of one post: of what is said of the blog, what concerns it."""

from __future__ import annotations

from collections.abc import Iterable

from index.document import Brief
from search.reports.duplicates import Duplicates


def copies_of(every: Duplicates, post: Brief) -> Duplicates:
    """The findings of which a post is one."""

    def concerns(posts: Iterable[Brief]) -> bool:
        return any(each.id == post.id for each in posts)

    return Duplicates(
        at_least=every.at_least,
        clusters=tuple(each for each in every.clusters if concerns(each.posts)),
        parts=tuple(each for each in every.parts if concerns((each.shorter, each.longer))),
        shared=tuple(each for each in every.shared if concerns(each.posts)),
    )
