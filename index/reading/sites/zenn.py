"""Zenn: `package.json` with zenn-cli, posts in `articles`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import ClassVar
from urllib.parse import quote

from index.reading.markup import zenn
from index.reading.markup.dialect import Dialect
from index.reading.markup.flow import Flow
from index.reading.markup.template import COMMON_MARKS
from index.reading.sites.committed import Committed
from index.reading.sites.head import Head
from index.reading.sites.settings import packages
from index.reading.sites.site import Skipped

_LOWEST_WITH_ID = 4


@dataclass(frozen=True)
class Zenn(Committed):
    type: ClassVar[str] = "zenn"
    dialect: ClassVar[Dialect] = Dialect((*zenn.MARKS, *COMMON_MARKS), breaks=True, html=False, titles_in_html=False)
    post_folders: ClassVar[tuple[str, ...]] = ("articles",)
    suffixes: ClassVar[tuple[str, ...]] = (".md",)
    usual_permalink: ClassVar[str] = "/articles/:slug"

    def is_post(self, path: PurePosixPath) -> bool:
        """zenn-cli takes the files of `articles` and none below it."""
        return super().is_post(path) and path.parent == PurePosixPath("articles")

    def skipped(self, head: Head, *, drafts: bool, future: bool, now: datetime) -> Skipped:
        why = super().skipped(head, drafts=drafts, future=future, now=now)
        return "draft" if why == "unpublished" else why  # `published: false` is how Zenn says draft

    def anchor(self, heading: Flow) -> str:
        """As markdown-it-anchor makes it for zenn-markdown-html 0.4: the heading's text and code, percent-encoded. The fifth level
        and the sixth have none."""
        if heading.level > _LOWEST_WITH_ID:
            return ""
        text = "".join(part for part, kind in heading.parts if kind in ("text", "code"))
        return quote(re.sub(r"\s+", "-", text.strip().lower()), safe="-_.!~*'()", errors="replace")

    def address(self, head: Head) -> str:
        return self.by_pattern(head)

    def slug_of_name(self, place: PurePosixPath) -> str:
        return place.stem


def find_zenn(home: Path, root: Path, prefix: str) -> Zenn | None:
    return Zenn(root, prefix) if "zenn-cli" in packages(home) and (home / "articles").is_dir() else None
