"""The blog that is searched here."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from flask import Flask, current_app

from index.errors import IndexUnavailable
from search.answer import IndexState, Searcher
from web.look import OURS, Look
from web.responses import Responses
from web.settings import Settings

if TYPE_CHECKING:
    from web.counter import QueryCounter

_EXTENSION = "sakuin"
_HOST = re.compile(r"[0-9a-z.-]+")  # as headers may say it: what is written otherwise in Japanese, Punycode has


@dataclass(frozen=True)
class Blog:
    """What an application shows: the posts that a searcher finds, as the settings say. With `read_here` they are read here, for
    they are published nowhere. `queries` counts what readers search for, where that is set. `responses` are those that were finished last."""

    searcher: Searcher
    settings: Settings
    read_here: bool = False
    look: Look = OURS
    queries: QueryCounter | None = None
    responses: Responses = field(default_factory=Responses)

    @property
    def name(self) -> str:
        """The title that is set, else what the blog calls itself, else "". Errors: `IndexUnavailable`."""
        return self.settings.ui.title or self.searcher.state().title

    @property
    def state(self) -> IndexState | None:
        """The generation that answers; None where no index does just now."""
        try:
            return self.searcher.state()
        except IndexUnavailable:
            return None

    @property
    def front_page(self) -> str:
        """The address of the blog itself; "" where it is not known, or published nowhere."""
        state = None if self.read_here else self.state
        return state.url if state else ""

    @property
    def origin(self) -> str:
        """Scheme and host of the place where the blog is published; "" where it is not, or nobody knows."""
        return origin_of(self.front_page)

    def is_ours(self, url: str) -> bool:
        """Whether an address is one of the blog: on the server of its front page, or on the one whose pages may ask our API."""
        return bool(url) and origin_of(url) in {self.origin, self.settings.api.cors} - {""}


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
