"""Problems that no post has alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from index.document import Brief, Problem
from index.language import Message
from index.reading.sites.site import Site


def blog_problems(posts: Iterable[Brief], site: Site) -> tuple[Problem, ...]:
    """What is amiss with the posts that an index holds, taken together; none of it is fatal."""
    every = list(posts)
    return (*collisions(every), *(() if site.keeps_dates else undated(every)))


def collisions(posts: Iterable[Brief]) -> Iterator[Problem]:
    """A problem for each post with the URL of another: the site shows one of them, we find both."""
    paths = defaultdict(list)
    for post in posts:
        paths[post.url].append(post.path)
    for url, several in paths.items():
        first, *others = sorted(several)
        for path in others:
            message = Message(ja=f"{first} と同じ URL です: {url}", en=f"has the same URL as {first}: {url}")
            yield Problem("U001", path, 1, message, fatal=False)


def undated(posts: Iterable[Brief]) -> Iterator[Problem]:
    """One problem for all posts without a date, of a generator that keeps dates elsewhere: they might be had."""
    without = sorted(post.path for post in posts if not post.date)
    if without:
        message = Message(
            ja=f"この記事など {len(without)} 件に日付がありません。published_at か、git の履歴すべて（fetch-depth: 0）があれば付きます。",
            en=f"This and all other posts without a date ({len(without)}) get one by published_at, or by the whole history of git "
            "(fetch-depth: 0).",
        )
        yield Problem("D002", without[0], 1, message, fatal=False)
