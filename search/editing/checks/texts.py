"""Titles, descriptions, and the text of a post."""

from __future__ import annotations

from collections.abc import Iterable

from index.labels import label_key
from index.language import Message
from search.editing.checks.blog import Blog
from search.editing.checks.check import Found
from search.editing.checks.post import Post

_LONGEST_TITLE = 60  # characters
_SHORTEST_TEXT = 300
_LONG_TEXT = 2_000  # for which readers want headings


def no_title(post: Post, blog: Blog) -> Iterable[Found]:
    missing = not post.says("title") if post.written else post.document.untitled
    if missing and (blog.site is None or blog.site.type != "plain"):  # there the first heading is the title
        shown = post.document.title
        message = Message(
            ja=f"title がないので、題名は「{shown}」になります。", en=f"There is no title, so it is shown as {shown}."
        )
        yield Found(post.path, 1, message)


def same_title(post: Post, blog: Blog) -> Iterable[Found]:
    paths = blog.paths_by_title.get(label_key(post.document.title), [])
    if post.path in paths[1:]:
        message = Message(
            ja=f"題名が {paths[0]} と同じです: {post.document.title}",
            en=f"The title is that of {paths[0]}: {post.document.title}",
        )
        yield Found(post.path, post.line_of("title"), message)


def long_title(post: Post, _: Blog) -> Iterable[Found]:
    length = len(post.document.title)
    if length > _LONGEST_TITLE:
        message = Message(
            ja=f"題名が{length}字です。{_LONGEST_TITLE}字を超えると、検索結果などで終わりが切れます: {post.document.title}",
            en=f"The title has {length} characters; beyond {_LONGEST_TITLE} its end is cut off in search results: {post.document.title}",
        )
        yield Found(post.path, post.line_of("title"), message, weight=length)


def no_description(post: Post, blog: Blog) -> Iterable[Found]:
    if not post.document.description and blog.is_described:
        yield Found(post.path, 1, Message(ja="description がありません。", en="There is no description."))


def short(post: Post, _: Blog) -> Iterable[Found]:
    length = sum(len(section.text) for section in post.document.sections) + sum(
        len(code.text) for code in post.document.code
    )
    if length < _SHORTEST_TEXT:
        message = Message(ja=f"本文が{length}字しかありません。", en=f"The text has only {length} characters.")
        yield Found(post.path, 1, message, weight=-length)


def no_headings(post: Post, _: Blog) -> Iterable[Found]:
    sections = post.document.sections
    length = sum(len(section.text) for section in sections)
    if length > _LONG_TEXT and not any(section.heading for section in sections):
        message = Message(
            ja=f"{length:,}字の本文に見出しがありません。", en=f"The text of {length:,} characters has no heading."
        )
        yield Found(post.path, 1, message, weight=length)


def drafts_in_one(post: Post, _: Blog) -> Iterable[Found]:
    """Drafts pasted one behind the other, and passages that come again: reading left them out."""
    removed = post.document.removed
    again = [each for each in removed if each.reason != "marker"]
    if not removed:
        return
    characters = sum(each.characters for each in again)
    first = max(again, key=lambda each: each.characters).beginning.strip() if again else ""
    drafts = sum(1 for each in removed if each.reason == "marker") + 1
    ja = [f"下書きが{drafts}つ続けて貼られています"] if drafts > 1 else []
    en = [f"{drafts} drafts are pasted one behind the other"] if drafts > 1 else []
    if again:
        ja.append(f"繰り返しや切れ端が{len(again)}か所、{characters:,}字あります（「{_short(first)}」など）")
        en.append(f"{len(again)} passages are repeated or cut off, {characters:,} characters (such as {_short(first)})")
    line = post.written.line_of_repeat(first.partition("\n")[0]) if post.written and first else 1
    yield Found(post.path, line, Message(ja="。".join(ja) + "。", en="; ".join(en) + "."), weight=characters)


def _short(text: str) -> str:
    line = " ".join(text.split())
    return f"{line[:20]}…" if len(line) > 20 else line
