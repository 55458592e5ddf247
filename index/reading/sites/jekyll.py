"""Jekyll: `_config.yml`, posts in `_posts`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from fnmatch import fnmatch
from pathlib import Path, PurePosixPath
from typing import ClassVar, Self

from index.reading.dates import zone_of
from index.reading.frontmatter.values import Quoted, Value, Values, as_flag, as_list, as_mapping, as_text
from index.reading.sites.head import Head
from index.reading.sites.jekyll_places import POST_FOLDERS, Places, places_of
from index.reading.sites.permalink import clock, filled, slugify
from index.reading.sites.settings import as_path, described, first_file, lowered, read_settings, split_address
from index.reading.sites.site import DATED_NAME, Site, Skipped, undated

_SETTINGS = ("_config.yml", "_config.yaml", "_config.toml")
_EXTENSIONS = (".markdown", ".mkdown", ".mkdn", ".mkd", ".md")
_HTML = (".html", ".htm")
_STYLES = {
    "date": "/:categories/:year/:month/:day/:title:output_ext",
    "pretty": "/:categories/:year/:month/:day/:title/",
    "ordinal": "/:categories/:year/:y_day/:title:output_ext",
    "weekdate": "/:categories/:year/W:week/:short_day/:title:output_ext",
    "none": "/:categories/:title:output_ext",
}
_OF_COLLECTIONS = "/:collection/:path"
_DEPRECATED_TYPES = {"post": "posts", "page": "pages", "draft": "drafts"}
# A time that Psych takes for one, without a zone: it is UTC then, and not the site's own.
_YAML_TIME = re.compile(r"\d{4}-\d{1,2}-\d{1,2}(?:[Tt]|\s+)\d{1,2}:\d\d:\d\d(?:\.\d*)?")
_SHORT_YEAR = re.compile(r"(\d\d)(-\d{1,2}-\d{1,2})")


@dataclass(frozen=True)
class Defaults:
    """Front matter that the settings give to every post below `path` and of `type`; an empty one leaves out none."""

    path: str
    type: str
    values: Values


@dataclass(frozen=True)
class Jekyll(Site):
    """`extensions` are those of Markdown, `sets` the defaults, of which the one that wins comes last."""

    type: ClassVar[str] = "jekyll"
    publication_keys: ClassVar[tuple[str, ...]] = ()

    permalinks: Mapping[str, str] = field(default_factory=dict)  # of collections
    sets: tuple[Defaults, ...] = ()
    places: Places = field(default_factory=Places)
    extensions: tuple[str, ...] = _EXTENSIONS

    # ---- Which files are posts

    def holds_posts(self, folder: PurePosixPath) -> bool:
        return self.places.may_hold(folder)

    def is_post(self, path: PurePosixPath) -> bool:
        inside = self.places.inside(path)
        if not self.places.lead_to(inside):
            return False
        dated = "_posts" not in inside.parts or DATED_NAME.fullmatch(path.stem) is not None
        return dated and path.suffix.lower() in (*self.extensions, *_HTML)

    def passed_over(self, path: PurePosixPath) -> Skipped:
        ours = path.suffix.lower() in (*self.extensions, *_HTML) and self.holds_posts(path.parent)
        return "name" if ours else super().passed_over(path)

    def excludes(self, path: PurePosixPath) -> bool:
        return self.places.leave_out(path)

    def copies(self, path: PurePosixPath) -> bool:
        return self.places.copy(path)

    def beside(self, place: PurePosixPath) -> str:
        """When a draft was changed, which is its date where it says none."""
        return str(self._changed(place)) if "_drafts" in place.parts else ""

    # ---- What a post says of itself

    def defaults(self, place: PurePosixPath) -> Values:
        """The values of the settings: lib/jekyll/frontmatter_defaults.rb of Jekyll 4.3."""
        inside = self.places.inside(place).as_posix()
        kind = self.places.collection(place) or "posts"
        values: dict[str, Value] = {}
        for each in self.sets:
            path = self.places.below_collections(each.path)
            if each.type in {"", kind} and (inside.startswith(path) or fnmatch(inside, f"{path}*")):
                values.update(each.values)
        return values

    def skipped(self, head: Head, *, drafts: bool, future: bool, now: datetime) -> Skipped:
        if not head.found and self.places.collection(head.place):
            return "no front matter"  # a post needs none
        return super().skipped(head, drafts=drafts, future=future, now=now)

    def title_of(self, head: Head) -> str:
        """The title, or else what Jekyll makes of the file's name: welcome-to-jekyll gives Welcome To Jekyll."""
        words = (word.capitalize() for word in undated(head.place.stem).rstrip(".").split("-"))
        return head.text("title") or " ".join(words)

    def date(self, head: Head) -> datetime | None:
        """The date, or else that of the file's name; a draft without either was changed last when its file was."""
        date = self.first_date(head, "date") or self._date_of_name(head.place)
        return date or (self._changed(head.place) if "_drafts" in head.place.parts else super().date(head))

    def moment(self, value: Value) -> datetime | None:
        return super().moment(_as_ruby_reads(value))

    def categories(self, head: Head) -> tuple[str, ...]:
        """The folders above `_posts`, then those of the defaults and of the front matter, `categories` before `category`."""
        parts = self.places.inside(head.place).parts
        above = next((parts[: parts.index(folder)] for folder in POST_FOLDERS if folder in parts), ())
        defaults = as_list(self.defaults(head.place).get("categories"), split=True)
        return tuple(dict.fromkeys((*above, *defaults, *head.names("categories", split=True), *head.names("category"))))

    # ---- Where a post is published

    def address(self, head: Head) -> str:
        slug = head.text("slug") or undated(head.place.stem).rstrip(".")
        collection, categories = self.places.collection(head.place), self.categories(head)
        values = {
            "title": lambda: slugify(slug, "pretty", cased=True),
            "slug": lambda: slugify(slug),
            "name": lambda: slugify(head.place.stem),
            "path": lambda: self.places.path_in_collection(head.place),
            "collection": lambda: collection or "posts",
            "categories": lambda: "/".join(dict.fromkeys(name.lower() for name in categories)),
            "slugified_categories": lambda: "/".join(dict.fromkeys(slugify(name) for name in categories)),
            "output_ext": lambda: head.place.suffix if head.place.suffix.lower() in _HTML else ".html",
            **clock(self.date(head)),
        }
        filled_in = filled(head.text("permalink") or self._pattern(collection), values)
        return filled_in.replace("..", "/").replace("./", "")  # as lib/jekyll/url.rb has it

    def with_permalink(self, pattern: str) -> Self:
        of_posts = {"posts": _STYLES.get(pattern, pattern)}
        return replace(self, permalink=pattern, permalinks={**self.permalinks, **of_posts})

    def _pattern(self, collection: str) -> str:
        if pattern := self.permalinks.get(collection or "posts"):
            return pattern
        style = self.permalink or "date"
        if not collection:
            return _STYLES.get(style, style)
        if style in ("date", "ordinal", "none") or style.endswith(":output_ext"):
            return f"{_OF_COLLECTIONS}:output_ext"
        return f"{_OF_COLLECTIONS}/" if style == "pretty" or style.endswith("/") else _OF_COLLECTIONS

    # ---- Steps

    def _changed(self, place: PurePosixPath) -> datetime | None:
        with suppress(OSError, ValueError):
            changed = (self.root / place.relative_to(self.prefix)).stat().st_mtime
            return datetime.fromtimestamp(changed, zone_of(self.timezone))
        return None


