"""Qiita: `package.json` with qiita-cli, or `qiita.config.json`; posts in `public`."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from index.reading.markup import zenn
from index.reading.markup.dialect import Dialect
from index.reading.markup.template import COMMON_MARKS
from index.reading.sites.head import Head
from index.reading.sites.settings import packages
from index.reading.sites.site import Site


@dataclass(frozen=True)
class Qiita(Site):
    type: ClassVar[str] = "qiita"
    dialect: ClassVar[Dialect] = Dialect((*COMMON_MARKS, *zenn.MARKS), breaks=True, titles_in_html=False)
    post_folders: ClassVar[tuple[str, ...]] = ("public",)

    def address(self, head: Head) -> str:
        return f"/items/{head.text('id') or head.place.stem}"


def find_qiita(home: Path, root: Path, prefix: str) -> Qiita | None:
    is_qiita = "@qiita/qiita-cli" in packages(home) or (home / "qiita.config.json").is_file()
    return Qiita(root, prefix) if is_qiita and (home / "public").is_dir() else None
