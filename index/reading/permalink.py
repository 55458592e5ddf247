"""The address of a post on the published site.

Addresses are percent-encoded where Jekyll's `URL.escape_path` encodes them, so that they can go into an `href` as they
are; a page that shows one to a reader decodes it first.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePosixPath
from typing import Literal
from urllib.parse import quote

from index.reading.dates import on_clock, zone_of
from index.reading.site import Site

JEKYLL_STYLES = {
    "date": "/:categories/:year/:month/:day/:title:output_ext",
    "pretty": "/:categories/:year/:month/:day/:title/",
    "ordinal": "/:categories/:year/:y_day/:title:output_ext",
    "weekdate": "/:categories/:year/W:week/:short_day/:title:output_ext",
    "none": "/:categories/:title:output_ext",
}
JEKYLL_COLLECTION = "/:collection/:path:output_ext"
HEXO_DEFAULT = ":year/:month/:day/:title/"

DATED_NAME = re.compile(r"(\d{2,4}-\d{1,2}-\d{1,2})-(.+)")
# What escape_path leaves alone, and "%" for what an author has encoded already.
UNESCAPED = "/:@!$&'()*+,;=-._~%"
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)

SlugMode = Literal["none", "raw", "default", "pretty", "ascii", "latin"]
Placeholders = Mapping[str, Callable[[], str]]


@dataclass(frozen=True)
class Address:
    """What the address of a post is made from: its path below the site's folder, and its front matter."""

    path: PurePosixPath
    title: str = ""
    date: datetime | None = None
    slug: str = ""
    permalink: str = ""  # the front matter's `permalink`, a pattern
    url: str = ""  # the front matter's `url`, final
    id: str = ""
    categories: tuple[str, ...] = ()


def url_of(post: Address, site: Site) -> str:
    """The post's address: absolute when the site says where it is published, else a path that begins with "/"."""
    path = {"jekyll": _jekyll, "hugo": _hugo, "zenn": _zenn, "qiita": _qiita, "hexo": _hexo, "plain": _plain}[site.type]
    return _published(path(post, site), site)


def slugify(text: str, mode: SlugMode = "default", *, cased: bool = False) -> str:
    """A text as part of an address, by Jekyll's rules: runs of what the mode does not keep become one hyphen."""
    if mode == "latin":
        text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    if mode != "none":
        kept = "".join(c if _keeps(c, mode) else " " for c in text)
        text = re.sub(" +", "-", kept).removeprefix("-").removesuffix("-")
    return text if cased else text.lower()


def _keeps(character: str, mode: SlugMode) -> bool:
    if mode == "raw":
        return not character.isspace()
    if mode == "ascii":
        return character.isascii() and character.isalnum()
    if mode == "pretty" and character in "._~!$&'()+,;=@":
        return True
    category = unicodedata.category(character)
    return category[0] in "LM" or category == "Nd"


def _published(path: str, site: Site) -> str:
    path = "/" + "/".join(part for part in path.split("/") if part.strip(".")) + ("/" if path.endswith("/") else "")
    whole = quote(f"{site.baseurl}{path}", safe=UNESCAPED, errors="surrogateescape")
    return site.base_url + re.sub("/{2,}", "/", whole)


def _filled(pattern: str, values: Placeholders) -> str:
    """A pattern with its `:placeholders` replaced; ":year_:title" means :year, as in Jekyll. Unknown ones stay."""

    def value(match: re.Match[str]) -> str:
        name = match[1]
        if name in values:
            return values[name]()
        return values[name[:-1]]() + "_" if name.endswith("_") and name[:-1] in values else match[0]

    return re.sub(r":([a-z_]+)", value, pattern)


def _local(post: Address, site: Site) -> datetime | None:
    return on_clock(post.date, zone_of(site.timezone)) if post.date else None


# ---- Jekyll


def _jekyll(post: Address, site: Site) -> str:
    slug = post.slug or undated(post.path.stem).rstrip(".")
    collection = _collection(post, site)
    values = {
        "title": lambda: slugify(slug, "pretty", cased=True),
        "slug": lambda: slugify(slug),
        "name": lambda: slugify(post.path.stem),
        "path": lambda: PurePosixPath(*post.path.parts[1:]).with_suffix("").as_posix(),
        "collection": lambda: collection or "posts",
        "categories": lambda: "/".join(dict.fromkeys(name.lower() for name in post.categories)),
        "slugified_categories": lambda: "/".join(dict.fromkeys(slugify(name) for name in post.categories)),
        "output_ext": lambda: ".html",
        **_clock(_local(post, site), short_names=str.upper),
    }
    pattern = post.permalink or (_collection_pattern(collection, site) if collection else site.permalink or "date")
    return _filled(JEKYLL_STYLES.get(pattern, pattern), values)


