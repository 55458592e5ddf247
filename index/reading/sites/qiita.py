"""Qiita, as Qiita CLI 1.9 has it: `package.json` with qiita-cli, or `qiita.config.json`; items in `public`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import ClassVar

from index.reading.markup import zenn
from index.reading.markup.anchor import anchor_of
from index.reading.markup.dialect import Dialect
from index.reading.markup.flow import Flow
from index.reading.markup.template import COMMON_MARKS
from index.reading.sites.committed import Committed
from index.reading.sites.head import Head
from index.reading.sites.settings import packages


@dataclass(frozen=True)
class Qiita(Committed):
    type: ClassVar[str] = "qiita"
    dialect: ClassVar[Dialect] = Dialect((*COMMON_MARKS, *zenn.MARKS_OF_QIITA), breaks=True, titles_in_html=False)
    post_folders: ClassVar[tuple[str, ...]] = ("public",)
    suffixes: ClassVar[tuple[str, ...]] = (".md",)
    usual_permalink: ClassVar[str] = "/items/:id"

    def is_post(self, path: PurePosixPath) -> bool:
        """The files below `public` that end in `.md`, in small letters (`lib/file-system-repo.js`)."""
        return path.suffix == ".md" and self.holds_posts(path.parent)

    def is_draft(self, head: Head) -> bool:
        """Also an item without an id is one: Qiita gives it when the item is posted, and the CLI writes it into the file."""
        return super().is_draft(head) or not head.text("id")

    def date(self, head: Head) -> datetime | None:
        """The first day of which we know. Qiita keeps the day of posting to itself; its CLI writes when the item was updated."""
        return min((date for date in (super().date(head), self.updated(head)) if date), default=None)

    def address(self, head: Head) -> str:
        """Below the page of the author (`server/lib/qiita-url.js`)."""
        return f"/private/{head.text('id')}" if head.flag("private") else self.by_pattern(head)

    def anchor(self, heading: Flow) -> str:
        """As qiita-markdown makes it (`filters/heading_anchor.rb`): GitHub's rule, which leaves `--` alone."""
        return anchor_of("".join(part for part, kind in heading.parts if kind != "image"))


def find_qiita(home: Path, root: Path, prefix: str) -> Qiita | None:
    is_qiita = "@qiita/qiita-cli" in packages(home) or (home / "qiita.config.json").is_file()
    return Qiita(root, prefix) if is_qiita and (home / "public").is_dir() else None
