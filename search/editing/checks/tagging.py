"""The tags of each post: none, used once, spelled otherwise, run together, forgotten."""

from __future__ import annotations

import re
from collections.abc import Iterable

from index.language import Message
from index.reading.frontmatter.values import Value, as_list
from search.editing.checks.blog import Blog
from search.editing.checks.check import Found
from search.editing.checks.post import Post, Written

_KEYS = ("tags", "tag", "topics")
_COMMA = re.compile(r"(?<!\d)[,、，]\s*\S|[,、，]\s*[^\s\d]")  # 1,000円 is one tag


def none(post: Post, blog: Blog) -> Iterable[Found]:
    if not post.document.tags and blog.is_tagged:
        yield Found(post.path, 1, Message(ja="タグがありません。", en="There are no tags."))


def once(post: Post, blog: Blog) -> Iterable[Found]:
    """The tags that no other post has; of another spelling `spelled_otherwise` tells."""
    for tag in post.document.tags:
        if blog.posts_of_tag[tag] == 1 and tag not in blog.spellings.best:
            message = Message(ja=f"タグ「{tag}」はこの記事にしかありません。", en=f"No other post has the tag {tag}.")
            yield Found(post.path, _line(post.written), message)


def spelled_otherwise(post: Post, blog: Blog) -> Iterable[Found]:
    for tag in post.document.tags:
        if best := blog.spellings.best.get(tag):
            message = Message(
                ja=f"タグ「{tag}」は「{best.tag}」（{best.posts}件）の表記ゆれです。",
                en=f"The tag {tag} is another spelling of {best.tag} ({best.posts} posts).",
            )
            yield Found(post.path, _line(post.written), message)


def run_together(post: Post, blog: Blog) -> Iterable[Found]:
    """Tags in one text: 'AI, 機械学習' is one tag to one generator and two words to another; and a tag that white space cuts."""
    if not post.written:
        return
    value = next((value for key in _KEYS if (value := post.written.head.value(key))), None)
    for text in _texts(value):
        alone = isinstance(value, str)
        if _COMMA.search(text):
            message = Message(
                ja=f"タグが読点やコンマでつながっています: 「{text}」。一つずつ [角括弧] の中か、行に分けて書いてください。",
                en=f"Tags are joined by commas: {text}. Write them as a list, in [brackets] or one on a line.",
            )
            yield Found(post.path, _line(post.written), message)
        elif alone and len(post.document.tags) > 1 and (whole := blog.spellings.named(text)):
            message = Message(
                ja=f"タグ「{whole}」が空白で {len(post.document.tags)} つに分かれます。[角括弧] の中に書いてください。",
                en=f"White space cuts the tag {whole} into {len(post.document.tags)}: write it in [brackets].",
            )
            yield Found(post.path, _line(post.written), message)


def forgotten(blog: Blog) -> Iterable[Found]:
    for each in blog.words.lacking():
        message = Message(
            ja=f"「{each.tag}」について書いていますが、タグがありません（題名や見出しに出す {each.said}件のうち {each.tagged}件にあります）。",
            en=f"It speaks of {each.tag} and has no such tag ({each.tagged} of the {each.said} posts with it in title or headings have).",
        )
        weight = 100 * each.tagged // each.said
        yield from (Found(path, _line(blog.written(path)), message, weight) for path in each.paths)


def _texts(value: Value) -> Iterable[str]:
    return [each for each in value if isinstance(each, str)] if isinstance(value, list) else as_list(value)


def _line(written: Written | None) -> int:
    """The line on which the tags of a post stand; the first where it has none."""
    front = written.front if written else None
    lines = (front.line_of(key) for key in _KEYS if front and key in front.values)
    return next(lines, 1)
