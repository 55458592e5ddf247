"""Drafts that wait for long, and posts that nobody has looked after."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from index.language import Message
from index.reading.postfile import PostFile
from index.reading.walk import find_posts
from search.editing.checks.blog import Blog
from search.editing.checks.check import Found
from search.editing.checks.post import Post, read_written

_DRAFT = 180  # days
_POST = timedelta(days=3 * 365)


def old_draft(blog: Blog) -> Iterable[Found]:
    """The drafts of the site: they are in no index. A draft that says no date is as old as its file."""
    indexed = {post.path for post in blog.briefs}
    if (site := blog.site) is None:
        return
    for path in find_posts(site):
        name = PostFile(path, site).name
        written = None if name in indexed else read_written(path, site)
        if written is None:
            continue
        head = written.head
        changed = site.updated(head) or site.date(head) or datetime.fromtimestamp(path.stat().st_mtime, UTC)
        days = (blog.now - changed).days
        if days > _DRAFT and site.skipped(head, drafts=False, future=True, now=blog.now) == "draft":
            message = Message(ja=f"下書きのまま{days}日たっています。", en=f"It has been a draft for {days} days.")
            yield Found(name, 1, message, weight=days)


def old_post(post: Post, blog: Blog) -> Iterable[Found]:
    last = post.document.updated or post.document.date
    if last and blog.now - datetime.fromisoformat(last) > _POST:
        message = Message(ja=f"{last[:10]} から更新されていません。", en=f"It was not changed since {last[:10]}.")
        yield Found(post.path, 1, message)
