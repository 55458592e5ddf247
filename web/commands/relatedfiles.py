"""Related posts as files for a generator and for people: the same lists give the same bytes."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from index.errors import InputUnusable
from index.reading.sites.detect import detect_site
from index.reading.sites.hugo import Hugo
from index.reading.sites.site import Site
from index.store.whoosh_files import write_whole
from search.reports.editor import Before
from search.reports.related import Neighbours, RelatedPost, RelatedReport
from web.commands.report import HUGO, JEKYLL
from web.encode import to_json
from web.linktexts import below_host, escaped, hugo_path, markdown_link
from web.spreadsheet import csv_text

_YAML_HEAD = "# Written by `sakuin related --all --export jekyll-data`; do not edit.\n"
_NOT_IN_YAML = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff]")

Entry = dict[str, Any]


@dataclass(frozen=True)
class DataFile:
    """The file of a site that holds its related posts, and how that site names a post there."""

    form: str
    site: Site

    @property
    def path(self) -> Path:
        home = self.site.root.resolve()
        for _ in PurePosixPath(self.site.prefix).parts:
            home = home.parent
        return home / ("_data/related.yml" if self.form == JEKYLL else "data/related.json")

    def key(self, path: str) -> str:
        """`page.path` of Jekyll, `.File.Path` of Hugo."""
        if isinstance(self.site, Hugo):
            return hugo_path(self.site, path)
        return str(PurePosixPath(self.site.prefix, path))

    def before(self) -> Before:
        """The lists that the file has; none where there is no such file, or it is another's."""
        try:
            text = self.path.read_text(encoding="utf-8")
            lists = _read_yaml(text) if self.form == JEKYLL else json.loads(text)
            return {
                self._path(key): [(self._path(each["path"]), float(each["score"])) for each in entries]
                for key, entries in lists.items()
            }
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return {}

    def _path(self, key: str) -> str:
        """The path of a post, as the index has it, by its key."""
        below = PurePosixPath(key)
        if isinstance(self.site, Hugo):
            mounts = (mount for mount in self.site.content.mounts if below.is_relative_to(mount.target))
            below = next((PurePosixPath(mount.source, below.relative_to(mount.target)) for mount in mounts), below)
        return str(below.relative_to(self.site.prefix))

    def write(self, text: str) -> bool:
        """Put the file in place, unless it is there already; whether it was written. Errors: `InputUnusable`."""
        data = text.encode("utf-8")
        try:
            if self.path.is_file() and self.path.read_bytes() == data:
                return False
            self.path.parent.mkdir(exist_ok=True)
            write_whole(self.path, data)
        except OSError as error:
            raise InputUnusable(
                ja=f"{self.path} に書けません（{error.strerror}）。書き込めるようにするか、--write なしで出力してください。",
                en=f"{self.path} cannot be written ({error.strerror}). Make it writable, or print it without --write.",
            ) from error
        return True


def exported(report: RelatedReport, form: str, site: Site) -> str:
    """A report in one of `EXPORTS`."""
    if form in (JEKYLL, HUGO):
        return (_yaml if form == JEKYLL else _json)(report, DataFile(form, site).key)
    if form == "csv":
        return csv_text(report.rows)
    return _markdown(report) if form == "markdown" else f"{to_json(report).decode()}\n"


def site_at(root: str) -> Site:
    """The site that an index is of. Errors: `InputUnusable` where its folder is gone."""
    return detect_site(Path(root))


def _yaml(report: RelatedReport, key: Callable[[str], str]) -> str:
    """A map of lists in YAML of which each line of an entry is JSON, too."""
    return _YAML_HEAD + "".join(
        f"{_text(key(each.post.path))}:\n" + "".join(f"  - {_text(_entry(near, key))}\n" for near in each.related)
        for each in report.posts
        if each.related
    )


def _read_yaml(text: str) -> dict[str, list[Entry]]:
    """What `_yaml` wrote. Errors: `ValueError` where it did not."""
    lists: dict[str, list[Entry]] = {}
    entries: list[Entry] = []
    for line in text.split("\n"):
        if line.startswith("  - "):
            entries.append(json.loads(line.removeprefix("  - ")))
        elif line and not line.startswith("#"):
            entries = lists.setdefault(json.loads(line.removesuffix(":")), [])
    return lists


def _json(report: RelatedReport, key: Callable[[str], str]) -> str:
    entries = {
        key(each.post.path): [_entry(near, key) for near in each.related] for each in report.posts if each.related
    }
    lines = ",\n".join(
        f"  {_text(path)}: [\n" + ",\n".join(f"    {_text(each)}" for each in near) + "\n  ]"
        for path, near in entries.items()
    )
    return f"{{\n{lines}\n}}\n" if lines else "{}\n"


def _entry(near: RelatedPost, key: Callable[[str], str]) -> Entry:
    return {"path": key(near.path), "url": below_host(near), "title": near.title, "score": near.score}


def _text(value: object) -> str:
    """A value as JSON that is YAML as well, on one line."""
    return _NOT_IN_YAML.sub(lambda found: f"\\u{ord(found[0]):04x}", json.dumps(value, ensure_ascii=False))


def _markdown(report: RelatedReport) -> str:
    lists = [list(_links(each)) for each in report.posts if each.related]
    if len(report.posts) == 1:
        return "\n".join(line for links in lists for line in (*links, ""))
    titles = (escaped(each.post.title) for each in report.posts if each.related)
    return "\n".join("\n".join([f"## {title}", "", *links, ""]) for title, links in zip(titles, lists, strict=True))


def _links(each: Neighbours) -> Iterator[str]:
    return (f"- {markdown_link(near)}" for near in each.related)
