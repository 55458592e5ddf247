"""The blog that is searched here."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from flask import Flask, current_app

from index.errors import IndexUnavailable
from search.answer import Searcher
from web.look import OURS, Look
from web.settings import Settings

_EXTENSION = "sakuin"
# As it may stand in a header: nothing in it ends the policy or begins another.
_PLAIN_ORIGIN = re.compile(r"https?://[A-Za-z0-9.-]+(:[0-9]+)?")


@dataclass(frozen=True)
class Blog:
    """What an application shows: the posts that a searcher finds, as the settings say. With `read_here` they are read here, for
    they are published nowhere."""

    searcher: Searcher
    settings: Settings
    read_here: bool = False
    look: Look = OURS

    @property
    def name(self) -> str:
        """The title that is set, else what the blog calls itself, else "". Errors: `IndexUnavailable`."""
        return self.settings.ui.title or self.searcher.state().title

    @property
    def front_page(self) -> str:
        """The address of the blog itself; "" where it is not known, or published nowhere, or no index says it just now."""
        try:
            return "" if self.read_here else self.searcher.state().url
        except IndexUnavailable:
            return ""

    @property
    def image_origin(self) -> str:
        """The server that images of posts may come from; "" where they are shown from none."""
        origin = origin_of(self.front_page)
        return origin if _PLAIN_ORIGIN.fullmatch(origin) else ""

    def is_ours(self, url: str) -> bool:
        """Whether an address is one of the blog: on the server of its front page, or on the one whose pages may ask our API."""
        return bool(url) and origin_of(url) in {origin_of(self.front_page), self.settings.api.cors} - {""}


def origin_of(url: str) -> str:
    """The scheme and the host of a whole address: https://blog.example.jp; "" for any other text."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    return f"{parts.scheme}://{parts.netloc}" if parts.scheme in {"http", "https"} and parts.netloc else ""


def put_blog(app: Flask, blog: Blog) -> None:
    app.extensions[_EXTENSION] = blog


def blog_of(app: Flask) -> Blog:
    blog: Blog = app.extensions[_EXTENSION]
    return blog


def this_blog() -> Blog:
    """The blog of the application that answers."""
    return blog_of(current_app)
