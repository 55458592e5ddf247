"""A folder of posts, and what becomes of them: what generators have in common, and what holds for Markdown without one."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import ClassVar, Literal, Self
from urllib.parse import quote

from index.reading.dates import DEFAULT_ZONE, on_clock, parse_date, zone_of
from index.reading.frontmatter.values import Value, Values
from index.reading.markup import kramdown, liquid
from index.reading.markup.anchor import kramdown_anchor
from index.reading.markup.dialect import Dialect
from index.reading.markup.flow import Flow
from index.reading.markup.template import COMMON_MARKS
from index.reading.sites.head import Head
from index.reading.sites.permalink import Placeholders, clock, filled

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
DATED_NAME = re.compile(r"(\d{2,4}-\d{1,2}-\d{1,2})-(.*)")


@dataclass(frozen=True)
class Site:
    """A folder of posts and what its settings say. The posts are below `root`.

    `prefix` is where `root` is below the site's own folder ("_posts" when PATH is a site's _posts). URLs start with
    `base_url` ("https://blog.example.jp", "" when unknown) and then `baseurl` ("/blog").
    """

    type: ClassVar[str] = "plain"
    dialect: ClassVar[Dialect] = Dialect((*COMMON_MARKS, *liquid.MARKS, *kramdown.MARKS), kramdown=True)
    post_folders: ClassVar[tuple[str, ...]] = ()  # below the site's own; without any, posts lie everywhere
    suffixes: ClassVar[tuple[str, ...]] = (".md", ".markdown", ".mkd", ".mkdn")
    publication_keys: ClassVar[tuple[str, ...]] = PUBLICATION_KEYS  # that may put off a post whose date has come
    keeps_dates: ClassVar[bool] = True  # in the files of the posts; else the generator has them somewhere of its own
    usual_permalink: ClassVar[str] = "/:path/"

    root: Path
    prefix: str = ""
    title: str = ""
    base_url: str = ""
    baseurl: str = ""
    timezone: str = DEFAULT_ZONE
    language: str = "ja"
    author: str = ""
    permalink: str = ""  # "" is what the generator does by default: `usual_permalink`
    future: bool = False
    utf_8_only: bool = False  # the generator does not publish what it cannot read as UTF-8
    parse_block_html: bool = False  # kramdown's option: HTML holds Markdown

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
        """Whether a folder is one in which tools keep what is theirs; a folder of posts may have any name, unless all folders are such."""
        anywhere = self.holds_posts(PurePosixPath())
        return folder.name in _FOLDERS_OF_TOOLS and (anywhere or not self.holds_posts(folder))

    def excludes(self, path: PurePosixPath) -> bool:  # noqa: ARG002
        """Whether the settings leave out a file or a folder."""
        return False

    def copies(self, path: PurePosixPath) -> bool:  # noqa: ARG002
        """Whether the generator publishes a file that is no post, as it is."""
        return False

    def beside(self, place: PurePosixPath) -> str:  # noqa: ARG002
        """What decides on a post beside its bytes and the settings, as the day that git knows. It is part of its fingerprint."""
        return ""

    def history(self) -> str:
        """What is another when `beside` may be, and quick to ask for: those who watch a blog ask every other second."""
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

    def date(self, head: Head) -> datetime | None:
        """When a post is from: its front matter says, or else the name of its file."""
        return self.first_date(head, *DATE_KEYS) or self._date_of_name(head.place)

    def ends(self, head: Head) -> datetime | None:  # noqa: ARG002
        """When a post is published no longer."""
        return None

    def updated(self, head: Head) -> datetime | None:
        return self.first_date(head, *UPDATE_KEYS)

    def first_date(self, head: Head, *keys: str) -> datetime | None:
        """The first date that there is under one of these keys."""
        dates = (self.moment(head.value(key)) for key in keys)
        return next((date for date in dates if date), None)

    def moment(self, value: Value) -> datetime | None:
        """When a date of front matter is, on the clock of the site, as its pages show it; None for what is no date."""
        zone = zone_of(self.timezone)
        date = parse_date(value, zone)
        return on_clock(date, zone) if date else None

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
        return head.text("permalink", "url") or self.by_pattern(head)

    def by_pattern(self, head: Head) -> str:
        """The path of a post by the pattern of all posts."""
        return filled(self.permalink or self.usual_permalink, self.placeholders(head))

    def placeholders(self, head: Head) -> Placeholders:
        """What a pattern of addresses may name."""
        slug = head.text("slug") or self.slug_of_name(head.place)
        return {
            "title": lambda: slug,
            "slug": lambda: slug,
            "name": lambda: head.place.stem,
            "path": lambda: head.place.with_suffix("").as_posix(),
            "categories": lambda: "/".join(self.categories(head)),
            "id": lambda: head.text("id") or head.place.stem,
            **clock(self.date(head)),
        }

    def slug_of_name(self, place: PurePosixPath) -> str:
        """What the name of a file gives its post as a part of the address."""
        return title_of_name(place)

    def with_permalink(self, pattern: str) -> Self:
        """This site with the addresses of its posts by the owner's pattern."""
        return replace(self, permalink=pattern)

    def anchor(self, heading: Flow) -> str:
        """The id of a heading on the page, where no earlier heading has the same; "" for none."""
        return kramdown_anchor(heading)

    def _date_of_name(self, place: PurePosixPath) -> datetime | None:
        match = DATED_NAME.match(place.stem)
        return self.moment(match[1]) if match else None


def title_of_name(place: PurePosixPath) -> str:
    """The title of a post that has none, from the name of its file."""
    return place.parent.name if place.stem == "index" else undated(place.stem)


def undated(stem: str) -> str:
    """The name of a file without the date in front: 2024-01-02-neko gives neko."""
    match = DATED_NAME.fullmatch(stem)
    return (match and match[2]) or stem
