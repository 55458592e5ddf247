"""Jekyll: `_config.yml`, posts in `_posts`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from fnmatch import fnmatch
from pathlib import Path, PurePosixPath
from typing import ClassVar

from index.reading.dates import zone_of
from index.reading.frontmatter.values import Quoted, Value, Values, as_flag, as_list, as_mapping, as_text
from index.reading.markup.scanner import SiteType
from index.reading.sites.configuration import read_settings
from index.reading.sites.entryfilter import EntryFilter
from index.reading.sites.head import Head
from index.reading.sites.pattern import clock, filled, slugify
from index.reading.sites.settings import as_path, described, first_file, lowered, split_address
from index.reading.sites.site import Site, Skipped, undated

_SETTINGS = ("_config.yml", "_config.yaml", "_config.toml")
_POST_FOLDERS = ("_posts", "_drafts")
_OF_POSTS = frozenset(_POST_FOLDERS)
_EXTENSIONS = (".markdown", ".mkdown", ".mkdn", ".mkd", ".md")
_HTML = (".html", ".htm")
_DATED = re.compile(r"(\d{2,4}-\d{1,2}-\d{1,2})-.*")
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
    """The posts are below `source` and below `collections_dir` in it. `include` has patterns of names that Jekyll
    would pass over, `extensions` are those of Markdown, `sets` the defaults, of which the one that wins comes last."""

    type: ClassVar[SiteType] = "jekyll"
    publication_keys: ClassVar[tuple[str, ...]] = ()

    permalinks: Mapping[str, str] = field(default_factory=dict)  # of collections
    collections: tuple[str, ...] = ()
    sets: tuple[Defaults, ...] = ()
    source: str = ""
    collections_dir: str = ""
    include: tuple[str, ...] = ()
    extensions: tuple[str, ...] = _EXTENSIONS

    # ---- Which files are posts

    def holds_posts(self, folder: PurePosixPath) -> bool:
        parts = self._inside(folder).parts
        return not _OF_POSTS.isdisjoint(parts) or bool(parts and self._collection_of(parts[0]))

    def is_post(self, path: PurePosixPath) -> bool:
        inside = self._inside(path)
        entry = self._entry(inside)
        if entry is None or self._filter.refuses(entry):
            return False
        dated = "_posts" not in inside.parts or _DATED.fullmatch(path.stem) is not None
        return dated and path.suffix.lower() in (*self.extensions, *_HTML)

    def passed_over(self, path: PurePosixPath) -> Skipped:
        ours = path.suffix.lower() in (*self.extensions, *_HTML) and self.holds_posts(path.parent)
        return "name" if ours else super().passed_over(path)

    def excludes(self, path: PurePosixPath) -> bool:
        return self._filter.excludes(_below(path, self.source))

    def beside(self, place: PurePosixPath) -> str:
        """When a draft was changed, which is its date where it says none."""
        return str(self._changed(place)) if "_drafts" in place.parts else ""

    # ---- What a post says of itself

    def defaults(self, place: PurePosixPath) -> Values:
        """The values of the settings: lib/jekyll/frontmatter_defaults.rb of Jekyll 4.3."""
        inside = self._inside(place).as_posix()
        kind = self._collection(place) or "posts"
        values: dict[str, Value] = {}
        for each in self.sets:
            path = each.path.removeprefix(f"{self.collections_dir}/") if self.collections_dir else each.path
            if each.type in {"", kind} and (inside.startswith(path) or fnmatch(inside, f"{path}*")):
                values.update(each.values)
        return values

    def skipped(self, head: Head, *, drafts: bool, future: bool, now: datetime) -> Skipped:
        if not head.found and self._collection(head.place):
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

    def first_date(self, head: Head, *keys: str) -> datetime | None:
        return super().first_date(Head(head.place, {key: _as_ruby_reads(head.value(key)) for key in keys}), *keys)

    def _date_of_name(self, place: PurePosixPath) -> datetime | None:
        name = _DATED.match(place.stem)
        return self.first_date(Head(place, {"date": name[1]}), "date") if name else None

    def categories(self, head: Head) -> tuple[str, ...]:
        """The folders above `_posts`, then those of the defaults and of the front matter, `categories` before `category`."""
        parts = self._inside(head.place).parts
        above = next((parts[: parts.index(folder)] for folder in _POST_FOLDERS if folder in parts), ())
        defaults = as_list(self.defaults(head.place).get("categories"), split=True)
        return tuple(dict.fromkeys((*above, *defaults, *head.names("categories", split=True), *head.names("category"))))

    # ---- Where a post is published

    def address(self, head: Head) -> str:
        slug = head.text("slug") or undated(head.place.stem).rstrip(".")
        collection, categories = self._collection(head.place), self.categories(head)
        values = {
            "title": lambda: slugify(slug, "pretty", cased=True),
            "slug": lambda: slugify(slug),
            "name": lambda: slugify(head.place.stem),
            "path": lambda: self._path_in_collection(head.place),
            "collection": lambda: collection or "posts",
            "categories": lambda: "/".join(dict.fromkeys(name.lower() for name in categories)),
            "slugified_categories": lambda: "/".join(dict.fromkeys(slugify(name) for name in categories)),
            "output_ext": lambda: head.place.suffix if head.place.suffix.lower() in _HTML else ".html",
            **clock(self.date(head)),
        }
        filled_in = filled(head.text("permalink") or self._pattern(collection), values)
        return filled_in.replace("..", "/").replace("./", "")  # as lib/jekyll/url.rb has it

    def _pattern(self, collection: str) -> str:
        if pattern := self.permalinks.get(collection or "posts"):
            return pattern
        style = self.permalink or "date"
        if not collection:
            return _STYLES.get(style, style)
        if style in ("date", "ordinal", "none") or style.endswith(":output_ext"):
            return f"{_OF_COLLECTIONS}:output_ext"
        return f"{_OF_COLLECTIONS}/" if style == "pretty" or style.endswith("/") else _OF_COLLECTIONS

    # ---- Places

    @property
    def _filter(self) -> EntryFilter:
        return EntryFilter(self.include, self.exclude)

    def _inside(self, path: PurePosixPath) -> PurePosixPath:
        """A path below the folder that holds `_posts` and the collections; an empty one for what lies elsewhere."""
        return _below(_below(path, self.source), self.collections_dir)

    def _entry(self, inside: PurePosixPath) -> PurePosixPath | None:
        """A file's path below its `_posts` or its collection; None where Jekyll never gets there."""
        folders = inside.parts[:-1]
        for depth, name in enumerate(folders):
            if name in _OF_POSTS or (depth == 0 and self._collection_of(name)):
                return PurePosixPath(*inside.parts[depth + 1 :])
            if self._filter.refuses(PurePosixPath(name)):
                return None
        return None

    def _collection(self, place: PurePosixPath) -> str:
        """The collection that a document belongs to; "" for posts and drafts."""
        inside = self._inside(place)
        return self._collection_of(inside.parts[0]) if len(inside.parts) > 1 else ""

    def _collection_of(self, folder: str) -> str:
        label = folder.removeprefix("_")
        return label if folder.startswith("_") and label in self.collections and label != "posts" else ""

    def _path_in_collection(self, place: PurePosixPath) -> str:
        inside = self._inside(place)
        of = f"_{self._collection(place) or 'posts'}"
        return inside.with_suffix("").as_posix().replace(of, "", 1).rstrip(".")

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
    return _configured({}, root, prefix) if any((home / folder).is_dir() for folder in _POST_FOLDERS) else None


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
        collections=tuple(name for name, about in published.items() if as_flag(about.get("output"))),
        future=as_flag(settings.get("future")) or False,
        exclude=as_list(settings.get("exclude")),
        parse_block_html=as_flag(lowered(settings.get("kramdown")).get("parse_block_html")) is True,
        source=_as_folder(settings.get("source")),
        collections_dir=_as_folder(settings.get("collections_dir")),
        include=as_list(settings.get("include")),
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


def _as_folder(value: Value) -> str:
    """A folder below the site's own, "" for that itself; one that lies elsewhere is not ours to look at."""
    folder = PurePosixPath(as_text(value).strip())
    return "" if folder.is_absolute() or ".." in folder.parts or folder == PurePosixPath() else folder.as_posix()


def _extensions(listed: str) -> tuple[str, ...]:
    return tuple(f".{name.strip().lower()}" for name in listed.split(",") if name.strip())


def _below(path: PurePosixPath, folder: str) -> PurePosixPath:
    return path.relative_to(folder) if path.is_relative_to(folder) else PurePosixPath()


def _as_ruby_reads(value: Value) -> Value:
    """A date as Psych and Ruby's `Time.parse` read it: a time of YAML without a zone is UTC, and 24-01-05 of this century."""
    if not isinstance(value, str):
        return value
    if not isinstance(value, Quoted) and _YAML_TIME.fullmatch(value.strip()):
        return f"{value.strip()}Z"
    short = _SHORT_YEAR.match(value)
    century = "19" if short and int(short[1]) > 68 else "20"
    return f"{century}{value}" if short else value
