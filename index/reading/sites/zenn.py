"""Zenn: `package.json` with zenn-cli, posts in `articles`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import ClassVar
from urllib.parse import quote

from index.reading.dates import on_clock, zone_of
from index.reading.markup import zenn
from index.reading.markup.dialect import Dialect
from index.reading.markup.flow import Flow
from index.reading.markup.template import COMMON_MARKS
from index.reading.sites.git import first_commits
from index.reading.sites.head import Head
from index.reading.sites.settings import packages
from index.reading.sites.site import Site, Skipped


@dataclass(frozen=True)
class Zenn(Site):
    type: ClassVar[str] = "zenn"
    dialect: ClassVar[Dialect] = Dialect((*COMMON_MARKS, *zenn.MARKS), breaks=True, titles_in_html=False)
    post_folders: ClassVar[tuple[str, ...]] = ("articles",)
    suffixes: ClassVar[tuple[str, ...]] = (".md",)
    keeps_dates: ClassVar[bool] = False

    def is_post(self, path: PurePosixPath) -> bool:
        """zenn-cli takes the files of `articles` and none below it."""
        return super().is_post(path) and path.parent == PurePosixPath("articles")

    def skipped(self, head: Head, *, drafts: bool, future: bool, now: datetime) -> Skipped:
        why = super().skipped(head, drafts=drafts, future=future, now=now)
        return "draft" if why == "unpublished" else why  # `published: false` is how Zenn says draft

    def date(self, head: Head) -> datetime | None:
        """The date of the front matter, or else when git got the file: that Zenn knows when it published a post helps nobody here."""
        committed = self._committed(head.place)
        return super().date(head) or (on_clock(committed, zone_of(self.timezone)) if committed else None)

    def beside(self, place: PurePosixPath) -> str:
        return str(self._committed(place))

    def _committed(self, place: PurePosixPath) -> datetime | None:
        return self._commits.get(place.relative_to(self.prefix))

    @cached_property
    def _commits(self) -> dict[PurePosixPath, datetime]:
        """Asked for when posts are read, and not by those who only watch the files."""
        return first_commits(self.root)

    def anchor(self, heading: Flow) -> str:
        """As markdown-it-anchor makes it for zenn-markdown-html 0.4: the heading's text and code, percent-encoded."""
        return quote(
            re.sub(r"\s+", "-", "".join(part for part, kind in heading.pieces() if kind != "image").strip().lower()),
            safe="-_.!~*'()",
            errors="replace",
        )

    def address(self, head: Head) -> str:
        return f"/articles/{head.text('slug') or head.place.stem}"


def find_zenn(home: Path, root: Path, prefix: str) -> Zenn | None:
    return Zenn(root, prefix) if "zenn-cli" in packages(home) and (home / "articles").is_dir() else None
