"""What a generator publishes of a site beside its posts: pages, images and other files, by their addresses."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from index.document import Problem
from index.reading.decode import decode
from index.reading.frontmatter.frontmatter import FrontMatter, read_front_matter
from index.reading.frontmatter.values import as_text
from index.reading.markup.body import Body
from index.reading.markup.htmlblock import read_html
from index.reading.markup.htmlpost import prepare_html
from index.reading.markup.markup import parse
from index.reading.markup.template import prepare
from index.reading.metadata import read_head
from index.reading.postfile import LARGEST, PostFile
from index.reading.sites.hexo import Hexo
from index.reading.sites.jekyll import Jekyll
from index.reading.sites.site import Site
from index.reading.walk import find_posts

_MOST = 200_000  # files that are looked at
_MARKDOWN = (".md", ".markdown", ".mkd", ".mkdn", ".mdown")
_HTML = (".html", ".htm")
_OF_TOOLS = frozenset({"_site", "node_modules", "vendor", "public", "resources"})


class Page(NamedTuple):
    """What stands at a path of the server. It is a page that people `read`, with these targets of links, or a mere file; `post` is the path of
    the file of a post that the index does not have; one that is `held_back` is not published, a draft."""

    path: str
    targets: tuple[str, ...] = ()
    read: bool = False
    post: str = ""
    held_back: bool = False


def pages(site: Site, posts: Mapping[str, str]) -> Iterator[Page]:
    """What the site publishes beside these posts, whose addresses are by their paths below the folder of the posts."""
    home = site.root
    for _ in PurePosixPath(site.prefix).parts:
        home = home.parent
    yield from _left_out(site, posts)
    folders = {PurePosixPath(site.prefix, path).parent: url for path, url in posts.items() if _names_folder(path)}
    folders |= {PurePosixPath(site.prefix, path).with_suffix(""): url for path, url in posts.items()}
    for place in islice(_files(home), _MOST):
        page = _page(site, home / place, place)
        if page is not None:
            yield page
        around = next((folder for folder in place.parents if folder in folders), None)
        if around is not None:  # of a bundle of Hugo's, or a folder of Hexo's beside its post
            yield Page(f"{folders[around].rstrip('/')}/{place.relative_to(around).as_posix()}")


def _names_folder(path: str) -> bool:
    return PurePosixPath(path).stem.split(".")[0] == "index" and "/" in path


def _left_out(site: Site, posts: Mapping[str, str]) -> Iterator[Page]:
    """The posts that the index does not have: the owner keeps them out of the search, or the site does not publish them."""
    now = datetime.now(UTC)
    for path in find_posts(site):
        file = PostFile(path, site)
        if file.name in posts or isinstance(file.data, Problem):
            continue
        front = _front_matter(site, file.text()[0] or "")
        head = read_head(file, front)
        address = site.url_of(head).removeprefix(site.base_url)
        skipped = site.skipped(head, drafts=False, future=False, now=now)
        unlisted = site.type == "hugo" and skipped == "unpublished"  # which may be published all the same
        if skipped and not unlisted:
            yield Page(address, post=file.name, held_back=True)
        else:
            yield Page(address, tuple(_targets(site, front.body, file.place)), read=True, post=file.name)


def _files(home: Path) -> Iterator[PurePosixPath]:
    for folder, inner, names in os.walk(home):
        place = PurePosixPath(Path(folder).relative_to(home).as_posix())
        left_out = () if place.parts else _OF_TOOLS
        inner[:] = sorted(name for name in inner if not name.startswith(".") and name not in left_out)
        yield from (place / name for name in sorted(names) if not name.startswith("."))


def _page(site: Site, path: Path, place: PurePosixPath) -> Page | None:
    where = _ADDRESSES.get(site.type, _nowhere)(site, place)
    if where is None or site.is_post(place):
        return None
    if place.suffix.lower() not in (*_MARKDOWN, *_HTML):
        return Page(where)
    front = _front_matter(site, _text(path))
    if permalink := as_text(front.values.get("permalink")):
        where = f"{site.baseurl}/{permalink.lstrip('/')}"
    return Page(where, tuple(_targets(site, front.body, place)), read=True)


def _front_matter(site: Site, text: str) -> FrontMatter:
    dialect = site.dialect
    return read_front_matter(text, blanks_above=dialect.blanks_above, openerless=dialect.openerless)


def _text(path: Path) -> str:
    """The text of a page; "" where it cannot be read: it is published all the same."""
    try:
        return decode(path.read_bytes()).text if path.stat().st_size <= LARGEST else ""
    except OSError:
        return ""


def _targets(site: Site, text: str, place: PurePosixPath) -> Iterator[str]:
    """Where the links of a page lead."""
    if place.suffix.lower() in _HTML:
        html, links = prepare_html(text, site.dialect)
        body = Body()
        read_html(html, body)
    else:
        prepared = prepare(text, site.dialect)
        body, links = parse(prepared.markdown, kramdown=site.dialect.kramdown), prepared.links
    yield from (link.target for link in (*body.links, *links))


# ---- Where a file is published, from the root of the server; None where it is not


def _of_jekyll(site: Site, place: PurePosixPath) -> str | None:
    return _below(site, place, site.places.source) if isinstance(site, Jekyll) and site.copies(place) else None


def _of_hugo(site: Site, place: PurePosixPath) -> str | None:
    place = _without_theme(place)
    if place.parts[0] in ("static", "assets"):
        return _below(site, place, place.parts[0])
    is_section = place.name.startswith("_index.") and "content" in place.parts
    return _below(site, place.parent, "content") if is_section else None


def _of_hexo(site: Site, place: PurePosixPath) -> str | None:
    place = _without_theme(place)
    if not isinstance(site, Hexo) or not place.is_relative_to(site.source):
        return None
    is_page = not place.relative_to(site.source).parts[0].startswith("_")
    return _below(site, place, site.source) if is_page else None


def _of_zenn(site: Site, place: PurePosixPath) -> str | None:
    """Books below the page of the author; images, as articles show them, below the root."""
    if place.parts[0] == "books" and len(place.parts) > 2:
        return f"{site.baseurl}/books/{place.parts[1]}"
    return f"/{place}" if place.parts[0] == "images" else None


def _of_folder(site: Site, place: PurePosixPath) -> str | None:
    return _below(site, place, "")


def _nowhere(_: Site, __: PurePosixPath) -> str | None:
    return None


_ADDRESSES: Mapping[str, Callable[[Site, PurePosixPath], str | None]] = {
    "jekyll": _of_jekyll,
    "hugo": _of_hugo,
    "hexo": _of_hexo,
    "zenn": _of_zenn,
    "plain": _of_folder,
}


def _without_theme(place: PurePosixPath) -> PurePosixPath:
    """A file of a theme as if it were the site's own: themes/neko/static/a.png is published as static/a.png."""
    inside = place.parts[2:] if place.parts[0] == "themes" else ()
    return PurePosixPath(*inside) if inside else place


def _below(site: Site, place: PurePosixPath, folder: str) -> str:
    """The address of a file by its path below a folder; the ending of Markdown becomes that of its page."""
    inside = place.relative_to(folder) if folder and place.is_relative_to(folder) else place
    return f"{site.baseurl}/{inside.with_suffix('.html') if inside.suffix.lower() in _MARKDOWN else inside}"
