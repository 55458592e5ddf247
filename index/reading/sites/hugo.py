"""Hugo: `hugo.toml`, posts in `content`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import ClassVar

from index.reading.dates import parse_date, zone_of
from index.reading.frontmatter.values import Value, Values, as_flag, as_list, as_text
from index.reading.markup import goldmark
from index.reading.markup.dialect import Dialect
from index.reading.markup.flow import Flow
from index.reading.markup.template import COMMON_MARKS
from index.reading.sites.head import Head
from index.reading.sites.hugo_content import Content, Page, content_of
from index.reading.sites.hugo_permalink import UNDATED, expanded, sanitized
from index.reading.sites.hugo_sections import Cascade, Section, Sections, cascades, inherited, read_content
from index.reading.sites.hugo_settings import hugo_settings
from index.reading.sites.settings import described, lowered, split_address
from index.reading.sites.site import Site, Skipped

# Front matter that is a page's date, in the order in which Hugo looks (`resources/page/pagemeta/page_frontmatter.go`, 0.168).
_DATES = ("date", "publishdate", "pubdate", "published", "lastmod", "modified")
_OF_FILE_NAME = ":filename"
# Of blanks above front matter: `lexIntroSection` in Hugo's pageparser, 0.111.
_DIALECT = Dialect((*COMMON_MARKS, *goldmark.MARKS), blanks_above=True)
_DATED_NAME = re.compile(r"(\d{4}-\d{2}-\d{2})(?:-(.+))?")


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
    permalinks: Mapping[str, str] = field(default_factory=dict)  # of sections, "p/q"; "" is that of pages in none
    permalinks_of: Mapping[str, Mapping[str, str]] = field(
        default_factory=dict
    )  # languages that have their own instead
    ugly: tuple[str, ...] = ()  # sections whose addresses end in .html, "" for all
    cased: bool = False  # whether addresses keep capital letters
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

    def first_date(self, head: Head, *keys: str) -> datetime | None:
        """Hugo's pages show a date on its own clock, and not on that of the site."""
        zone = zone_of(self.timezone)
        dates = (parse_date(head.value(key), zone) for key in keys)
        return next((date for date in dates if date), None)

    def date(self, head: Head) -> datetime | None:
        return self._date_of_page(head) or super().date(head)

    def _date_of_page(self, head: Head) -> datetime | None:
        """The date that Hugo sees, as the settings' `frontmatter.date` says."""
        name = _DATED_NAME.fullmatch(self.content.page(head.place).name)
        values = (name and name[1] if key == _OF_FILE_NAME else head.value(key) for key in self.dates)
        dates = (parse_date(value, zone_of(self.timezone)) for value in values)
        return next((date for date in dates if date), None)

    def tags(self, head: Head) -> tuple[str, ...]:
        return head.names("tags") or head.names("tag")

    def categories(self, head: Head) -> tuple[str, ...]:
        return head.names("categories") or head.names("category")

    # ---- Where a post is published

    def address(self, head: Head) -> str:
        page = self.content.page(head.place)
        prefix = self.content.prefix(page.language)
        if url := head.text("url"):
            path = self._expanded(url, head, page)
            path = path if path.startswith("/") else f"{prefix}/{path}"
            return path if "." in path or path.endswith("/") else f"{path}/"
        pattern = self._pattern(page)
        path = self._expanded(pattern, head, page) if pattern else self._path(head, page)
        ugly = not {"", *(name.lower() for name in page.sections[:1])}.isdisjoint(self.ugly)
        return f"{prefix}/{self._as_path(path).strip('/')}{'.html' if ugly else '/'}"

    def anchor(self, heading: Flow) -> str:
        return goldmark.goldmark_anchor(heading, self.ids) if self.ids else ""

    def _pattern(self, page: Page) -> str:
        """The pattern of the innermost section that has one; "" for none."""
        patterns = self.permalinks_of.get(page.language, self.permalinks)
        names = ["/".join(page.sections[:depth]).lower() for depth in range(len(page.sections), 0, -1)] or [""]
        return next((patterns[name] for name in names if patterns.get(name)), "")

    def _path(self, head: Head, page: Page) -> str:
        """The path of a page without a pattern: that of its file, with the slugs of the page and of the sections above."""
        sections = ((name, self._section(page, depth)) for depth, name in enumerate(page.sections, 1))
        folders = (section.slug if section and section.slug else _hyphened(name) for name, section in sections)
        return "/".join((*folders, self._slug(head, page) or _hyphened(page.name)))

    def _slug(self, head: Head, page: Page) -> str:
        """The slug that a page gives itself, or that its name has behind a date, where the settings read dates there."""
        name = _DATED_NAME.fullmatch(page.name) if _OF_FILE_NAME in self.dates else None
        return head.text("slug") or (name[2] or "" if name else "")

    def _expanded(self, pattern: str, head: Head, page: Page) -> str:
        slug, title = self._slug(head, page), self._token(head.text("title"))
        texts = {
            "title": title,
            "slug": self._token(slug) or title,
            "filename": self._token(page.name),
            "slugorfilename": self._token(slug or page.name),
            "section": page.sections[0] if page.sections else "",
        }
        texts |= {"contentbasename": texts["filename"], "slugorcontentbasename": texts["slugorfilename"]}
        sections = self._sections(page)
        slugs = [self._token(each.slug or each.title or name) for name, each in sections]
        lists = {"sections": [name for name, _ in sections], "sectionslugs": slugs}
        texts["sectionslug"] = slugs[0] if slugs else ""
        return expanded(pattern, self._date_of_page(head) or UNDATED, texts, lists)

    def _sections(self, page: Page) -> list[tuple[str, Section]]:
        """The sections that a page is in: the folder at the top, and the folders down to the last one with an `_index.md`."""
        found = [(name, self._section(page, depth)) for depth, name in enumerate(page.sections, 1)]
        known = [depth for depth, (_, section) in enumerate(found, 1) if section]
        return [(name, section or Section()) for name, section in found[: max([1, *known])]]

    def _section(self, page: Page, depth: int) -> Section | None:
        return self.sections.get((page.language, "/".join(page.sections[:depth])))

    def _token(self, text: str) -> str:
        """A text in the place of a token: `C#` gives c, for Hugo takes it for an address with an empty fragment."""
        return self._as_path(text).removesuffix("#")

    def _as_path(self, text: str) -> str:
        path = sanitized(text)
        return path if self.cased else path.lower()


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
        permalinks=_permalinks(settings),
        permalinks_of={code: own for code, said in languages.items() if (own := _permalinks(said))},
        ugly=_ugly(settings.get("uglyurls")),
        cased=as_flag(settings.get("disablepathtolower")) or False,
        dates=_dates(settings),
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


