"""What reading told of already: it is stored with the posts, and not looked for again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from pathlib import PurePosixPath

from index.blogproblems import collisions, undated
from index.document import Brief
from index.language import Message
from index.reading.sites.site import DATED_NAME
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
    """The posts with the URL of another. Where nobody says where the blog is published, its clock is not known either: two posts of different
    days may then only seem to meet."""
    for posts in _by_day(blog):
        yield from (Found(each.path, each.line, each.message) for each in collisions(posts))


def _by_day(blog: Blog) -> Iterable[Sequence[Brief]]:
    if blog.home:
        return [blog.briefs]
    days: dict[str, list[Brief]] = defaultdict(list)
    for post in blog.briefs:
        match = DATED_NAME.fullmatch(PurePosixPath(post.path).stem)
        days[match[1] if match else ""].append(post)
    return days.values()


def without_date(blog: Blog) -> Iterable[Found]:
    """Each post without a date; where the generator keeps dates elsewhere, one sentence for all."""
    if blog.site and not blog.site.keeps_dates:
        return (Found(each.path, each.line, each.message) for each in undated(blog.briefs))
    message = Message(ja="日付がありません。", en="There is no date.")
    return (Found(post.path, 1, message) for post in blog.briefs if not post.date)
