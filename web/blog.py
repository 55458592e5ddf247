"""The blog that is searched here."""

from __future__ import annotations

from dataclasses import dataclass, field

from flask import Flask, current_app

from search.answer import Searcher
from search.recent import Recent
from web.made import MOST_BYTES, Made
from web.settings import Settings

_EXTENSION = "sakuin"


@dataclass(frozen=True)
class Blog:
    """What an application shows: the posts that a searcher finds, as the settings say. With `read_here` they are read here, for
    they are published nowhere. `made` are the last answers, by their tags."""

    searcher: Searcher
    settings: Settings
    read_here: bool = False
    made: Recent[str, Made] = field(default_factory=lambda: Recent(MOST_BYTES, lambda made: made.size))

    @property
    def name(self) -> str:
        """The title that is set, else what the blog calls itself, else "". Errors: `IndexUnavailable`."""
        return self.settings.ui.title or self.searcher.state().title


def put_blog(app: Flask, blog: Blog) -> None:
    app.extensions[_EXTENSION] = blog


def blog_of(app: Flask) -> Blog:
    blog: Blog = app.extensions[_EXTENSION]
    return blog


def this_blog() -> Blog:
    """The blog of the application that answers."""
    return blog_of(current_app)
