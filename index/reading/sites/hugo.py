"""Hugo: `hugo.toml`, posts in `content`."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import ClassVar, Self

from index.reading.dates import parse_date, zone_of
from index.reading.frontmatter.values import Value, Values, as_flag, as_list, as_text
from index.reading.markup import hugo
from index.reading.markup.dialect import Dialect
from index.reading.markup.flow import Flow
from index.reading.markup.template import COMMON_MARKS
from index.reading.sites.head import Head
from index.reading.sites.hugo_address import DATED_NAME, Address, Addresses, addresses_of
from index.reading.sites.hugo_content import Content, content_of
from index.reading.sites.hugo_sections import Cascade, Sections, cascades, inherited, read_content
from index.reading.sites.hugo_settings import hugo_settings
from index.reading.sites.settings import described, lowered, split_address
from index.reading.sites.site import Site, Skipped

# Front matter that is a page's date, in the order in which Hugo looks (`resources/page/pagemeta/page_frontmatter.go`, 0.168).
_DATES = ("date", "publishdate", "pubdate", "published", "lastmod", "modified")
_OF_FILE_NAME = ":filename"
# Of blanks above front matter: `lexIntroSection` in Hugo's pageparser, 0.111.
_DIALECT = Dialect((*COMMON_MARKS, *hugo.MARKS), blanks_above=True)


@dataclass(frozen=True)
class Hugo(Site):
    type: ClassVar[str] = "hugo"
    dialect: ClassVar[Dialect] = _DIALECT
    suffixes: ClassVar[tuple[str, ...]] = (".md", ".markdown", ".mdown")

    timezone: str = "UTC"
    content: Content = field(default_factory=Content)
    sections: Sections = field(default_factory=dict)
    cascade: tuple[Cascade, ...] = ()
    bundles: frozenset[str] = field(
        default=frozenset(), repr=False
    )  # they decide which files are posts, not what these become
    ignored: tuple[str, ...] = field(default=(), repr=False)  # expressions for paths of files
    addresses: Addresses = field(default_factory=Addresses)
    dates: tuple[str, ...] = _DATES
    expired: bool = False  # whether pages are published after their time
    ids: str = "github"  # the rule for ids of headings; "" for none

    # ---- Which files are posts

    def holds_posts(self, folder: PurePosixPath) -> bool:
        return self.content.holds(folder)

    def is_post(self, path: PurePosixPath) -> bool:
        name = path.name.split(".")[0]
        if not super().is_post(path) or name == "_index":
            return False
        bundle = next((folder for folder in path.parents if folder.as_posix() in self.bundles), None)
        return not bundle or (path.parent == bundle and name == "index")

    def excludes(self, path: PurePosixPath) -> bool:
        return any(re.search(each, f"/{path}") for each in self.ignored)

    def copies(self, path: PurePosixPath) -> bool:
        return path.parts[0] == "static" or self.holds_posts(path.parent)

    # ---- What is published

    def defaults(self, place: PurePosixPath) -> Values:
        return inherited(self.content.page(place), self.sections, self.cascade)

    def skipped(self, head: Head, *, drafts: bool, future: bool, now: datetime) -> Skipped:
        if not self._is_published(head):
            return "unpublished"
        ends = self.ends(head)
        if ends and ends < now:
            return "expired"
        return super().skipped(head, drafts=drafts, future=future, now=now)

    def ends(self, head: Head) -> datetime | None:
        return None if self.expired else self.first_date(head, "expirydate", "unpublishdate")

    def _is_published(self, head: Head) -> bool:
        """Whether there is a page, and lists of pages have it."""
        build = lowered(head.value("build") or head.value("_build"))
        kept_out = as_text(build.get("render")).lower() in ("never", "link", "false")
        unlisted = as_text(build.get("list")).lower() in ("never", "false")
        headless = head.place.name.startswith("index.") and head.flag("headless")
        language = self.content.page(head.place).language
        return self.content.publishes(language) and not (kept_out or unlisted or headless)

    # ---- What a post says of itself

    def moment(self, value: Value) -> datetime | None:
        """Hugo's pages show a date on its own clock, and not on that of the site."""
        return parse_date(value, zone_of(self.timezone))

    def date(self, head: Head) -> datetime | None:
        return self._date_of_page(head) or super().date(head)

    def _date_of_page(self, head: Head) -> datetime | None:
        """The date that Hugo sees, as the settings' `frontmatter.date` says."""
        name = DATED_NAME.fullmatch(self.content.page(head.place).name)
        values = (name and name[1] if key == _OF_FILE_NAME else head.value(key) for key in self.dates)
        return next((date for value in values if (date := self.moment(value))), None)

    def tags(self, head: Head) -> tuple[str, ...]:
        return head.names("tags", "tag")

    def categories(self, head: Head) -> tuple[str, ...]:
        return head.names("categories", "category")

    # ---- Where a post is published

    def address(self, head: Head) -> str:
        page = self.content.page(head.place)
        address = Address(head, page, self.addresses, self.sections, self._date_of_page(head))
        return address.below(self.content.prefix(page.language))

    def with_permalink(self, pattern: str) -> Self:
        return replace(self, permalink=pattern, addresses=replace(self.addresses, of_all=pattern))

    def anchor(self, heading: Flow) -> str:
        return hugo.goldmark_anchor(heading, self.ids) if self.ids else ""


def find_hugo(home: Path, root: Path, prefix: str) -> Hugo | None:
    settings = hugo_settings(home)
    if settings is None:
        return None
    content = content_of(settings)
    base_url, baseurl = split_address(as_text(settings.get("baseurl")))
    about = described(settings)
    languages = {code: lowered(said) for code, said in lowered(settings.get("languages")).items()}
    language = languages.get(content.languages[0].code, {})
    about["title"] = about["title"] or as_text(language.get("title"))
    about["author"] = as_text(lowered(settings.get("params")).get("author")) or about["author"]
    about["timezone"] = as_text(settings.get("timezone")) or Hugo.timezone
    sections, bundles = read_content(home, content)
    dates = _dates(settings)
    return Hugo(
        root,
        prefix,
        **about,
        base_url=base_url,
        baseurl=baseurl,
        content=content,
        sections=sections,
        cascade=cascades(settings.get("cascade")),
        bundles=bundles,
        ignored=tuple(each for each in as_list(settings.get("ignorefiles")) if _is_expression(each)),
        addresses=addresses_of(settings, languages, dated=_OF_FILE_NAME in dates),
        dates=dates,
        future=as_flag(settings.get("buildfuture")) or False,
        expired=as_flag(settings.get("buildexpired")) or False,
        ids=_ids(settings),
    )


def _is_expression(text: str) -> bool:
    try:
        re.compile(text)
    except re.error:  # or one of Go's alone
        return False
    return True


def _dates(settings: Values) -> tuple[str, ...]:
    keys = as_list(lowered(settings.get("frontmatter")).get("date")) or (":default",)
    return tuple(key for named in keys for key in (_DATES if named.lower() == ":default" else (named.lower(),)))


def _ids(settings: Values) -> str:
    goldmark = lowered(lowered(settings.get("markup")).get("goldmark"))
    parser = lowered(goldmark.get("parser"))
    if as_flag(parser.get("autoheadingid")) is False:
        return ""
    return as_text(parser.get("autoidtype") or parser.get("autoheadingidtype")).lower() or "github"
