"""Hexo: `_config.yml` beside `source/_posts`."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import ClassVar

from index.reading.frontmatter.values import as_flag, as_list, as_text
from index.reading.markup.scanner import SiteType
from index.reading.sites.configuration import read_settings
from index.reading.sites.head import Head
from index.reading.sites.pattern import clock, filled, slugify
from index.reading.sites.settings import as_path, described, first_file, split_address
from index.reading.sites.site import Site

_SETTINGS = ("_config.yml", "_config.yaml", "_config.toml")
_PERMALINK = ":year/:month/:day/:title/"


@dataclass(frozen=True)
class Hexo(Site):
    type: ClassVar[SiteType] = "hexo"
    post_folders: ClassVar[tuple[str, ...]] = ("source/_posts", "source/_drafts")
    breaks: ClassVar[bool] = True

    def address(self, head: Head) -> str:
        path = head.place.with_suffix("")
        inside = PurePosixPath(*path.parts[2:]) if path.parts[:1] == ("source",) else path
        categories = self.categories(head)
        values = {
            "title": lambda: head.text("slug") or inside.as_posix(),
            "name": lambda: inside.name,
            "post_title": lambda: slugify(head.text("title"), "raw"),
            "category": lambda: "/".join(slugify(name, "raw", cased=True) for name in categories) or "uncategorized",
            "id": lambda: head.text("id"),
            **clock(self.date(head)),
        }
        return filled(head.text("permalink") or self.permalink or _PERMALINK, values)


def find_hexo(home: Path, root: Path, prefix: str) -> Hexo | None:
    named = first_file(home, _SETTINGS)
    if not named or not (home / "source/_posts").is_dir():
        return None
    settings = read_settings(named)
    base_url, baseurl = split_address(as_text(settings.get("url")))
    return Hexo(
        root,
        prefix,
        **described(settings),
        base_url=base_url,
        baseurl=as_path(as_text(settings.get("root"))) or baseurl,
        permalink=as_text(settings.get("permalink")),
        future=as_flag(settings.get("future")) is not False,
        exclude=as_list(settings.get("exclude")),
    )
