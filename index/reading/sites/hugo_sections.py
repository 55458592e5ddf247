"""What the `_index.md` files of a Hugo site say of the pages below them, and which folders are bundles."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from index.reading.decode import decode
from index.reading.frontmatter.frontmatter import read_front_matter
from index.reading.frontmatter.values import Value, Values, as_list, as_text
from index.reading.sites.glob import matches
from index.reading.sites.hugo_content import Content, Page
from index.reading.sites.hugo_settings import tables
from index.reading.sites.settings import lowered

_LARGEST = 1024 * 1024  # bytes of an _index.md
# What Hugo takes for content; posts are Markdown alone, but any of these makes a bundle.
_CONTENT = (
    ".md",
    ".markdown",
    ".mdown",
    ".html",
    ".htm",
    ".org",
    ".adoc",
    ".asciidoc",
    ".ad",
    ".rst",
    ".pandoc",
    ".pdc",
)


@dataclass(frozen=True)
class Cascade:
    """Front matter for the pages below, or for those alone whose path, language and kind match; "" matches all."""

    values: Values
    path: str = ""
    language: str = ""
    kind: str = ""
    environment: str = ""

    def reaches(self, page: Page) -> bool:
        asked = (
            (self.path, page.path),
            (self.language, page.language),
            (self.kind, "page"),
            (self.environment, "production"),
        )
        return all(not pattern or matches(text, pattern) for pattern, text in asked)


@dataclass(frozen=True)
class Section:
    """What one `_index.md` says."""

    title: str = ""
    slug: str = ""
    cascade: tuple[Cascade, ...] = ()


Sections = Mapping[tuple[str, str], Section]  # by language and folder of the content, "posts/neko"


def inherited(page: Page, sections: Sections, site: Iterable[Cascade]) -> Values:
    """The front matter that a page has from above: of each key the nearest folder's, in it the first; the settings' come last."""
    folders = ("/".join(page.sections[:depth]) for depth in range(len(page.sections), -1, -1))
    found = (sections.get((page.language, folder), Section()).cascade for folder in folders)
    values: dict[str, Value] = {}
    for cascade in [*(each for above in found for each in above), *site]:
        if cascade.reaches(page):
            values = {**cascade.values, **values}
    return values


def cascades(value: Value) -> tuple[Cascade, ...]:
    """What stands under the key `cascade`: a mapping or a list of them, each with a `target` or, before 0.156, a `_target`."""
    return tuple(_cascade(each) for each in tables(value))


def read_content(home: Path, content: Content) -> tuple[dict[tuple[str, str], Section], frozenset[str]]:
    """The sections of a site, and its leaf bundles: folders with an index.md, whose other files are no pages."""
    sections: dict[tuple[str, str], Section] = {}
    bundles = set()
    sources = {mount.source for mount in content.mounts}
    for path, inner, names in (each for source in sorted(sources) for each in os.walk(home / source)):
        folder = PurePosixPath(Path(path).relative_to(home).as_posix())
        inner[:] = sorted(name for name in inner if not name.startswith("."))
        if folder.as_posix() not in sources and any(_is_page(name, "index") for name in names):
            bundles.add(folder.as_posix())
            inner.clear()
        for name in sorted(name for name in names if _is_page(name, "_index")):
            page = content.page(folder / name)
            sections[page.language, "/".join(page.sections)] = _section(Path(path, name))
    return sections, frozenset(bundles)


def _is_page(name: str, wanted: str) -> bool:
    """Whether a file is the page of its folder: index.md, index.en.md."""
    return name.split(".")[0] == wanted and PurePosixPath(name).suffix in _CONTENT


def _section(path: Path) -> Section:
    values = read_front_matter(_text(path)).values
    return Section(as_text(values.get("title")), as_text(values.get("slug")), cascades(values.get("cascade")))


def _text(path: Path) -> str:
    """The text of a file; "" for one that cannot be read: reading the posts will tell of what is wrong with the folder."""
    try:
        return decode(path.read_bytes()).text if path.is_file() and path.stat().st_size <= _LARGEST else ""
    except OSError:
        return ""


def _cascade(about: Values) -> Cascade:
    target = lowered(about.get("target") or about.get("_target"))
    values = {key: _plain(value) for key, value in about.items() if key not in ("target", "_target")}
    return Cascade(
        values,
        as_text(target.get("path")).lower(),
        as_text(target.get("lang")).lower(),
        as_text(target.get("kind")).lower(),
        as_text(target.get("environment")).lower(),
    )


def _plain(value: Value) -> Value:
    """A value without what is nested in it more than once: it is written out in fingerprints, and aliases can make billions of a few."""
    if isinstance(value, dict):
        return {key.lower(): as_text(inner) for key, inner in value.items()}
    return list(as_list(value)) if isinstance(value, list) else value
