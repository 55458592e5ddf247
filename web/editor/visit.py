"""One visit to a page for editors: what it asks, in which language, and where links lead from it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from msgspec import Struct, field

from index.document import Brief
from index.language import Language, Message
from search.request import Query
from web.editor.table import Cell
from web.pages.frame import day
from web.request.address import Address
from web.request.requests import Lang
from web.texts import say


class ReportRequest(Struct, frozen=True, kw_only=True):
    """What a page for editors is asked: of some reports for a query, of others for a code; as HTML, or as data, of one of its tables by its name.
    `post` is the id of the post that a page is about."""

    query: Query = field(default="", name="q")
    code: str = ""
    table: str = ""
    post: str = ""
    format: Literal["html", "json", "csv"] = "html"
    lang: Lang = None


@dataclass(frozen=True)
class Visit:
    """`address` is the blank one; `posts` are those of the blog by their paths."""

    asked: ReportRequest
    address: Address
    language: Language
    posts: Mapping[str, Brief]

    def say(self, key: str, **values: object) -> str:
        return say(self.language, key, **values)

    def said(self, message: Message | str) -> Cell:
        """A word or two of ours in the reader's language."""
        return Cell(message if isinstance(message, str) else message.to(self.language), kind="said")

    def short(self, message: Message | str, url: str = "") -> Cell:
        """What stands on one line in any case."""
        return Cell(message if isinstance(message, str) else message.to(self.language), url, "short")

    def sentence(self, message: Message) -> Cell:
        return Cell(message.to(self.language), kind="sentence")

    def post(self, post: Brief) -> Cell:
        """The title of a post, which leads to what an editor is told of it."""
        return Cell(post.title or post.path, self.address.editor(f"posts/{post.id}"))

    def path(self, path: str) -> Cell:
        """The post of a file by its title; a file that is no post by its path."""
        return self.post(self.posts[path]) if path in self.posts else Cell(path)

    def day(self, post: Brief) -> Cell:
        return Cell(day(post.date, self.language) if post.date else "", kind="date")
