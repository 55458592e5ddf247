"""Hexo 8: `_config.yml` beside `source/_posts`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from typing import ClassVar, Literal

from index.reading.dates import on_clock, zone_of
from index.reading.frontmatter.values import Value, Values, as_flag, as_list, as_mapping, as_text
from index.reading.markup import hexo
from index.reading.markup.dialect import Dialect
from index.reading.markup.flow import Flow
from index.reading.markup.template import COMMON_MARKS
from index.reading.sites.glob import from_micromatch, matches
from index.reading.sites.head import Head
from index.reading.sites.hexo_permalink import category_path, fill, of_slug, read_name, texts
from index.reading.sites.hexo_slug import Case, HeadingIds, slugize
from index.reading.sites.settings import as_path, described, first_file, lowered, read_settings, split_address
from index.reading.sites.site import HELD_BACK_KEYS, UPDATE_KEYS, Site, Skipped

_SETTINGS = ("_config.yml", "_config.yaml", "_config.json", "_config.toml")
_PERMALINK = ":year/:month/:day/:title/"
# hexo-front-matter 4 takes for front matter what stands above a closing line; hexo-renderer-marked shows `{#id}` behind a heading.
_DIALECT = Dialect(
    (*COMMON_MARKS, *hexo.MARKS),
    breaks=True,
    explicit_anchor=re.compile("(?!)"),
    blanks_above=True,
    openerless=True,
)

# What YAML itself takes for a moment with a zone; any other text Hexo gives to JavaScript's `Date`.
_ZONED_MOMENT = re.compile(
    r"\d{4}-\d\d?-\d\d?(?:[Tt]|[ \t]+)\d\d?:\d\d:\d\d(?:\.\d*)?[ \t]*(?:Z|[-+]\d\d?(?::\d\d)?)", re.ASCII
)


@dataclass(frozen=True)
class Hexo(Site):
    """`source` is the folder with `_posts`; `skip_render` has patterns of paths below it, `ignore` of paths that Hexo does not look
    at. `names` is the rule for names of files."""

    type: ClassVar[str] = "hexo"
    dialect: ClassVar[Dialect] = _DIALECT
    suffixes: ClassVar[tuple[str, ...]] = (".md", ".markdown", ".mkd", ".mkdn", ".mdwn", ".mdtxt", ".mdtext")

    source: str = "source"
    ignore: tuple[str, ...] = field(default=(), repr=False)  # it decides which files are posts, not what these become
    skip_render: tuple[str, ...] = ()
    names: str = ":title.md"
    render_drafts: bool = False
    asset_folders: bool = False
    slug_for_title: bool = False
    filename_case: Case = "0"
    default_category: str = "uncategorized"
    category_map: Mapping[str, str] = field(default_factory=dict)
    permalink_defaults: Mapping[str, str] = field(default_factory=dict)
    trailing_index: bool = True
    trailing_html: bool = True
    heading_ids: HeadingIds = field(default_factory=HeadingIds)

    # ---- Which files are posts

    def holds_posts(self, folder: PurePosixPath) -> bool:
        return any(folder.is_relative_to(inner) for inner in self._folders)

    def copies(self, path: PurePosixPath) -> bool:
        return path.is_relative_to(self.source)

    def is_post(self, path: PurePosixPath) -> bool:
        """Endings are those of hexo-renderer-marked 7.0, in small letters; what begins with _ or . is passed over (`processor/post.js`)."""
        return (
            path.suffix in ((PurePosixPath(self.names).suffix,) if self.asset_folders else self.suffixes)
            and path.suffix in self.suffixes
            and self.holds_posts(path.parent)
            and not any(part.startswith(("_", ".")) for part in self._inside(path).parts)
            and not _matches_one(path.relative_to(self.source).as_posix(), self.skip_render)
        )

    def excludes(self, path: PurePosixPath) -> bool:
        """Hexo matches whole paths, from the root of the disk (`box/index.js`)."""
        return _matches_one(f"/{path.as_posix()}", self.ignore)

    def skipped(self, head: Head, *, drafts: bool, future: bool, now: datetime) -> Skipped:
        shown = self.render_drafts and not any(head.flag(key) for key in HELD_BACK_KEYS)
        return super().skipped(head, drafts=drafts or shown, future=future, now=now)

    # ---- What a post says of itself

    def title_of(self, head: Head) -> str:
        return super().title_of(head) or (self.slug_of(head.place) if self.slug_for_title else "")

    def slug_of(self, place: PurePosixPath) -> str:
        """As in `{% post_link neko %}`. A `slug` in front matter is not read."""
        return self._name(place)["title"]

    def moment(self, value: Value) -> datetime | None:
        """Hexo takes UTC's clock for the site's own where YAML reads the zone (`front_matter.js`): 05:00:00+09:00 is 20:00 of the day
        before, on the page and in its address."""
        date = super().moment(value)
        if date and isinstance(value, str) and _ZONED_MOMENT.fullmatch(value.strip()):
            return on_clock(date, UTC).replace(tzinfo=zone_of(self.timezone))
        return date

    def updated(self, head: Head) -> datetime | None:
        return self.first_date(head, "updated", *UPDATE_KEYS)

    def tags(self, head: Head) -> tuple[str, ...]:
        return head.names("tags", "tag")

    def categories(self, head: Head) -> tuple[str, ...]:
        return head.names("categories", "category")

    # ---- Where a post is published

    def address(self, head: Head) -> str:
        path = head.text("permalink") or self._filled(head)
        if self.asset_folders and not path.endswith(("/", ".html")):
            path += "/"
        if path.endswith("index.html"):
            return path if self.trailing_index else path.removesuffix("index.html")
        return path if self.trailing_html else path.removesuffix(".html")

    def anchor(self, heading: Flow) -> str:
        return self.heading_ids.of(heading)

    # ---- Steps

    @property
    def _folders(self) -> tuple[str, str]:
        return f"{self.source}/_posts", f"{self.source}/_drafts"

    def _inside(self, place: PurePosixPath) -> PurePosixPath:
        """The path below `_posts` or `_drafts`."""
        folder = next((folder for folder in self._folders if place.is_relative_to(folder)), "")
        return place.relative_to(folder)

    def _name(self, place: PurePosixPath) -> dict[str, str]:
        return read_name(self._inside(place), self.names)

    def _date_of_name(self, place: PurePosixPath) -> datetime | None:
        """Without a date in the name as `new_post_name` has it, Hexo takes the day on which the file was made, which nobody knows here."""
        name = self._name(place)
        parts = name.get("year"), name.get("month", name.get("i_month")), name.get("day", name.get("i_day"))
        return self.moment("-".join(part or "" for part in parts)) or super()._date_of_name(place)

    def _filled(self, head: Head) -> str:
        """The rule of the settings with the values of a post: first Hexo's own, then what the name of the file says, then front matter."""
        own = of_slug(self.slug_of(head.place), self.date(head))
        return fill(self.permalink or _PERMALINK, lambda key: own[key] if key in own else self._said(key, head))

    def _said(self, key: str, head: Head) -> str:
        if key == "post_title":
            return slugize(self.title_of(head), "1")
        if key == "category":
            value = head.value("categories") or head.value("category")
            return category_path(value, self.category_map, self.filename_case) or self.default_category
        said = self._name(head.place).get(key) or head.text(key.lower()) or self.permalink_defaults.get(key)
        return said or {"layout": "post"}.get(key, "undefined")


