"""What reading told of already: it is stored with the posts, and not looked for again."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from index.blogproblems import collisions, undated
from index.language import Message
from search.editing.checks.blog import Blog
from search.editing.checks.check import Found
from search.editing.checks.post import Post


def stored(code: str) -> Callable[[Post, Blog], Iterable[Found]]:
    """What reading found in a post under this code."""

    def of_post(post: Post, _: Blog) -> Iterable[Found]:
        return (Found(each.path, each.line, each.message) for each in post.problems if each.code == code)

    return of_post


def unread(code: str) -> Callable[[Blog], Iterable[Found]]:
    """The files of which reading could make no post for this reason."""

    def of_blog(blog: Blog) -> Iterable[Found]:
        return (Found(each.path, each.line, each.message) for each in blog.unread if each.code == code)

    return of_blog


def same_address(blog: Blog) -> Iterable[Found]:
    return (Found(each.path, each.line, each.message) for each in collisions(blog.briefs))


def without_date(blog: Blog) -> Iterable[Found]:
    """Each post without a date; where the generator keeps dates elsewhere, one sentence for all."""
    if blog.site and not blog.site.keeps_dates:
        return (Found(each.path, each.line, each.message) for each in undated(blog.briefs))
    message = Message(ja="日付がありません。", en="There is no date.")
    return (Found(post.path, 1, message) for post in blog.briefs if not post.date)
