"""The blog that is searched here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from werkzeug.wrappers import Response as AnyResponse

from search.answer import Searcher
from web.answers.passages import Ways
from web.answers.tag import ASKED_AGAIN, tagged
from web.asked.address import Address


@dataclass(frozen=True)
class Blog:
    """What the pages show: the posts of a searcher under a title; `read_here` where the blog is published nowhere."""

    searcher: Searcher
    title: str = ""
    read_here: bool = False
    text_fragments: bool = True

    @property
    def name(self) -> str:
        """The title, else what the blog calls itself, else "". Errors: `IndexUnavailable`."""
        return self.title or self.searcher.state().title

    def ways(self, address: Address) -> Ways:
        """How posts are reached from the page of an address."""
        return Ways(address, self.read_here, self.text_fragments)

    def tagged(self, *asked: object, make: Callable[[], AnyResponse]) -> AnyResponse:
        """A page, or 304 where the reader's browser has it already."""
        return tagged(self.searcher.state(), asked, make=make, keep=ASKED_AGAIN)
