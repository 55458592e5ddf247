"""The text of a paragraph, a heading or a cell, written in Markdown or in HTML."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from index.document import Link
from index.reading.markup.breaks import HARD_BREAK
from index.reading.markup.htmltag import HtmlTag

BARE_LINK = re.compile(r"""https?://[^\s<>"'（）「」『』【】、。，．]+""")
DASH = re.compile("---?")  # kramdown and goldmark make one of it, but not in code
HIDDEN_TAGS = frozenset(("script", "style", "template", "svg", "rt", "rp", "iframe"))


@dataclass
class Flow:
    """The text that a reader sees, and the links and images in it."""

    parts: list[str] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    images: list[str] = field(default_factory=list)
    id_parts: list[str] = field(default_factory=list)  # what kramdown makes the id of a heading of
    link: tuple[str, int] | None = None  # the target of an open link, and where its text begins
    hidden: str = ""  # the tag whose content a reader does not see

    def __str__(self) -> str:
        return "".join(self.parts).strip()

    def id_text(self) -> str:
        """The text without the descriptions of images, and without hyphens that are a dash on the page; blanks at its
        ends stay. What is hidden belongs to it: readings, so <ruby>字<rt>じ</rt></ruby> is 字じ."""
        return "".join(self.id_parts)

    def code(self, text: str) -> None:
        """Text as it stands: no bare links are looked for."""
        self._add(text, text)

    def text(self, text: str) -> None:
        self._add(text, DASH.sub("", text))
        if "://" in text and not self.link and not self.hidden:
            self.links += [Link(url, url) for url in BARE_LINK.findall(text)]

    def _add(self, text: str, id_text: str) -> None:
        self.id_parts.append(id_text)
        if not self.hidden:
            self.parts.append(text)

    def lines(self, text: str) -> None:
        """Text with line breaks, without the blanks around them."""
        self.text("\n".join(line.strip() for line in text.split("\n")) if "\n" in text else text)

    def soft_break(self) -> None:
        """A line of the source ends."""
        self.code("\n")

    def hard_break(self) -> None:
        """A line ends on the page."""
        self.code(HARD_BREAK)

    def open_link(self, target: str) -> None:
        """Begin a link. Its text is what follows up to `close_link`."""
        self.link = (target, len(self.parts))

    def close_link(self) -> None:
        if self.link:
            target, start = self.link
            self.links.append(Link(target, "".join(self.parts[start:]).strip()))
        self.link = None

    def image(self, description: str) -> None:
        if description and not self.hidden:
            self.images.append(description)
            self.parts.append(description)

    def tag(self, tag: HtmlTag) -> None:
        """What a tag inside a line does: it breaks the line, hides text, links or shows an image."""
        if self.hidden:
            ended = tag.name == self.hidden if tag.closing else tag.name == "rb"
            self.hidden = "" if ended or (tag.closing and tag.name == "ruby") else self.hidden
        elif tag.name in HIDDEN_TAGS and not tag.closing and not tag.attributes.endswith("/"):
            self.hidden = tag.name
        elif tag.name == "br":
            self.hard_break()
        elif tag.name == "img":
            self.image(tag.attribute("alt"))
        elif tag.name == "a" and tag.closing:
            self.close_link()
        elif tag.name == "a" and (target := tag.attribute("href")):
            self.open_link(target)
