"""The metadata of a post, from its front matter, its file name and the site's defaults.

The keys of all generators are read alike, whatever generator the site has.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from fnmatch import fnmatch
from typing import Literal

from index.document import Document, Problem, document_id
from index.reading.dates import on_clock, parse_date, zone_of
from index.reading.frontmatter.frontmatter import FrontMatter
from index.reading.frontmatter.values import Value, Values, as_flag, as_list, as_text
from index.reading.permalink import DATED_NAME, Address, undated, url_of
from index.reading.postfile import PostFile
from index.reading.title import shown_title

PUBLICATION_KEYS = ("publishdate", "published_at", "published", "pubdate")
DATE_KEYS = ("date", *PUBLICATION_KEYS, "created_at")
UPDATE_KEYS = ("last_modified_at", "lastmod", "modified", "updated", "updated_at")
DESCRIPTION_KEYS = ("description", "excerpt", "summary")

Skipped = Literal["", "draft", "future", "unpublished", "no front matter"]


def read_metadata(file: PostFile, front: FrontMatter) -> Metadata:
    """The metadata of a post. Where its front matter says nothing, the site's defaults do."""
    return Metadata(file, front, {**_defaults(file), **front.values})


def _defaults(file: PostFile) -> Values:
    """The front matter that Jekyll's settings give to a post at this place."""
    place, site = file.place, file.site
    collection = place.parts[0].removeprefix("_")
    kinds = {"", "drafts" if "_drafts" in place.parts else "posts"}
    if collection in site.collections:
        kinds.add(collection)
    values: dict[str, Value] = {}
    for each in site.defaults:
        inside = not each.path or place.is_relative_to(each.path) or fnmatch(place.as_posix(), f"{each.path}*")
        if each.type in kinds and inside:
            values.update(each.values)
    return values


@dataclass(frozen=True)
class Metadata:
    """Reads the fields of a post from its front matter, its file name and its site."""

    file: PostFile
    front: FrontMatter
    values: Values  # of the front matter, else of the site's defaults

    def skipped(self, *, drafts: bool, future: bool, now: datetime) -> Skipped:
        """Why the post is left out; "" when it is not."""
        site = self.file.site
        if site.type == "jekyll" and not self.front.found:
            return "no front matter"
        if self._is_draft() and not drafts:
            return "draft"
        if self._flag("published") is False and not drafts:
            return "draft" if site.type == "zenn" else "unpublished"
        starts = self._first_date(*PUBLICATION_KEYS) or self._date()
        return "future" if not future and starts and starts > now else ""

    def _is_draft(self) -> bool:
        in_drafts = "_drafts" in self.file.place.parts
        return in_drafts or any(self._flag(key) for key in ("draft", "private", "ignorepublish"))

    def head(self) -> Document:
        """The document without what needs the body; its title may be missing."""
        date, updated = self._date(), self._first_date(*UPDATE_KEYS)
        return Document(
            id=document_id(self.file.name),
            path=self.file.name,
            url=url_of(self._address(date), self.file.site),
            title=shown_title(self._text("title"), self.file.site.type),
            date=date.isoformat() if date else None,
            updated=updated.isoformat() if updated else None,
            tags=self._names("tag", "tags") or self._names("topic", "topics"),
            categories=self._categories(),
            author=self._text("author") or self._text("authors") or self.file.site.author or None,
            description=next((text for key in DESCRIPTION_KEYS if (text := self._text(key))), None),
        )

    def title_of_name(self) -> str:
        """The title that the name of the file gives."""
        path = self.file.path
        return path.parent.name if path.stem == "index" else undated(path.stem)

    def date_problem(self) -> Problem | None:
        """The problem of a `date` that cannot be read; None in front matter with a fault, which is a problem of its own."""
        date = self.front.values.get("date")
        if self.front.fault or not date or self._first_date("date"):
            return None
        ja = "date の値を日付として読めません。2024-01-02 や 2024-01-02 15:04 のように書いてください。"
        en = "The value of date is no date. Write it like 2024-01-02 or 2024-01-02 15:04."
        return self.file.problem("D001", ja, en, line=self.front.line_of("date"), fatal=False)

    def _date(self) -> datetime | None:
        """When the post is from: its front matter says, or else the name of its file."""
        return self._first_date(*DATE_KEYS) or self._date_of_name()

    def _date_of_name(self) -> datetime | None:
        match = DATED_NAME.match(self.file.path.stem)
        return parse_date(match[1], zone_of(self.file.site.timezone)) if match else None

    def _first_date(self, *keys: str) -> datetime | None:
        """The first of the dates that there is, on the clock of the site, as its pages show it."""
        zone = zone_of(self.file.site.timezone)
        dates = (parse_date(self.values.get(key), zone) for key in keys)
        return next((on_clock(date, zone) for date in dates if date), None)

    def _address(self, date: datetime | None) -> Address:
        return Address(
            path=self.file.place,
            title=self._text("title"),
            date=date,
            slug=self._text("slug"),
            permalink=self._text("permalink"),
            url=self._text("url"),
            id=self._text("id"),
            categories=self._categories(),
        )

    def _categories(self) -> tuple[str, ...]:
        """The categories of the front matter; in Jekyll the folders above `_posts` come before them."""
        parts = self.file.place.parts
        above = parts[: parts.index("_posts")] if self.file.site.type == "jekyll" and "_posts" in parts else ()
        return tuple(dict.fromkeys((*above, *self._names("category", "categories"))))

    def _names(self, singular: str, plural: str) -> tuple[str, ...]:
        """Tags or categories as Jekyll reads them: only the plural key cuts a string at white space."""
        return as_list(self.values.get(singular)) or as_list(self.values.get(plural), split=True)

    def _text(self, key: str) -> str:
        return as_text(self.values.get(key))

    def _flag(self, key: str) -> bool | None:
        return as_flag(self.values.get(key))
