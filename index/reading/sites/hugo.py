"""Hugo: `hugo.toml`, posts in `content`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import ClassVar

from index.reading.frontmatter.values import Values, as_flag, as_text
from index.reading.markup.scanner import SiteType
from index.reading.sites.configuration import read_settings
from index.reading.sites.head import Head
from index.reading.sites.pattern import clock, filled, slugify
from index.reading.sites.settings import described, first_file, lowered, split_address
from index.reading.sites.site import Site

_SETTINGS = tuple(
    f"{folder}{name}.{form}"
    for folder in ("", "config/_default/")
    for name in ("hugo", "config")
    for form in ("toml", "yaml", "yml", "json")
)


@dataclass(frozen=True)
class Hugo(Site):
    type: ClassVar[SiteType] = "hugo"
    post_folders: ClassVar[tuple[str, ...]] = ("content",)

    permalinks: Mapping[str, str] = field(default_factory=dict)  # of sections

    def is_post(self, path: PurePosixPath) -> bool:
        return super().is_post(path) and path.stem.split(".")[0] != "_index"

    def address(self, head: Head) -> str:
        if url := head.text("url"):
            return url
        inside = PurePosixPath(*head.place.parts[1:]) if head.place.parts[0] == "content" else head.place
        stem, slug, title = (
            inside.stem.removesuffix(f".{self.language.split('-')[0]}"),
            head.text("slug"),
            head.text("title"),
        )
        bundle = stem == "index"
        folder, name = (inside.parent.parent, inside.parent.name) if bundle else (inside.parent, stem)
        sections = list(folder.parts)
        pattern = self.permalinks.get(sections[0].lower()) if sections else None
        if not pattern:
            return f"{_as_path('/'.join([*sections, slug or name]))}/"
        times = clock(self.date(head))
        values = {
            **times,
            "section": lambda: sections[0] if sections else "",
            "sections": lambda: "/".join(sections),
            "title": lambda: slugify(title, "raw"),
            "slug": lambda: slug or slugify(title, "raw"),
            "slugorfilename": lambda: slug or name,
            "slugorcontentbasename": lambda: slug or name,
            "filename": lambda: name,
            "contentbasename": lambda: name,
            "monthname": times["long_month"],
            "weekdayname": times["long_day"],
            "weekday": times["w_day"],
            "yearday": times["y_day"],
        }
        return _as_path(filled(pattern, values))


def find_hugo(home: Path, root: Path, prefix: str) -> Hugo | None:
    named = first_file(home, _SETTINGS)
    if not named or not (named.stem == "hugo" or (home / "content").is_dir()):
        return None
    settings = read_settings(named)
    base_url, baseurl = split_address(as_text(settings.get("baseurl")))
    about = described(settings)
    about["author"] = as_text(lowered(settings.get("params")).get("author")) or about["author"]
    return Hugo(
        root,
        prefix,
        **about,
        base_url=base_url,
        baseurl=baseurl,
        permalinks=_permalinks(settings),
        future=as_flag(settings.get("buildfuture")) or False,
    )


def _permalinks(settings: Values) -> dict[str, str]:
    permalinks = lowered(settings.get("permalinks"))
    pages = {**permalinks, **lowered(permalinks.get("page"))}  # since 0.131: one table for each kind of page
    return {section: pattern for section, pattern in pages.items() if isinstance(pattern, str)}


def _as_path(path: str) -> str:
    return re.sub(r"\s+", "-", path).lower()
