"""Problems that no post has alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from index.document import Problem
from index.language import Message
from index.reading.sites.site import Site
from index.store.stored import Stored


def blog_problems(stored: Mapping[str, Stored], site: Site) -> tuple[Problem, ...]:
    """What is amiss with the posts that an index holds, taken together; none of it is fatal."""
    return (*_collisions(stored), *_undated(stored, site))


def _collisions(stored: Mapping[str, Stored]) -> Iterator[Problem]:
    """A problem for each post with the URL of another: the site shows one of them, we find both."""
    paths = defaultdict(list)
    for each in stored.values():
        paths[each.post.url].append(each.post.path)
    for url, several in paths.items():
        first, *others = sorted(several)
        for path in others:
            message = Message(ja=f"{first} と同じ URL です: {url}", en=f"has the same URL as {first}: {url}")
            yield Problem("U001", path, 1, message, fatal=False)


def _undated(stored: Mapping[str, Stored], site: Site) -> Iterator[Problem]:
    """One problem for all posts without a date, where the generator keeps dates elsewhere and they might be had."""
    undated = sorted(each.post.path for each in stored.values() if not each.post.date)
    if undated and not site.keeps_dates:
        message = Message(
            ja=f"この記事など {len(undated)} 件に日付がありません。published_at か、git の履歴すべて（fetch-depth: 0）があれば付きます。",
            en=f"This and all other posts without a date ({len(undated)}) get one by published_at, or by the whole history of git "
            "(fetch-depth: 0).",
        )
        yield Problem("D002", undated[0], 1, message, fatal=False)
