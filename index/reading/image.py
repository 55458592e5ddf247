"""The image that stands for a post in lists: what its front matter names, if the blog's own server has it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from urllib.parse import quote, unquote, urljoin, urlsplit

from index.reading.frontmatter.values import Value
from index.reading.sites.head import Head
from index.reading.sites.site import Site

# What generators and their widespread themes call it: jekyll-seo-tag, Minimal Mistakes, Hugo's templates of Open Graph, PaperMod, Ananke,
# LoveIt, Hexo's Butterfly and Fluid, and 「アイキャッチ」.
_KEYS = (
    "image",
    "images",
    "thumbnail",
    "cover",
    "eyecatch",
    "featured_image",
    "featuredimage",
    "header",
    "index_img",
    "og_image",
)
_INNER_KEYS = ("path", "url", "src", "image", "feature", "teaser", "thumbnail", "og_image")
_SUFFIXES = (".avif", ".gif", ".jpeg", ".jpg", ".png", ".svg", ".webp")
_MOST = 20  # names that are looked at
_UNESCAPED = "/:@!$&'()*+,;=-._~%"


def image_of(head: Head, site: Site, url: str) -> str:
    """The whole address of the image of the post at `url`; "" where the post names none, where another server has it, or where it
    is not known where the blog is published."""
    if not site.base_url:
        return ""
    names = (name for key in _KEYS for name in _names(head.value(key)))
    return next(filter(None, (_address(name, head, site, url) for name in islice(names, _MOST))), "")


def _names(value: Value) -> Iterator[str]:
    """The texts in a value that may be addresses: it is one, or a list of some, or a mapping that has one under a usual key."""
    for each in value if isinstance(value, list) else [value]:
        if isinstance(each, dict):
            inner = {str(key).lower(): text for key, text in each.items()}
            yield from (text for key in _INNER_KEYS if isinstance(text := inner.get(key), str))
        elif isinstance(each, str):
            yield each


def _address(name: str, head: Head, site: Site, url: str) -> str:
    """The address that a name means, "" where it is none of an image of this blog."""
    try:
        own, named = urlsplit(site.base_url), urlsplit(urljoin(url, _placed(name.strip(), head, site)))
        ours = (named.hostname, named.port) == (own.hostname, own.port)
    except ValueError:
        return ""
    if not ours or named.scheme not in {"http", "https"} or not _is_image(named.path):
        return ""
    path = quote(named.path, safe=_UNESCAPED) + ("?" + quote(named.query, safe=f"{_UNESCAPED}?") if named.query else "")
    return f"{own.scheme}://{own.netloc}{path}"


def _placed(name: str, head: Head, site: Site) -> str:
    """A name as a path from the root of the server where its generator takes it so, else as it is: it is then an address, or a path
    from the post's own address."""
    if name.startswith("//") or urlsplit(name).scheme:
        return name
    if name.startswith("/"):
        # Hugo's absURL takes such a path as from the server's root; others put the folder of the site before it.
        return name if site.type == "hugo" or name.startswith(f"{site.baseurl}/") else site.baseurl + name
    from_home = {"hugo": head.place.stem != "index", "hexo": "/" in name and not name.startswith(".")}
    return f"{site.baseurl}/{name}" if from_home.get(site.type) else name


def _is_image(path: str) -> bool:
    return unquote(path).lower().endswith(_SUFFIXES) and "{" not in path
