"""Links within the blog that lead nowhere, posts that nobody links to, and what a built site lacks."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from urllib.parse import unquote, urlsplit

from index.language import Message
from search.editing.checks.blog import Blog
from search.editing.checks.check import Found

_NOWHERE = Message(ja="リンク先がありません", en="The link leads nowhere")
_OTHER_ADDRESS = Message(ja="記事のアドレスと違います", en="The address is not that of the post")
_NO_SUCH_POST = Message(ja="その名前の記事がありません", en="There is no post of that name")


def orphan(blog: Blog) -> Iterable[Found]:
    for number in blog.links.orphans():
        message = Message(ja="ほかの記事からのリンクがありません。", en="No other post links to it.")
        yield Found(blog.briefs[number].path, 1, message)


def dead(blog: Blog) -> Iterable[Found]:
    for number, targets in blog.links.targets.items():
        post, by_tag = blog.briefs[number], blog.links.targets_of_tags[number]
        gone = [
            target
            for target in targets
            if target not in by_tag
            and blog.links.leads(target, url=post.url, path=post.path, built=blog.built).fate == "dead"
        ]
        yield from _at(gone, post.path, blog, _about)


def no_such_post(blog: Blog) -> Iterable[Found]:
    for number, targets in blog.links.targets_of_tags.items():
        gone = [target for target in targets if not blog.links.is_named(target, blog.briefs[number].path)]
        yield from _at(gone, blog.briefs[number].path, blog, lambda *_: _NO_SUCH_POST)


def not_built(blog: Blog) -> Iterable[Found]:
    for post in blog.briefs if blog.built else ():
        if blog.built and not blog.built.has(urlsplit(post.url).path):
            message = Message(
                ja=f"公開するサイトにこのアドレスがありません: {unquote(post.url)}",
                en=f"The built site has nothing at {unquote(post.url)}",
            )
            yield Found(post.path, 1, message)


def _about(target: str, blog: Blog) -> Message:
    """What is wrong with a dead link: the day and the name may be those of the file of a post, which is published at another address."""
    return _OTHER_ADDRESS if blog.links.is_known(unquote(urlsplit(target).path)) else _NOWHERE


def _at(targets: list[str], path: str, blog: Blog, about: Callable[[str, Blog], Message]) -> Iterable[Found]:
    """These targets with their lines: the file is read again, for hardly a post has any."""
    written = blog.written(path) if targets else None
    for target in targets:
        what, shown, near = about(target, blog), unquote(target), blog.links.near(target)
        ja, en = (f"（{near} のことですか）", f" (is {near} meant?)") if near else ("", "")
        message = Message(ja=f"{what.ja}: {shown}{ja}", en=f"{what.en}: {shown}{en}")
        yield Found(path, written.line_of(target) if written else 1, message)