def find_jekyll(home: Path, root: Path, prefix: str) -> Jekyll | None:
    named = first_file(home, _SETTINGS)
    return _configured(read_settings(named), root, prefix) if named else None


def find_bare_jekyll(home: Path, root: Path, prefix: str) -> Jekyll | None:
    """Posts of a Jekyll site whose settings are elsewhere."""
    return _configured({}, root, prefix) if any((home / folder).is_dir() for folder in POST_FOLDERS) else None


def _configured(settings: Values, root: Path, prefix: str) -> Jekyll:
    published = {name: lowered(about) for name, about in as_mapping(settings.get("collections")).items()}
    return Jekyll(
        root,
        prefix,
        **described(settings),
        base_url=split_address(as_text(settings.get("url")))[0],
        baseurl=as_path(as_text(settings.get("baseurl"))),
        permalink=as_text(settings.get("permalink")),
        permalinks={name: as_text(about.get("permalink")) for name, about in published.items()},
        places=places_of(settings, published),
        parse_block_html=as_flag(lowered(settings.get("kramdown")).get("parse_block_html")) is True,
        future=as_flag(settings.get("future")) or False,
        utf_8_only=as_text(settings.get("encoding")).lower() in {"", "utf-8", "utf8"},
        extensions=_extensions(as_text(settings.get("markdown_ext"))) or _EXTENSIONS,
        sets=tuple(_defaults(settings.get("defaults"))),
    )


def _defaults(sets: Value) -> Iterator[Defaults]:
    """The sets of defaults: Jekyll prefers the longer path, then the later set."""
    found = []
    for one in sets if isinstance(sets, list) else []:
        scope, values = lowered(as_mapping(one).get("scope")), lowered(as_mapping(one).get("values"))
        kind = as_text(scope.get("type"))
        found.append(Defaults(as_text(scope.get("path")).lstrip("/"), _DEPRECATED_TYPES.get(kind, kind), values))
    yield from sorted(found, key=lambda each: (len(each.path), bool(each.type)))


def _extensions(listed: str) -> tuple[str, ...]:
    return tuple(f".{name.strip().lower()}" for name in listed.split(",") if name.strip())


def _as_ruby_reads(value: Value) -> Value:
    """A date as Psych and Ruby's `Time.parse` read it: a time of YAML without a zone is UTC, and 24-01-05 of this century."""
    if not isinstance(value, str):
        return value
    if not isinstance(value, Quoted) and _YAML_TIME.fullmatch(value.strip()):
        return f"{value.strip()}Z"
    short = _SHORT_YEAR.match(value)
    century = "19" if short and int(short[1]) > 68 else "20"
    return f"{century}{value}" if short else value
