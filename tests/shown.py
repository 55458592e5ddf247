"""The text of a page, as a reader sees it: what we read is held against pages that the real generators make."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from index.document import Document

_UNSEEN = {"pre", "script", "style", "sup", "svg"}
_UNSEEN_CLASSES = {"reversefootnote", "header-anchor-link", "msg-symbol", "footnotes-title", "footnote-backref"}
_ONE_TAG = {"br", "hr", "img", "input", "link", "meta"}


class Page(HTMLParser):
    """What a page shows: the ids of its headings in their order, and the text outside blocks of code."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.words: list[str] = []
        self._open: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        if re.fullmatch("h[1-6]", tag):
            self.ids.append(attributes.get("id") or "")
        if tag == "img":
            self.words.append(attributes.get("alt") or "")
        hidden = tag in _UNSEEN or attributes.get("class") in _UNSEEN_CLASSES
        if tag not in _ONE_TAG:
            self._open.append("hidden" if hidden else tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in _ONE_TAG and self._open:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        if "hidden" not in self._open:
            self.words.append(data)

    @property
    def text(self) -> str:
        return bare("".join(self.words))


def text_of(document: Document) -> str:
    """The text of a document in the form that a page's text has."""
    return bare("".join(part for section in document.sections for part in (section.heading, section.text)))


def ids_of(document: Document) -> list[str]:
    return [section.anchor for section in document.sections if section.heading]


def bare(text: str) -> str:
    """A text without white space, and without the marks that stand for the columns of a table or are set nicely by a generator."""
    nicely = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "–": "--", "—": "---", "…": "..."})
    return re.sub(r"[\s|]+", "", text.translate(nicely))