def _hyphened(name: str) -> str:
    return name.replace(" ", "-")  # each blank one: `a  b.md` is at /a--b/


def _permalinks(settings: Values) -> dict[str, str]:
    permalinks = lowered(settings.get("permalinks"))
    pages = {**permalinks, **lowered(permalinks.get("page"))}  # since 0.115: one table for each kind of page
    return {section.strip("/"): pattern for section, pattern in pages.items() if isinstance(pattern, str)}


def _ugly(value: Value) -> tuple[str, ...]:
    if isinstance(value, dict):  # since 0.140
        return tuple(sorted(section.lower() for section, flag in value.items() if as_flag(flag)))
    return ("",) if as_flag(value) else ()


def _dates(settings: Values) -> tuple[str, ...]:
    keys = as_list(lowered(settings.get("frontmatter")).get("date")) or (":default",)
    return tuple(key for named in keys for key in (_DATES if named.lower() == ":default" else (named.lower(),)))


def _ids(settings: Values) -> str:
    goldmark = lowered(lowered(settings.get("markup")).get("goldmark"))
    parser = lowered(goldmark.get("parser"))
    if as_flag(parser.get("autoheadingid")) is False:
        return ""
    return as_text(parser.get("autoidtype") or parser.get("autoheadingidtype")).lower() or "github"
