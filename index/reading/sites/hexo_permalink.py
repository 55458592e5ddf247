"""Names of files and addresses by Hexo's rules (hexo-util 4.0, `permalink.js`; Hexo 8.1, `post.js` and `post_permalink.js`)."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Mapping
from datetime import datetime
from functools import cache
from pathlib import PurePosixPath
from posixpath import splitext

from index.reading.frontmatter.values import Value, as_list, as_text
from index.reading.sites.hexo_slug import Case, slugize
from index.reading.sites.permalink import clock

_PARAMETER = re.compile(r":(\w*[^_\W])", re.ASCII)
_SEGMENTS = {
    "year": "([0-9]{4})",
    "month": "([0-9]{2})",
    "day": "([0-9]{2})",
    "i_month": "([0-9]{1,2})",
    "i_day": "([0-9]{1,2})",
    "hash": "([0-9a-f]{12})",
}
_OF_DATE = ("year", "month", "day", "i_month", "i_day", "hour", "minute", "second")


def read_name(path: PurePosixPath, rule: str) -> dict[str, str]:
    """What the path of a post below `_posts` says by `new_post_name`: "2024-05-06-neko.md" by ":year-:month-:day-:title.md" says year,
    month, day, and the title, which is the slug of the post. The title is always there."""
    name, _ = splitext(path.as_posix())
    pattern, keys = _name_pattern(splitext(rule)[0])
    match = pattern.fullmatch(name)
    return {"title": slugize(name), **(dict(zip(keys, match.groups(), strict=True)) if match else {})}


def fill(rule: str, value: Callable[[str], str]) -> str:
    """A rule with each `:name` replaced by its value."""
    return _PARAMETER.sub(lambda match: value(match[1]), rule)


def of_slug(slug: str, date: datetime | None) -> dict[str, str]:
    """The values of a rule that follow from the slug of a post and its date; those of a missing date are ""."""
    shown = clock(date)
    seconds = str(int(date.timestamp())) if date else ""
    return {
        **{key: shown[key]() for key in _OF_DATE},
        "title": slug,
        "slug": slug,
        "name": PurePosixPath(slug).name,
        "timestamp": seconds,
        "hash": hashlib.sha1(f"{slug}{seconds}".encode("utf-8", "surrogateescape")).hexdigest()[:12],
    }


def category_path(value: Value, names: Mapping[str, str], case: Case) -> str:
    """The slugs of a post's last category and of those above it, "" for none. A flat list is one way down; in a list with lists each
    entry is a category of its own. `names` has what a category is called in addresses."""
    entries: list[Value] = value if isinstance(value, list) else [value]
    several = any(isinstance(entry, list) for entry in entries)
    last = as_list(entries[-1] if several else entries)
    return "/".join(slugize(names.get(name, name), case) for name in last)


def texts(mapping: Mapping[str, Value]) -> dict[str, str]:
    """The values of a mapping as texts."""
    return {key: as_text(value) for key, value in mapping.items()}


@cache
def _name_pattern(rule: str) -> tuple[re.Pattern[str], list[str]]:
    keys: list[str] = []

    def segment(match: re.Match[str]) -> str:
        keys.append(match[1])
        return _SEGMENTS.get(match[1], "(.+?)")

    return re.compile(_PARAMETER.sub(segment, re.escape(rule))), keys
