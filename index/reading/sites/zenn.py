"""Zenn: `package.json` with zenn-cli, posts in `articles`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import ClassVar

from index.reading.frontmatter.values import Values
from index.reading.markup.scanner import SiteType
from index.reading.sites.configuration import read_settings
from index.reading.sites.head import Head
from index.reading.sites.settings import lowered
from index.reading.sites.site import Site, Skipped


@dataclass(frozen=True)
class Zenn(Site):
    type: ClassVar[SiteType] = "zenn"
    post_folders: ClassVar[tuple[str, ...]] = ("articles",)
    breaks: ClassVar[bool] = True

    def skipped(self, head: Head, *, drafts: bool, future: bool, now: datetime) -> Skipped:
        why = super().skipped(head, drafts=drafts, future=future, now=now)
        return "draft" if why == "unpublished" else why  # `published: false` is how Zenn says draft

    def address(self, head: Head) -> str:
        return f"/articles/{head.text('slug') or head.place.stem}"


def find_zenn(home: Path, root: Path, prefix: str) -> Zenn | None:
    needed = packages(home)
    # One repository for both, as people have it: posts below `public` are Qiita's.
    is_qiita = "@qiita/qiita-cli" in needed and prefix.startswith("public")
    return Zenn(root, prefix) if "zenn-cli" in needed and not is_qiita else None


def packages(home: Path) -> Values:
    """The packages that the `package.json` of a folder asks for."""
    package = home / "package.json"
    settings = read_settings(package) if package.is_file() else {}
    return {**lowered(settings.get("dependencies")), **lowered(settings.get("devdependencies"))}
