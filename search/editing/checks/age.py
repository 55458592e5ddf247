"""Drafts that wait for long, and posts that nobody has looked after."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from index.document import Problem
from index.language import Message
from index.reading.frontmatter.frontmatter import read_front_matter
from index.reading.metadata import read_head
from index.reading.postfile import PostFile
from index.reading.walk import find_posts
from search.editing.checks.blog import Blog
from search.editing.checks.check import Found
from search.editing.checks.post import Post

_DRAFT = timedelta(days=180)
_POST = timedelta(days=3 * 365)


def old_draft(blog: Blog) -> Iterable[Found]:
    """The drafts of the site: they are in no index. A draft that says no date is as old as its file."""
    indexed = {post.path for post in blog.briefs}
    for path in find_posts(blog.site) if blog.site else ():
        file = PostFile(path, blog.site)
        if file.name in indexed or isinstance(file.data, Problem):
            continue
        dialect = blog.site.dialect
        text = file.text()[0] or ""
        front = read_front_matter(text, blanks_above=dialect.blanks_above, openerless=dialect.openerless)
        head = read_head(file, front)
        changed = blog.site.updated(head) or blog.site.date(head) or datetime.fromtimestamp(path.stat().st_mtime, UTC)
        if blog.site.skipped(head, drafts=False, future=True, now=blog.now) == "draft" and blog.now - changed > _DRAFT:
            days = (blog.now - changed).days
            message = Message(ja=f"下書きのまま{days}日たっています。", en=f"It has been a draft for {days} days.")
            yield Found(file.name, 1, message, weight=days)


def old_post(post: Post, blog: Blog) -> Iterable[Found]:
    last = post.document.updated or post.document.date
    if last and blog.now - datetime.fromisoformat(last) > _POST:
        message = Message(ja=f"{last[:10]} から更新されていません。", en=f"It was not changed since {last[:10]}.")
        yield Found(post.path, 1, message)
