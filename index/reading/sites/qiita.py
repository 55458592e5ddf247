"""Qiita: `package.json` with qiita-cli, or `qiita.config.json`; posts in `public`."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from index.reading.markup.scanner import SiteType
from index.reading.sites.head import Head
from index.reading.sites.site import Site
from index.reading.sites.zenn import packages


@dataclass(frozen=True)
class Qiita(Site):
    type: ClassVar[SiteType] = "qiita"
    post_folders: ClassVar[tuple[str, ...]] = ("public",)
    breaks: ClassVar[bool] = True
    usual_permalink: ClassVar[str] = "/items/:id"

    def address(self, head: Head) -> str:
        return self.by_pattern(head)


def find_qiita(home: Path, root: Path, prefix: str) -> Qiita | None:
    is_qiita = "@qiita/qiita-cli" in packages(home) or (home / "qiita.config.json").is_file()
    return Qiita(root, prefix) if is_qiita and (home / "public").is_dir() else None
