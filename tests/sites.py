"""Sites for tests: the class of each type, and a post of a site, read in the two steps of a build."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from index.reading.frontmatter.frontmatter import FrontMatter, read_front_matter
from index.reading.markup.template import Prepared, prepare
from index.reading.postfile import PostFile
from index.reading.sites.hexo import Hexo
from index.reading.sites.hugo import Hugo
from index.reading.sites.jekyll import Jekyll
from index.reading.sites.qiita import Qiita
from index.reading.sites.site import Site
from index.reading.sites.zenn import Zenn
from index.reading.source import Reading, open_post, read_body, titles_by_slug
from index.reading.walk import find_posts

SITES: dict[str, type[Site]] = {each.type: each for each in (Jekyll, Hugo, Zenn, Qiita, Hexo, Site)}


def read_post(path: Path, site: Site, **options: Any) -> Reading:
    """A post by itself, which knows no title of another. `options` are those of `open_post`."""
    return read_body(open_post(PostFile(path, site), **options), site)


def read_posts(site: Site, **options: Any) -> list[Reading]:
    """The posts of a site, with the titles of those that they link to."""
    opened = [open_post(PostFile(path, site), **options) for path in find_posts(site)]
    titles = titles_by_slug(site, [(each.document, each.document.untitled) for each in opened if each.document])
    return [read_body(each, site, titles=titles) for each in opened]


def prepared(body: str, kind: str, **options: Any) -> Prepared:
    """A body as a site of a type prepares it. `options` are those of `prepare`."""
    return prepare(body, SITES[kind].dialect, **options)


def front_matter(text: str, kind: str) -> FrontMatter:
    """The front matter of a file of a site."""
    dialect = SITES[kind].dialect
    return read_front_matter(text, blanks_above=dialect.blanks_above, openerless=dialect.openerless)
