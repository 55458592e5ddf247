"""Jekyll: `_config.yml`, posts in `_posts`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from fnmatch import fnmatch
from pathlib import Path, PurePosixPath
from typing import ClassVar

from index.reading.frontmatter.values import Value, Values, as_flag, as_list, as_mapping, as_text
from index.reading.markup.scanner import SiteType
from index.reading.sites.configuration import read_settings
from index.reading.sites.head import Head
from index.reading.sites.pattern import clock, filled, slugify
from index.reading.sites.settings import as_path, described, first_file, lowered, split_address
from index.reading.sites.site import Site, Skipped, undated

_SETTINGS = ("_config.yml", "_config.yaml", "_config.toml")
_POST_FOLDERS = ("_posts", "_drafts")
_STYLES = {
    "date": "/:categories/:year/:month/:day/:title:output_ext",
    "pretty": "/:categories/:year/:month/:day/:title/",
    "ordinal": "/:categories/:year/:y_day/:title:output_ext",
    "weekdate": "/:categories/:year/W:week/:short_day/:title:output_ext",
    "none": "/:categories/:title:output_ext",
}
_OF_COLLECTIONS = "/:collection/:path:output_ext"


@dataclass(frozen=True)
class Defaults:
    """Front matter that the settings give to every post below `path` and of `type`; an empty one leaves out none."""

    path: str
    type: str
    values: Values


@dataclass(frozen=True)
class Jekyll(Site):
    type: ClassVar[SiteType] = "jekyll"

    permalinks: Mapping[str, str] = field(default_factory=dict)  # of collections
    collections: tuple[str, ...] = ()
    sets: tuple[Defaults, ...] = ()  # the one that wins last

    def holds_posts(self, folder: PurePosixPath) -> bool:
        wanted = {*_POST_FOLDERS, *(f"_{name}" for name in self.collections)}
        return not wanted.isdisjoint(folder.parts)

    def defaults(self, place: PurePosixPath) -> Values:
        collection = place.parts[0].removeprefix("_")
        kinds = {"", "drafts" if "_drafts" in place.parts else "posts"}
        if collection in self.collections:
            kinds.add(collection)
        values: dict[str, Value] = {}
        for each in self.sets:
            inside = not each.path or place.is_relative_to(each.path) or fnmatch(place.as_posix(), f"{each.path}*")
            if each.type in kinds and inside:
                values.update(each.values)
        return values

    def skipped(self, head: Head, *, drafts: bool, future: bool, now: datetime) -> Skipped:
        return super().skipped(head, drafts=drafts, future=future, now=now) if head.found else "no front matter"

    def categories(self, head: Head) -> tuple[str, ...]:
        """The folders above `_posts`, then those of the front matter."""
        parts = head.place.parts
        above = parts[: parts.index("_posts")] if "_posts" in parts else ()
        return tuple(dict.fromkeys((*above, *super().categories(head))))

    def address(self, head: Head) -> str:
        slug = head.text("slug") or undated(head.place.stem).rstrip(".")
        collection, categories = self._collection(head.place), self.categories(head)
        times = clock(self.date(head))
        values = {
            "title": lambda: slugify(slug, "pretty", cased=True),
            "slug": lambda: slugify(slug),
            "name": lambda: slugify(head.place.stem),
            "path": lambda: PurePosixPath(*head.place.parts[1:]).with_suffix("").as_posix(),
            "collection": lambda: collection or "posts",
            "categories": lambda: "/".join(dict.fromkeys(name.lower() for name in categories)),
            "slugified_categories": lambda: "/".join(dict.fromkeys(slugify(name) for name in categories)),
            "output_ext": lambda: ".html",
            **times,
            "short_month": lambda: times["short_month"]().upper(),
            "short_day": lambda: times["short_day"]().upper(),
        }
        pattern = head.text("permalink") or (self._pattern(collection) if collection else self.permalink or "date")
        return filled(_STYLES.get(pattern, pattern), values)

    def _collection(self, place: PurePosixPath) -> str:
        first = place.parts[0].removeprefix("_")
        return first if first in self.collections and first != "posts" else ""

    def _pattern(self, collection: str) -> str:
        if pattern := self.permalinks.get(collection):
            return pattern
        ending = "/" if self.permalink == "pretty" or self.permalink.endswith("/") else ":output_ext"
        return _OF_COLLECTIONS.replace(":output_ext", ending)


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
        sets=tuple(_defaults(settings.get("defaults"))),
    )


def _defaults(sets: Value) -> Iterator[Defaults]:
    """The sets of defaults: Jekyll prefers the longer path, then the later set."""
    found = []
    for one in sets if isinstance(sets, list) else []:
        scope, values = lowered(as_mapping(one).get("scope")), lowered(as_mapping(one).get("values"))
        found.append(Defaults(as_text(scope.get("path")).strip("/"), as_text(scope.get("type")), values))
    yield from sorted(found, key=lambda each: (len(each.path), bool(each.type)))
