"""Where Hugo publishes a page."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from index.reading.frontmatter.values import Value, Values, as_flag
from index.reading.sites.head import Head
from index.reading.sites.hugo_content import Page
from index.reading.sites.hugo_permalink import UNDATED, expanded, sanitized
from index.reading.sites.hugo_sections import Section, Sections
from index.reading.sites.settings import lowered

DATED_NAME = re.compile(r"(\d{4}-\d{2}-\d{2})(?:-(.+))?")


@dataclass(frozen=True)
class Addresses:
    """What the settings say of addresses. Permalinks are by section, "p/q", with "" for pages in none."""

    permalinks: Mapping[str, str] = field(default_factory=dict)
    permalinks_of: Mapping[str, Mapping[str, str]] = field(
        default_factory=dict
    )  # languages that have their own instead
    ugly: tuple[str, ...] = ()  # sections whose addresses end in .html, "" for all
    cased: bool = False  # whether capital letters stay
    dated: bool = False  # whether names of files begin with a date, which is no part of the slug
    of_all: str = ""  # the owner's pattern, in place of those of the sections


@dataclass(frozen=True)
class Address:
    """The address of a page, of which `head` is the front matter, and `date` what Hugo takes for its date."""

    head: Head
    page: Page
    rules: Addresses
    sections: Sections
    date: datetime | None

    def below(self, prefix: str) -> str:
        """The path of the page; `prefix` is that of its language, "/en"."""
        if url := self.head.text("url"):
            path = self._expanded(url)
            path = path if path.startswith("/") else f"{prefix}/{path}"
            return path if "." in path or path.endswith("/") else f"{path}/"
        pattern = self._pattern()
        path = self._expanded(pattern) if pattern else self._path()
        ugly = not {"", *(name.lower() for name in self.page.sections[:1])}.isdisjoint(self.rules.ugly)
        return f"{prefix}/{self._as_path(path).strip('/')}{'.html' if ugly else '/'}"

    def _pattern(self) -> str:
        """The owner's pattern, or that of the innermost section that has one; "" for none."""
        if self.rules.of_all:
            return self.rules.of_all
        page, patterns = self.page, self.rules.permalinks_of.get(self.page.language, self.rules.permalinks)
        names = ["/".join(page.sections[:depth]).lower() for depth in range(len(page.sections), 0, -1)] or [""]
        return next((patterns[name] for name in names if patterns.get(name)), "")

    def _path(self) -> str:
        """The path of a page without a pattern: that of its file, with the slugs of the page and of the sections above."""
        sections = ((name, self._section(depth)) for depth, name in enumerate(self.page.sections, 1))
        folders = (section.slug if section and section.slug else _hyphened(name) for name, section in sections)
        return "/".join((*folders, self._slug() or _hyphened(self.page.name)))

    def _slug(self) -> str:
        """The slug that a page gives itself, or that its name has behind a date, where the settings read dates there."""
        name = DATED_NAME.fullmatch(self.page.name) if self.rules.dated else None
        return self.head.text("slug") or (name[2] or "" if name else "")

    def _expanded(self, pattern: str) -> str:
        page, slug, title = self.page, self._slug(), self._token(self.head.text("title"))
        texts = {
            "title": title,
            "slug": self._token(slug) or title,
            "filename": self._token(page.name),
            "slugorfilename": self._token(slug or page.name),
            "section": page.sections[0] if page.sections else "",
        }
        texts |= {"contentbasename": texts["filename"], "slugorcontentbasename": texts["slugorfilename"]}
        sections = self._sections()
        slugs = [self._token(each.slug or each.title or name) for name, each in sections]
        lists = {"sections": [name for name, _ in sections], "sectionslugs": slugs}
        texts["sectionslug"] = slugs[0] if slugs else ""
        return expanded(pattern, self.date or UNDATED, texts, lists)

    def _sections(self) -> list[tuple[str, Section]]:
        """The sections that a page is in: the folder at the top, and the folders down to the last one with an `_index.md`."""
        found = [(name, self._section(depth)) for depth, name in enumerate(self.page.sections, 1)]
        known = [depth for depth, (_, section) in enumerate(found, 1) if section]
        return [(name, section or Section()) for name, section in found[: max([1, *known])]]

    def _section(self, depth: int) -> Section | None:
        return self.sections.get((self.page.language, "/".join(self.page.sections[:depth])))

    def _token(self, text: str) -> str:
        """A text in the place of a token: `C#` gives c, for Hugo takes it for an address with an empty fragment."""
        return self._as_path(text).removesuffix("#")

    def _as_path(self, text: str) -> str:
        path = sanitized(text)
        return path if self.rules.cased else path.lower()


def addresses_of(settings: Values, languages: Mapping[str, Values], *, dated: bool) -> Addresses:
    return Addresses(
        _permalinks(settings),
        {code: own for code, said in languages.items() if (own := _permalinks(said))},
        _ugly(settings.get("uglyurls")),
        as_flag(settings.get("disablepathtolower")) or False,
        dated,
    )


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
