"""Addresses of a blog as keys: what a server takes for one page has one key."""

from __future__ import annotations

import posixpath
import re
import unicodedata
from urllib.parse import unquote, urljoin, urlsplit

_END = re.compile(r"(?:/index)?\.html?$|/index$|/+$")
_MARKDOWN = (".md", ".markdown", ".mkd", ".mkdn", ".mdown")
_FILE = re.compile(r"\.[a-z][a-z0-9]{1,4}$")
_MADE = (".php", ".css", ".js", ".map", ".json", ".xml", ".txt")  # files that generators make of others
_OF_POST = re.compile(
    r"/\d{4}/\d\d/(?:\d\d/)?(?!\d\d?$|page\d*$)[^/]+$"
)  # that of a post wherever dates are in addresses


def key_of(path: str) -> str:
    """The path of an address, decoded and in small letters, without what servers add or leave out: /a/ for /A/index.html, and /a.html is /a."""
    plain = unicodedata.normalize("NFC", unquote(path)).casefold()
    return _END.sub("", re.sub("/{2,}", "/", f"/{plain.lstrip('/')}"))


def path_within(target: str, url: str, home: str) -> str | None:
    """The path below the root of its server to which a target leads from an address of the blog, whose front page is `home`; None for one
    that leads to another site, runs something, or stays on the page."""
    target = target.strip()
    if not target or target.startswith("#"):
        return None
    try:
        parts = urlsplit(urljoin(url, target))
    except ValueError:
        return None
    of_home = urlsplit(home)
    if parts.scheme or parts.netloc:
        ours = parts.scheme in ("http", "https") and parts.netloc == of_home.netloc
        return parts.path or "/" if ours and f"{parts.path}/".startswith(f"{of_home.path.rstrip('/')}/") else None
    return parts.path or "/"


def path_of_file(target: str, path: str) -> str | None:
    """The path of the Markdown file below the blog's folder that a target names, from the file at `path`; None for what names none."""
    try:
        parts = urlsplit(target.strip())
    except ValueError:
        return None
    if parts.scheme or parts.netloc or not parts.path.lower().endswith(_MARKDOWN):
        return None
    named = unicodedata.normalize("NFC", unquote(parts.path))
    return posixpath.normpath(
        posixpath.join(posixpath.dirname(path), named.lstrip("/") if named.startswith("/") else named)
    )


def is_of_post(key: str) -> bool:
    """Whether a key looks like the address of a dated post."""
    return _OF_POST.search(key) is not None


def is_file(key: str) -> bool:
    """Whether a key looks like that of an image or another file."""
    return _FILE.search(key) is not None


def may_be_made(key: str) -> bool:
    """Whether a file may be one that a generator makes: a style sheet, a feed."""
    return key.endswith(_MADE)


def folder_of(key: str) -> str:
    return key.rpartition("/")[0]
