"""What kind of site a folder of posts belongs to, and what its own settings say about the posts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath
from typing import Literal
from urllib.parse import urlsplit

from index.errors import InputUnusable
from index.reading.configuration import read_settings
from index.reading.dates import DEFAULT_ZONE
from index.reading.frontmatter.values import Value, Values, as_flag, as_list, as_mapping, as_text

SiteType = Literal["jekyll", "hugo", "zenn", "qiita", "hexo", "plain"]

# Where posts live in a site of each type. Nobody keeps posts deeper below the settings than this.
POST_FOLDERS: Mapping[SiteType, tuple[str, ...]] = {
    "jekyll": ("_posts", "_drafts"),
    "hugo": ("content",),
    "zenn": ("articles",),
    "qiita": ("public",),
    "hexo": ("source/_posts", "source/_drafts"),
    "plain": (),
}
MAX_DEPTH = 6

HUGO_SETTINGS = tuple(
    f"{folder}{name}.{form}"
    for folder in ("", "config/_default/")
    for name in ("hugo", "config")
    for form in ("toml", "yaml", "yml", "json")
)
JEKYLL_SETTINGS = ("_config.yml", "_config.yaml", "_config.toml")
LANGUAGE_KEYS = ("lang", "locale", "language", "languagecode", "defaultcontentlanguage")


@dataclass(frozen=True)
class Defaults:
    """Front matter that Jekyll gives to every post below `path` and of `type`; an empty one leaves out none."""

    path: str
    type: str
    values: Values


@dataclass(frozen=True)
class Site:
    """A folder of posts and what its settings say. The posts are below `root`.

    `prefix` is where `root` is below the site's own folder ("_posts" when PATH is a site's _posts). URLs start with
    `base_url` ("https://blog.example.jp", "" when unknown) and then `baseurl` ("/blog").
    """

    root: Path
    type: SiteType = "plain"
    prefix: str = ""
    title: str = ""
    base_url: str = ""
    baseurl: str = ""
    timezone: str = DEFAULT_ZONE
    language: str = "ja"
    author: str = ""
    permalink: str = ""  # "" is what the type does by default
    permalinks: Mapping[str, str] = field(default_factory=dict)  # of a Hugo section or a Jekyll collection
    collections: tuple[str, ...] = ()
    future: bool = False
    exclude: tuple[str, ...] = ()
    defaults: tuple[Defaults, ...] = ()

    def path_of(self, post: Path) -> PurePosixPath:
        """The post's path below the site's own folder."""
        return PurePosixPath(self.prefix, post.relative_to(self.root).as_posix())

    def holds_posts(self, folder: PurePosixPath) -> bool:
        """Whether a post may lie in this folder, a path below the site's own."""
        if self.type == "jekyll":
            wanted = {*POST_FOLDERS["jekyll"], *(f"_{name}" for name in self.collections)}
            return not wanted.isdisjoint(folder.parts)
        folders = POST_FOLDERS[self.type]
        return not folders or any(folder.is_relative_to(inner) for inner in folders)


Reader = Callable[[Path, Site], Site | None]


def detect_site(root: Path) -> Site:
    """The site in a folder; or, for a folder of posts such as _posts, the site around it. InputUnusable when the settings of the
    site are broken."""
    if not root.is_dir():
        raise InputUnusable(ja=f"フォルダ {root} がありません。", en=f"There is no folder {root}.")
    found = (_found(root, home, readers) for readers in (CONFIGURED, (_bare_jekyll,)) for home in _candidates(root))
    return next((site for site in found if site), Site(root))


def _candidates(root: Path) -> Iterator[Path]:
    yield root
    yield from list(root.resolve().parents)[:MAX_DEPTH]


def _found(root: Path, home: Path, readers: Iterable[Reader]) -> Site | None:
    """The site in `home`, if that is `root` itself or the site has its posts in `root`."""
    prefix = "" if home == root else root.resolve().relative_to(home).as_posix()
    sites = (read(home, Site(root, prefix=prefix)) for read in readers)
    site = next((site for site in sites if site), None)
    return site if site and (home == root or site.holds_posts(PurePosixPath(prefix))) else None


# ---- One reader of settings for each kind of site; None when the folder is no such site


def _hugo(home: Path, site: Site) -> Site | None:
    named = _first_file(home, HUGO_SETTINGS)
    if not named or not (named.stem == "hugo" or (home / "content").is_dir()):
        return None
    settings = read_settings(named)
    base_url, baseurl = _base(as_text(settings.get("baseurl")))
    parameters = _lowered(settings.get("params"))
    return replace(
        _described(site, settings),
        type="hugo",
        base_url=base_url,
        baseurl=baseurl,
        author=as_text(parameters.get("author") or settings.get("author")),
        permalinks=_hugo_permalinks(settings),
        future=as_flag(settings.get("buildfuture")) or False,
    )


