"""The blog that is searched here."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from flask import Flask, current_app

from search.answer import Searcher
from search.request import Filters
from web.settings import Settings

_EXTENSION = "sakuin"
_HOST = re.compile(r"[0-9a-z.-]+")  # as headers may say it: what is written otherwise in Japanese, Punycode has


@dataclass(frozen=True)
class Blog:
    """What an application shows: the posts that a searcher finds, as the settings say. With `read_here` they are read here, for
    they are published nowhere."""

    searcher: Searcher
    settings: Settings
    read_here: bool = False

    @property
    def name(self) -> str:
        """The title that is set, else what the blog calls itself, else "". Errors: `IndexUnavailable`."""
        return self.settings.ui.title or self.searcher.state().title

    @property
    def origin(self) -> str:
        """Scheme and host of the place where the blog is published, "" where it is not, or nobody knows. Errors: `IndexUnavailable`."""
        newest = () if self.read_here else self.searcher.posts(Filters(), limit=1).posts
        return origin_of(newest[0].url) if newest else ""


def origin_of(url: str) -> str:
    """Scheme and host of an address on the web, "" of any other: https://blog.example.jp of https://blog.example.jp/2024/miso/."""
    try:
        parts = urlsplit(url)
        port = f":{parts.port}" if parts.port else ""
    except ValueError:
        return ""
    host = parts.hostname or ""
    known = parts.scheme in {"http", "https"} and _HOST.fullmatch(host)
    return f"{parts.scheme}://{host}{port}" if known else ""


def put_blog(app: Flask, blog: Blog) -> None:
    app.extensions[_EXTENSION] = blog


def blog_of(app: Flask) -> Blog:
    blog: Blog = app.extensions[_EXTENSION]
    return blog


def this_blog() -> Blog:
    """The blog of the application that answers."""
    return blog_of(current_app)
