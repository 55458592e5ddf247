"""The text of a paragraph, a heading or a cell, written in Markdown or in HTML."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal

from index.document import Link, Style, StyleKind
from index.reading.markup.breaks import HARD_BREAK
from index.reading.markup.edits import Styles, stripped
from index.reading.markup.htmltag import HtmlTag

BARE_LINK = re.compile(r"""https?://[^\s<>"'（）「」『』【】、。，．]+""")
PIXELS = re.compile("[1-9][0-9]{0,4}")
PieceKind = Literal["text", "code", "formula", "image", "hidden"]  # code is also what stood behind a backslash
HIDDEN_TAGS = frozenset(("script", "style", "template", "svg", "rt", "rp", "iframe"))
STYLING_TAGS: dict[str, StyleKind] = {
    "strong": "strong",
    "b": "strong",
    "em": "emphasis",
    "i": "emphasis",
    "del": "deleted",
    "s": "deleted",
    "strike": "deleted",
    "code": "code",
    "kbd": "code",
    "samp": "code",
    "tt": "code",
    "sub": "sub",
    "sup": "sup",
}


@dataclass
class Flow:
    """The text that a reader sees, the links and images in it, and what stands out."""

    level: int = 0  # of a heading
    parts: list[tuple[str, PieceKind]] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    images: list[str] = field(default_factory=list)
    link: tuple[str, int, int] | None = None  # the target of an open link, its first part and character
    hidden: str = ""  # the tag whose content a reader does not see
    formula: bool = False  # whether we are in Zenn's <eq>
    styles: list[Style] = field(default_factory=list)
    length: int = 0  # of the text so far, in characters
    _open: dict[StyleKind, list[int]] = field(default_factory=dict)  # the marks that opened a style: where each stands

    def __str__(self) -> str:
        return self.shown().strip()

    def styled(self) -> tuple[str, Styles]:
        """The text, and its styles by where they begin. What nobody has closed ends with it."""
        for kind, starts in self._open.items():
            self._style(kind, starts[0]) if starts else None
        return stripped(self.shown(), sorted(self.styles, key=_place))

    def shown(self, start: int = 0) -> str:
        """The text, blanks at its ends included, from a part on."""
        return "".join(part for part, kind in self.parts[start:] if kind != "hidden")

    def code(self, text: str) -> None:
        """Text as it stands: no bare links are looked for."""
        self._add(text, "formula" if self.formula else "code")

    def text(self, text: str) -> None:
        if "://" in text and not self.link and not self.hidden:
            for match in BARE_LINK.finditer(text):
                self.links.append(Link(match[0], match[0]))
                self.styles.append(Style("link", self.length + match.start(), self.length + match.end(), match[0]))
        self._add(text, "text")

    def open(self, kind: StyleKind) -> None:
        """Begin a style, up to `close`. Bold in bold is bold."""
        self._open.setdefault(kind, []).append(self.length)

    def close(self, kind: StyleKind) -> None:
        starts = self._open.get(kind)
        if starts and (start := starts.pop()) >= 0 and not starts:
            self._style(kind, start)

    def _style(self, kind: StyleKind, start: int, value: str = "") -> None:
        if start < self.length:
            self.styles.append(Style(kind, start, self.length, value))

    def _add(self, text: str, kind: PieceKind) -> None:
        self.parts.append((text, "hidden" if self.hidden else kind))
        self.length += 0 if self.hidden else len(text)

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
        self.link = (target, len(self.parts), self.length)

    def close_link(self) -> None:
        if self.link:
            target, part, start = self.link
            self.links.append(Link(target, self.shown(part).strip()))
            self._style("link", start, target)
        self.link = None

    def image(self, description: str, address: str = "") -> None:
        """An image by its description, which may be empty."""
        if self.hidden:
            return
        if description:
            self.images.append(description)
        if description or address:
            self.styles.append(Style("image", self.length, self.length + len(description), address))
        if description:
            self._add(description, "image")

    def task(self, *, done: bool) -> None:
        """The text is a task, with a box in front of it."""
        self.styles.append(Style("task", 0, 0, "x" if done else ""))

    def note(self, name: str) -> None:
        """The sign of a footnote."""
        self.styles.append(Style("note", self.length, self.length, name))

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
            self.image(tag.attribute("alt"), f"{tag.attribute('src')}{_size(tag)}".strip())
        elif tag.name == "a" and tag.closing:
            self.close_link()
        elif tag.name == "a" and (target := tag.attribute("href")):
            self.open_link(target)
        elif kind := STYLING_TAGS.get(tag.name):
            self.close(kind) if tag.closing else self.open(kind)


def _size(tag: HtmlTag) -> str:
    """The size of an image behind its address: see `Style`."""
    width, height = tag.attribute("width"), tag.attribute("height")
    return f" {width}x{height}" if PIXELS.fullmatch(width) and PIXELS.fullmatch(height) else ""


def _place(style: Style) -> tuple[int, int]:
    return style.start, -style.end