def _collection(post: Address, site: Site) -> str:
    first = post.path.parts[0].removeprefix("_")
    return first if first in site.collections and first != "posts" else ""


def _collection_pattern(collection: str, site: Site) -> str:
    if pattern := site.permalinks.get(collection):
        return pattern
    ending = "/" if site.permalink == "pretty" or site.permalink.endswith("/") else ":output_ext"
    return JEKYLL_COLLECTION.replace(":output_ext", ending)


def undated(stem: str) -> str:
    """The name of a file without the date in front: 2024-01-02-neko gives neko."""
    match = DATED_NAME.fullmatch(stem)
    return match[2] if match else stem


def _clock(date: datetime | None, *, short_names: Callable[[str], str] = str) -> dict[str, Callable[[], str]]:
    """The placeholders of a date, all "" for a post without one. English names, whatever the machine's language."""
    if not date:
        return dict.fromkeys(CLOCK, str)
    return {name: lambda show=show: show(date) for name, show in CLOCK.items()} | {
        "short_month": lambda: short_names(MONTHS[date.month - 1][:3]),
        "short_day": lambda: short_names(WEEKDAYS[date.weekday()][:3]),
    }


CLOCK: Mapping[str, Callable[[datetime], str]] = {
    "year": lambda date: f"{date.year:04}",
    "short_year": lambda date: f"{date.year % 100:02}",
    "month": lambda date: f"{date.month:02}",
    "i_month": lambda date: str(date.month),
    "short_month": lambda date: MONTHS[date.month - 1][:3],
    "long_month": lambda date: MONTHS[date.month - 1],
    "day": lambda date: f"{date.day:02}",
    "i_day": lambda date: str(date.day),
    "y_day": lambda date: f"{date.timetuple().tm_yday:03}",
    "short_day": lambda date: WEEKDAYS[date.weekday()][:3],
    "long_day": lambda date: WEEKDAYS[date.weekday()],
    "week": lambda date: f"{date.isocalendar().week:02}",
    "w_year": lambda date: f"{date.isocalendar().year:04}",
    "w_day": lambda date: str(date.isoweekday()),
    "hour": lambda date: f"{date.hour:02}",
    "minute": lambda date: f"{date.minute:02}",
    "second": lambda date: f"{date.second:02}",
}


# ---- The others


def _hugo(post: Address, site: Site) -> str:
    if post.url:
        return post.url
    inside = PurePosixPath(*post.path.parts[1:]) if post.path.parts[0] == "content" else post.path
    stem = inside.stem.removesuffix(f".{site.language.split('-')[0]}")
    bundle = stem == "index"
    folder, name = (inside.parent.parent, inside.parent.name) if bundle else (inside.parent, stem)
    sections = list(folder.parts)
    pattern = site.permalinks.get(sections[0].lower()) if sections else None
    if not pattern:
        return f"{_hugo_path('/'.join([*sections, post.slug or name]))}/"
    clock = _clock(_local(post, site))
    values = {
        **clock,
        "section": lambda: sections[0] if sections else "",
        "sections": lambda: "/".join(sections),
        "title": lambda: slugify(post.title, "raw"),
        "slug": lambda: post.slug or slugify(post.title, "raw"),
        "slugorfilename": lambda: post.slug or name,
        "slugorcontentbasename": lambda: post.slug or name,
        "filename": lambda: name,
        "contentbasename": lambda: name,
        "monthname": clock["long_month"],
        "weekdayname": clock["long_day"],
        "weekday": clock["w_day"],
        "yearday": clock["y_day"],
    }
    return _hugo_path(_filled(pattern, values))


def _hugo_path(path: str) -> str:
    return re.sub(r"\s+", "-", path).lower()


def _zenn(post: Address, _site: Site) -> str:
    return f"/articles/{post.slug or post.path.stem}"


def _qiita(post: Address, _site: Site) -> str:
    return f"/items/{post.id or post.path.stem}"


def _hexo(post: Address, site: Site) -> str:
    path = post.path.with_suffix("")
    inside = PurePosixPath(*path.parts[2:]) if path.parts[:1] == ("source",) else path
    values = {
        "title": lambda: post.slug or inside.as_posix(),
        "name": lambda: inside.name,
        "post_title": lambda: slugify(post.title, "raw"),
        "category": lambda: "/".join(slugify(name, "raw", cased=True) for name in post.categories) or "uncategorized",
        "id": lambda: post.id,
        **_clock(_local(post, site)),
    }
    return _filled(post.permalink or site.permalink or HEXO_DEFAULT, values)


def _plain(post: Address, _site: Site) -> str:
    return post.permalink or post.url or f"/{post.path.with_suffix('').as_posix()}/"
