"""Which site a folder of posts belongs to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path, PurePosixPath

from index.errors import InputUnusable
from index.reading.sites.hexo import find_hexo
from index.reading.sites.hugo import find_hugo
from index.reading.sites.jekyll import find_bare_jekyll, find_jekyll
from index.reading.sites.qiita import find_qiita
from index.reading.sites.site import Site
from index.reading.sites.zenn import find_zenn

_MAX_DEPTH = 6  # nobody keeps posts deeper below the settings than this

# Each takes the folder that may be a site's own, the folder of posts, and where that is below the first; None for no such site. The
# first that finds one wins; last come posts whose settings are elsewhere.
Finder = Callable[[Path, Path, str], Site | None]
_CONFIGURED: tuple[Finder, ...] = (find_hugo, find_zenn, find_qiita, find_hexo, find_jekyll)
_BARE: tuple[Finder, ...] = (find_bare_jekyll,)


def folder_of_posts(root: Path) -> Path:
    """The folder that somebody names as that of the posts. Errors: `InputUnusable` where it is none."""
    if root.is_dir():
        return root.resolve()
    if root.exists():
        raise InputUnusable(
            ja=f"{root} はファイルです。記事のあるフォルダーを指定してください",
            en=f"{root} is a file. Name the folder that holds your posts.",
        )
    raise InputUnusable(
        ja=f"{root} というフォルダーはありません。記事のあるフォルダーを指定してください",
        en=f"There is no folder {root}. Name the folder that holds your posts.",
    )


def detect_site(root: Path) -> Site:
    """The site in a folder; or, for a folder of posts such as _posts, the site around it. InputUnusable when the settings of the
    site are broken."""
    if not root.is_dir():
        raise InputUnusable(ja=f"フォルダ {root} がありません。", en=f"There is no folder {root}.")
    found = (_found(root, home, finders) for finders in (_CONFIGURED, _BARE) for home in _candidates(root))
    return next((site for site in found if site), Site(root))


def _candidates(root: Path) -> Iterator[Path]:
    yield root
    yield from list(root.resolve().parents)[:_MAX_DEPTH]


def _found(root: Path, home: Path, finders: Iterable[Finder]) -> Site | None:
    """The site in `home`, if that is `root` itself or the site has its posts in `root`. One folder may be two: Jekyll's and
    Zenn's."""
    prefix = "" if home == root else root.resolve().relative_to(home).as_posix()
    sites = (find(home, root, prefix) for find in finders)
    return next((site for site in sites if site and (home == root or site.holds_posts(PurePosixPath(prefix)))), None)
