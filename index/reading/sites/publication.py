"""Where a blog is published, as its owner says. `index.reading.sites.published` goes by it; settings and the server need no more than
this, and not what reads a site."""

from __future__ import annotations

from msgspec import Struct


class Publication(Struct, frozen=True, kw_only=True):
    """`url` is the address of the blog's front page, `permalink` the path of a post below it, in the words of the generator
    (`/:year/:month/:slug/`), `title` the name of the blog; "" where the owner says nothing."""

    url: str = ""
    permalink: str = ""
    title: str = ""


NOTHING_SAID = Publication()
