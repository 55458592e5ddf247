"""The text of a paragraph, a heading or a cell, written in Markdown or in HTML."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal

from index.document import Link
from index.reading.markup.breaks import HARD_BREAK
from index.reading.markup.htmltag import HtmlTag

BARE_LINK = re.compile(r"""https?://[^\s<>"'（）「」『』【】、。，．]+""")
PieceKind = Literal["text", "code", "formula", "image", "hidden"]  # code is also what stood behind a backslash
HIDDEN_TAGS = frozenset(("script", "style", "template", "svg", "rt", "rp", "iframe"))


@dataclass
class Flow:
    """The text that a reader sees, and the links and images in it."""

    level: int = 0  # of a heading
    parts: list[tuple[str, PieceKind]] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    images: list[str] = field(default_factory=list)
    link: tuple[str, int] | None = None  # the target of an open link, and where its text begins
    hidden: str = ""  # the tag whose content a reader does not see
    formula: bool = False  # whether we are in Zenn's <eq>

    def __str__(self) -> str:
        return self.shown().strip()

    def shown(self, start: int = 0) -> str:
        """The text, blanks at its ends included, from a part on."""
        return "".join(part for part, kind in self.parts[start:] if kind != "hidden")

    def code(self, text: str) -> None:
        """Text as it stands: no bare links are looked for."""
        self._add(text, "formula" if self.formula else "code")

    def text(self, text: str) -> None:
        self._add(text, "text")
        if "://" in text and not self.link and not self.hidden:
            self.links += [Link(url, url) for url in BARE_LINK.findall(text)]

    def _add(self, text: str, kind: PieceKind) -> None:
        self.parts.append((text, "hidden" if self.hidden else kind))

    def lines(self, text: str) -> None:
        """Text with line breaks, without the blanks around them."""
        self.text("\n".join(line.strip() for line in text.split("\n")) if "\n" in text else text)

    def soft_break(self) -> None:
        """A line of the source ends."""
        self.text("\n")

    def hard_break(self) -> None:
        """A line ends on the page."""
        self.text(HARD_BREAK)

    def open_link(self, target: str) -> None:
        """Begin a link. Its text is what follows up to `close_link`."""
        self.link = (target, len(self.parts))

    def close_link(self) -> None:
        if self.link:
            target, start = self.link
            self.links.append(Link(target, self.shown(start).strip()))
        self.link = None

    def image(self, description: str) -> None:
        if description and not self.hidden:
            self.images.append(description)
            self._add(description, "image")

    def tag(self, tag: HtmlTag) -> None:
        """What a tag inside a line does: it breaks the line, hides text, links or shows an image."""
        if self.hidden:
            ended = tag.name == self.hidden if tag.closing else tag.name == "rb"
            self.hidden = "" if ended or (tag.closing and tag.name == "ruby") else self.hidden
        elif tag.name in HIDDEN_TAGS and not tag.closing and not tag.attributes.endswith("/"):
            self.hidden = tag.name
        elif tag.name == "eq":
            self.formula = not tag.closing
        elif tag.name == "br":
            self.hard_break()
        elif tag.name == "img":
            self.image(tag.attribute("alt"))
        elif tag.name == "a" and tag.closing:
            self.close_link()
        elif tag.name == "a" and (target := tag.attribute("href")):
            self.open_link(target)