def _hugo_permalinks(settings: Values) -> dict[str, str]:
    permalinks = _lowered(settings.get("permalinks"))
    pages = {**permalinks, **_lowered(permalinks.get("page"))}  # since 0.131: one table for each kind of page
    return {section: pattern for section, pattern in pages.items() if isinstance(pattern, str)}


def _zenn_or_qiita(home: Path, site: Site) -> Site | None:
    package = home / "package.json"
    settings = read_settings(package) if package.is_file() else {}
    needed = {**_lowered(settings.get("dependencies")), **_lowered(settings.get("devdependencies"))}
    if "zenn-cli" in needed and "@qiita/qiita-cli" in needed:  # one repository for both, as people do
        return replace(site, type="qiita" if site.prefix.startswith("public") else "zenn")
    if "zenn-cli" in needed:
        return replace(site, type="zenn")
    if "@qiita/qiita-cli" in needed or (home / "qiita.config.json").is_file():
        return replace(site, type="qiita")
    return None


def _jekyll_or_hexo(home: Path, site: Site) -> Site | None:
    named = _first_file(home, JEKYLL_SETTINGS)
    if named and (home / "source/_posts").is_dir():
        return _hexo(read_settings(named), site)
    return _jekyll(read_settings(named), site) if named else None


def _bare_jekyll(home: Path, site: Site) -> Site | None:
    """Posts of a Jekyll site whose settings are elsewhere."""
    return _jekyll({}, site) if any((home / folder).is_dir() for folder in POST_FOLDERS["jekyll"]) else None


CONFIGURED = (_hugo, _zenn_or_qiita, _jekyll_or_hexo)


def _jekyll(settings: Values, site: Site) -> Site:
    published = {name: _lowered(about) for name, about in as_mapping(settings.get("collections")).items()}
    return replace(
        _described(site, settings),
        type="jekyll",
        base_url=_base(as_text(settings.get("url")))[0],
        baseurl=_joined(as_text(settings.get("baseurl"))),
        permalink=as_text(settings.get("permalink")),
        permalinks={name: as_text(about.get("permalink")) for name, about in published.items()},
        collections=tuple(name for name, about in published.items() if as_flag(about.get("output"))),
        future=as_flag(settings.get("future")) or False,
        exclude=as_list(settings.get("exclude")),
        defaults=tuple(_defaults(settings.get("defaults"))),
    )


def _defaults(sets: Value) -> Iterator[Defaults]:
    """The sets of defaults, the one that wins last: Jekyll prefers the longer path, then the later set."""
    found = []
    for one in sets if isinstance(sets, list) else []:
        scope, values = _lowered(as_mapping(one).get("scope")), _lowered(as_mapping(one).get("values"))
        found.append(Defaults(as_text(scope.get("path")).strip("/"), as_text(scope.get("type")), values))
    yield from sorted(found, key=lambda each: (len(each.path), bool(each.type)))


def _hexo(settings: Values, site: Site) -> Site:
    base_url, baseurl = _base(as_text(settings.get("url")))
    return replace(
        _described(site, settings),
        type="hexo",
        base_url=base_url,
        baseurl=_joined(as_text(settings.get("root"))) or baseurl,
        permalink=as_text(settings.get("permalink")),
        future=as_flag(settings.get("future")) is not False,
        exclude=as_list(settings.get("exclude")),
    )


# ---- What the readers share


def _described(site: Site, settings: Values) -> Site:
    """The site with the settings that have one name in Jekyll, Hugo and Hexo."""
    language = next((as_list(settings[key]) for key in LANGUAGE_KEYS if settings.get(key)), ())
    return replace(
        site,
        title=as_text(settings.get("title")),
        author=as_text(settings.get("author")),
        timezone=as_text(settings.get("timezone")) or DEFAULT_ZONE,
        language=language[0] if language else "ja",
    )


def _first_file(home: Path, names: tuple[str, ...]) -> Path | None:
    return next((home / name for name in names if (home / name).is_file()), None)


def _base(url: str) -> tuple[str, str]:
    """The host and the path of a site's address; ("", "") for one that is not an address."""
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return "", ""
    if parts.scheme not in ("http", "https") or not parts.netloc:
        return "", _joined(parts.path) if not parts.netloc else ""
    return f"{parts.scheme}://{parts.netloc}", _joined(parts.path)


def _joined(path: str) -> str:
    return f"/{path.strip('/')}" if path.strip("/") else ""


def _lowered(value: Value) -> Values:
    return {key.lower(): inner for key, inner in as_mapping(value).items()}
