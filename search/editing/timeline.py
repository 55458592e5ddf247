"""When a blog wrote of something: the posts that match, month by month."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from index.document import Brief
from search.reports.timeline import Month, Timeline


def timeline(query: str, posts: Iterable[Brief]) -> Timeline:
    """The timeline of a query that these posts match."""
    found = sorted(posts, key=lambda post: (post.date or "", post.path))
    dated = [post for post in found if post.date]
    months = Counter((post.date or "")[:7] for post in dated)
    return Timeline(
        query=query,
        total=len(found),
        undated=len(found) - len(dated),
        first=dated[0] if dated else None,
        last=dated[-1] if dated else None,
        months=tuple(Month(month, count) for month, count in sorted(months.items())),
    )