def find_hexo(home: Path, root: Path, prefix: str) -> Hexo | None:
    named = first_file(home, _SETTINGS)
    settings = read_settings(named) if named else {}
    source = as_text(settings.get("source_dir")).strip("/") or Hexo.source
    if not named or not (home / source / "_posts").is_dir():
        return None
    base_url, baseurl = split_address(as_text(settings.get("url")))
    pretty = lowered(settings.get("pretty_urls"))
    return Hexo(
        root,
        prefix,
        **described(settings),
        base_url=base_url,
        baseurl=as_path(as_text(settings.get("root"))) or baseurl,
        permalink=as_text(settings.get("permalink")),
        future=as_flag(settings.get("future")) is not False,
        source=source,
        ignore=as_list(settings.get("ignore")),
        skip_render=as_list(settings.get("skip_render")),
        names=as_text(settings.get("new_post_name")) or Hexo.names,
        render_drafts=as_flag(settings.get("render_drafts")) is True,
        asset_folders=as_flag(settings.get("post_asset_folder")) is True,
        slug_for_title=as_flag(settings.get("use_slug_as_post_title")) is True,
        filename_case=_case(settings.get("filename_case")),
        default_category=as_text(settings.get("default_category")) or Hexo.default_category,
        category_map=texts(as_mapping(settings.get("category_map"))),
        permalink_defaults=texts(as_mapping(settings.get("permalink_defaults"))),
        trailing_index=as_flag(pretty.get("trailing_index")) is not False,
        trailing_html=as_flag(pretty.get("trailing_html")) is not False,
        heading_ids=_heading_ids(lowered(settings.get("marked"))),
    )


def _matches_one(path: str, patterns: tuple[str, ...]) -> bool:
    """Whether micromatch, which Hexo uses, finds a path by one of the patterns."""
    return any(matches(path, from_micromatch(pattern)) for pattern in patterns)


def _heading_ids(marked: Values) -> HeadingIds:
    return HeadingIds(
        given=as_flag(marked.get("headerids")) is not False,
        case=_case(marked.get("modifyanchors")),
        by_alias=as_flag(marked.get("anchoralias")) is True,
        smart=as_flag(marked.get("smartypants")) is not False,
    )


def _case(value: Value) -> Case:
    cases: dict[str, Literal["1", "2"]] = {"1": "1", "2": "2"}
    return cases.get(as_text(value), "0")
