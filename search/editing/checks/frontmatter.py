"""Front matter and dates as they are written: what reading gets over, and the generator or the next editor may not."""

from __future__ import annotations

import codecs
import re
from collections import Counter
from collections.abc import Iterable
from datetime import datetime

from index.language import Message
from index.reading.dates import on_clock, parse_date, zone_of
from index.reading.sites.site import DATED_NAME
from search.editing.checks.blog import Blog
from search.editing.checks.check import Found
from search.editing.checks.post import Post

_KEY = re.compile(r"""^["']?([A-Za-z_][\w-]*)["']?[ \t]*:""", re.MULTILINE)
_ZONED = re.compile(r"(?:Z|UTC|GMT|JST|[-+]\d\d?:?\d\d|[-+]\d\d?)\s*$", re.IGNORECASE)


def none(post: Post, blog: Blog) -> Iterable[Found]:
    if post.written and not post.written.front.found and blog.site and blog.site.type != "plain":
        yield Found(post.path, 1, Message(ja="front matter がありません。", en="There is no front matter."))


def byte_order_mark(post: Post, _: Blog) -> Iterable[Found]:
    if post.written and post.written.data.startswith(codecs.BOM_UTF8):
        yield Found(
            post.path,
            1,
            Message(
                ja="ファイルの先頭に BOM があります。front matter を見落とすプログラムがあるので、BOM なしで保存してください。",
                en="The file begins with a byte order mark, behind which some programs see no front matter: save it without.",
            ),
        )


def key_twice(post: Post, _: Blog) -> Iterable[Found]:
    """A key of YAML that stands at the top level twice: the last one counts, and some parsers refuse the file."""
    if not post.written or not post.written.front.found or post.written.text.lstrip().startswith(("{", "+++")):
        return
    source, first = post.written.front.source, post.written.front.line
    for key, times in Counter(match[1].lower() for match in _KEY.finditer(source)).items():
        if times > 1:
            lines = [
                first + source.count("\n", 0, match.start())
                for match in _KEY.finditer(source)
                if match[1].lower() == key
            ]
            message = Message(
                ja=f"「{key}」が{times}回あります（{lines[0]} 行目にも）。どれか一つにしてください。",
                en=f"{key} is set {times} times (also on line {lines[0]}): leave one of them.",
            )
            yield Found(post.path, lines[-1], message)


def other_day_than_name(post: Post, blog: Blog) -> Iterable[Found]:
    """A day in the name of the file that is neither the one that is written nor the one on the site's clock."""
    name = DATED_NAME.fullmatch(post.path.rpartition("/")[2].rpartition(".")[0])
    moment = _moment(post, blog)
    if not name or not moment or not blog.site:
        return
    named = parse_date(name[1], zone_of(blog.site.timezone))
    days = {moment.date(), on_clock(moment, zone_of(blog.site.timezone)).date()}
    if named and named.date() not in days:
        message = Message(
            ja=f"ファイル名の日付 {name[1]} と date の {moment.date()} が違います。",
            en=f"The name of the file says {name[1]}, its date {moment.date()}.",
        )
        yield Found(post.path, post.line_of("date"), message)


def moved_by_zone(post: Post, blog: Blog) -> Iterable[Found]:
    """A time without a zone that the generator takes for another day than the one written."""
    moment = _moment(post, blog)
    value = post.written.head.value("date") if post.written else None
    if not moment or not blog.site or not isinstance(value, str) or _ZONED.search(value):
        return
    shown = blog.site.moment(value)
    if shown and shown.date() != moment.date():
        message = Message(
            ja=f"date にタイムゾーンがないので、{blog.site.type.capitalize()} では {shown.date()} の記事になります。「{value} +0900」のように書いてください。",
            en=f"The date has no zone, so {blog.site.type.capitalize()} dates the post {shown.date()}. Write it like {value} +0900.",
        )
        yield Found(post.path, post.line_of("date"), message)


def future(post: Post, blog: Blog) -> Iterable[Found]:
    if post.document.date and datetime.fromisoformat(post.document.date) > blog.now:
        day = post.document.date[:10]
        message = Message(ja=f"日付が未来です: {day}", en=f"The date is in the future: {day}")
        yield Found(post.path, post.line_of("date"), message)


def _moment(post: Post, blog: Blog) -> datetime | None:
    """The date of front matter on the clock that it names."""
    if not post.written or not blog.site:
        return None
    return parse_date(post.written.front.values.get("date"), zone_of(blog.site.timezone))
