"""A folder of posts, and what becomes of them: what generators have in common, and what holds for Markdown without one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from fnmatch import fnmatch
from pathlib import Path, PurePosixPath
from typing import ClassVar, Literal
from urllib.parse import quote

from index.reading.dates import DEFAULT_ZONE, on_clock, parse_date, zone_of
from index.reading.frontmatter.values import Values
from index.reading.markup.flow import Flow
from index.reading.markup.markup import kramdown_anchor
from index.reading.markup.scanner import SiteType
from index.reading.sites.head import Head

# Why a file is left out. The first come from what its front matter says, the others from its name and its place.
Skipped = Literal[
    "",
    "draft",
    "future",
    "expired",
    "unpublished",
    "no front matter",
    "kept out",
    "name",
    "not Markdown",
    "excluded",
    "link",
    "no regular file",
]

PUBLICATION_KEYS = ("publishdate", "published_at", "published", "pubdate")
DATE_KEYS = ("date", *PUBLICATION_KEYS, "created_at")
HELD_BACK_KEYS = ("draft", "private", "ignorepublish")
UPDATE_KEYS = ("last_modified_at", "lastmod", "modified", "updated", "updated_at")

# What Jekyll's `URL.escape_path` leaves alone, and "%" for what an author has encoded already.
_UNESCAPED = "/:@!$&'()*+,;=-._~%"
# Folders of tools, where no site of its own says otherwise.
_FOLDERS_OF_TOOLS = ("_site", "node_modules", "vendor")
# What generators publish as well, or somebody takes for a post; an image beside the posts is neither.
_OTHER_POSTS = (".html", ".htm", ".mdx", ".adoc", ".asciidoc", ".org", ".rst", ".textile")
_DATED_NAME = re.compile(r"(\d{2,4}-\d{1,2}-\d{1,2})-(.+)")


@dataclass(frozen=True)
class Site:
    """A folder of posts and what its settings say. The posts are below `root`.

    `prefix` is where `root` is below the site's own folder ("_posts" when PATH is a site's _posts). URLs start with
    `base_url` ("https://blog.example.jp", "" when unknown) and then `baseurl` ("/blog").
    """

    type: ClassVar[SiteType] = "plain"
    post_folders: ClassVar[tuple[str, ...]] = ()  # below the site's own; without any, posts lie everywhere
    suffixes: ClassVar[tuple[str, ...]] = (".md", ".markdown", ".mkd", ".mkdn")
    breaks: ClassVar[bool] = False  # whether a line of the source is one of the page
    publication_keys: ClassVar[tuple[str, ...]] = PUBLICATION_KEYS  # that may put off a post whose date has come
    keeps_dates: ClassVar[bool] = True  # in the files of the posts; else the generator has them somewhere of its own
    explicit_anchor: ClassVar[re.Pattern[str] | None] = None  # group 1: the id that an author wrote behind a heading

    root: Path
    prefix: str = ""
    title: str = ""
    base_url: str = ""
    baseurl: str = ""
    timezone: str = DEFAULT_ZONE
    language: str = "ja"
    author: str = ""
    permalink: str = ""  # "" is what the generator does by default
    future: bool = False
    exclude: tuple[str, ...] = ()
    kept_out: tuple[str, ...] = ()  # the patterns of the index's owner, of which the generator knows nothing

    # ---- Which files are posts

    def path_of(self, post: Path) -> PurePosixPath:
        """The post's path below the site's own folder."""
        return PurePosixPath(self.prefix, post.relative_to(self.root).as_posix())

    def holds_posts(self, folder: PurePosixPath) -> bool:
        """Whether a post may lie in this folder, a path below the site's own."""
        return not self.post_folders or any(folder.is_relative_to(inner) for inner in self.post_folders)

    def is_post(self, path: PurePosixPath) -> bool:
        """Whether the file at this path, below the site's own folder, is a post by its name and its place."""
        return path.suffix.lower() in self.suffixes and self.holds_posts(path.parent)

    def passed_over(self, path: PurePosixPath) -> Skipped:
        """Why a file that is no post is none, by its name and its place; "" where nobody would take it for one."""
        if not self.holds_posts(path.parent):
            return ""
        suffix = path.suffix.lower()
        if suffix in self.suffixes:
            return "name"
        return "not Markdown" if suffix in _OTHER_POSTS else ""

    def is_of_tools(self, folder: PurePosixPath) -> bool:
        """Whether a folder is one in which tools keep what is theirs; a folder of posts may have any name."""
        return folder.name in _FOLDERS_OF_TOOLS and (self.type == "plain" or not self.holds_posts(folder))

    def excludes(self, path: PurePosixPath) -> bool:
        """Whether the settings leave a path out: a pattern names it, a folder above it, or matches it."""
        return _matches(path, self.exclude)

    def keeps_out(self, path: PurePosixPath) -> bool:
        """Whether the owner of the index wants a path in no search; patterns are those of `excludes`."""
        return _matches(path, self.kept_out)

    def beside(self, place: PurePosixPath) -> str:  # noqa: ARG002
        """What decides on a post beside its bytes and the settings, as the day that git knows. It is part of its fingerprint."""
        return ""

    # ---- What a post says of itself

    def defaults(self, place: PurePosixPath) -> Values:  # noqa: ARG002
        """What the settings say of a post at this place where its front matter does not."""
        return {}

    def skipped(self, head: Head, *, drafts: bool, future: bool, now: datetime) -> Skipped:
        """Why the site does not publish a post; "" where it does."""
        if self.is_draft(head) and not drafts:
            return "draft"
        if head.flag("published") is False and not drafts:
            return "unpublished"
        starts = self.first_date(head, *self.publication_keys) or self.date(head)
        return "future" if not (future or self.future) and starts and starts > now else ""

    def is_draft(self, head: Head) -> bool:
        """Whether its author holds a post back."""
        return "_drafts" in head.place.parts or any(head.flag(key) for key in HELD_BACK_KEYS)

    def title_of(self, head: Head) -> str:
        return head.text("title")

    def title_of_name(self, place: PurePosixPath) -> str:
        """The title of a post that has none, from the name of its file."""
        return place.parent.name if place.stem == "index" else undated(place.stem)

    def date(self, head: Head) -> datetime | None:
        """When a post is from: its front matter says, or else the name of its file."""
        return self.first_date(head, *DATE_KEYS) or self._date_of_name(head.place)

    def ends(self, head: Head) -> datetime | None:  # noqa: ARG002
        """When a post is published no longer."""
        return None

    def updated(self, head: Head) -> datetime | None:
        return self.first_date(head, *UPDATE_KEYS)

    def first_date(self, head: Head, *keys: str) -> datetime | None:
        """The first date that there is under one of these keys, on the clock of the site, as its pages show it."""
        zone = zone_of(self.timezone)
        dates = (parse_date(head.value(key), zone) for key in keys)
        return next((on_clock(date, zone) for date in dates if date), None)

    def tags(self, head: Head) -> tuple[str, ...]:
        """Tags, or topics as Zenn calls them. Only the plural key cuts a string at white space, as in Jekyll."""
        return (
            head.names("tag")
            or head.names("tags", split=True)
            or head.names("topic")
            or head.names("topics", split=True)
        )

    def categories(self, head: Head) -> tuple[str, ...]:
        return head.names("category") or head.names("categories", split=True)

    def author_of(self, head: Head) -> str:
        return head.text("author", "authors") or self.author

    def slug_of(self, place: PurePosixPath) -> str:  # noqa: ARG002
        """The name by which other posts link to the one at this place and show its title; "" where the generator knows no such links."""
        return ""

    # ---- Where a post is published

    def url_of(self, head: Head) -> str:
        """The post's address: absolute where the site says where it is published, else a path that begins with "/". It is
        percent-encoded, so that it can go into an `href` as it is."""
        path = self.address(head)
        path = "/" + "/".join(part for part in path.split("/") if part.strip(".")) + ("/" if path.endswith("/") else "")
        whole = quote(f"{self.baseurl}{path}", safe=_UNESCAPED, errors="surrogateescape")
        return self.base_url + re.sub("/{2,}", "/", whole)

    @property
    def home(self) -> str:
        """The address of the blog's front page; "" where nobody says where it is published."""
        return f"{self.base_url}{quote(self.baseurl, safe=_UNESCAPED)}/" if self.base_url else ""

    def address(self, head: Head) -> str:
        """The post's path below the site's address, not yet percent-encoded."""
        return head.text("permalink", "url") or f"/{head.place.with_suffix('').as_posix()}/"

    def anchor(self, heading: Flow) -> str:
        """The id of a heading on the page, where no earlier heading has the same; "" for none."""
        return kramdown_anchor(heading)

    def _date_of_name(self, place: PurePosixPath) -> datetime | None:
        match = _DATED_NAME.match(place.stem)
        return parse_date(match[1], zone_of(self.timezone)) if match else None


def _matches(path: PurePosixPath, patterns: tuple[str, ...]) -> bool:
    return any(
        path.is_relative_to(pattern.strip("/")) or fnmatch(path.as_posix(), pattern.strip("/"))
        for pattern in patterns
        if pattern.strip("/")
    )


def undated(stem: str) -> str:
    """The name of a file without the date in front: 2024-01-02-neko gives neko."""
    match = _DATED_NAME.fullmatch(stem)
    return match[2] if match else stem
