"""Where an element of HTML ends, as kramdown decides it (2.4: `kramdown/parser/html.rb`, `kramdown/parser/kramdown/html.rb`).

An element goes up to its own closing tag, over blank lines and whatever is indented, and what it holds is HTML; a
closing tag of another name closes nothing. With `markdown="1"`, `"block"` or `"span"` it holds Markdown; where the site has
`parse_block_html`, also without, unless it lies in one that holds HTML.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal, NamedTuple

from index.reading.markup.htmltag import HtmlTag

Content = Literal["html", "blocks", "line"]

# Elements of a line, which begin no block; what they hold is a line, as it is in headings and paragraphs.
SPANS = re.compile(
    "a|abbr|acronym|b|big|bdo|br|button|cite|code|del|dfn|em|i|img|input|ins|kbd|label|mark|option|q|rb|rbc|rp|rt|rtc|"
    "ruby|samp|select|small|span|strong|sub|sup|tt|u|var"
)
_HOLD_LINES = re.compile(
    "a|abbr|acronym|b|bdo|big|button|caption|cite|del|dfn|dt|em|h[1-6]|i|ins|label|legend|optgroup|p|q|rb|rbc|rp|rt|rtc|ruby|"
    "select|small|span|strong|sub|sup|th|tt"
)
_HOLD_BLOCKS = re.compile(
    "address|applet|article|aside|blockquote|body|dd|details|div|dl|fieldset|figure|figcaption|footer|form|header|hgroup|"
    "iframe|li|main|map|menu|nav|noscript|object|section|summary|td"
)
_VOID = re.compile("area|base|br|col|command|embed|hr|img|input|keygen|link|meta|param|source|track|wbr")

_NAME = r"[A-Za-z_][\w:.-]*+"
_TAG = re.compile(
    rf"""<(?P<comment>!--|\?)
       | <(?P<end>/)(?P<closed>{_NAME})\s*+>
       | <(?P<opened>{_NAME})(?P<attributes>(?:\s++{_NAME}(?:\s*+=\s*+(?:\w++|"[^"]*+"|'[^']*+'))?+)*+)\s*+(?P<empty>/?)>""",
    re.VERBOSE,
)
_BLANKS = re.compile(r"[ \t]*+")
_MARKDOWN = re.compile(r"""\smarkdown\s*=\s*["']?(0|1|block|span)\b""")


class Element(NamedTuple):
    """An element that is still open."""

    tag: HtmlTag
    content: Content


class Part(NamedTuple):
    """A stretch of the source: HTML, or the line of Markdown that the element `holder` holds."""

    text: str
    holder: HtmlTag | None = None


class Elements:
    """Reads the elements that a text begins with, one behind the other up to the end of a line.

    They stand in `parts`, and the rest of the text begins at `place`. `open` are the elements, outermost first, that hold
    the text before and after reading. `cut` says that the text ended in the middle: more of it may close what is open.
    """

    def __init__(self, text: str, open_before: Sequence[Element], *, parse_block_html: bool = False) -> None:
        self.text = text
        self.open = list(open_before)
        self.parse_block_html = parse_block_html
        self.parts: list[Part] = []
        self.place = 0
        self.cut = False
        self._noted = 0  # where the parts end
        self._missing: set[str] = set()  # what does not come any more: nobody looks for it twice

    def read(self) -> bool:
        """Whether the text begins with an element of a block, which then is read."""
        found = False
        while not self.cut and self._begins():
            found = True
            self._read_inside()
        self._note(self.place)
        return found

    def _begins(self) -> bool:
        """Whether a tag or a comment follows that no paragraph begins with: it is taken."""
        tag = _TAG.match(self.text, self._behind_blanks())
        if not tag:
            return False
        name = (tag["closed"] or tag["opened"] or "").lower()
        closes_nothing = tag["end"] and not (self.open and self.open[-1].tag.name == name)
        return not closes_nothing and not SPANS.fullmatch(name) and self._take(tag)

    def _behind_blanks(self) -> int:
        blanks = _BLANKS.match(self.text, self.place)
        return blanks.end() if blanks else self.place

    def _read_inside(self) -> None:
        """Read on as long as what is open does not hold blocks, which are the Markdown parser's."""
        while self.open and self.open[-1].content != "blocks" and not self.cut:
            if self.open[-1].content == "line":
                self._read_line(self.open.pop().tag)
            elif tag := _TAG.search(self.text, self.place):
                if not self._take(tag):
                    self._note(tag.start())
                    self.place = self._noted = tag.end()  # a comment without an end is text
            else:
                self._go_to_end()

    def _take(self, tag: re.Match[str]) -> bool:
        """Go behind a tag or a comment. False for a comment that does not end."""
        if tag["comment"]:
            return self._go_behind("-->" if tag["comment"] == "!--" else "?>", tag.end())
        self.place = tag.end()
        name = (tag["closed"] or tag["opened"]).lower()
        if tag["end"]:
            if self.open and self.open[-1].tag.name == name:
                self.open.pop()
        elif name in ("script", "style"):
            if not self._go_behind(f"</{name}>", self.place):
                self._go_to_end()
        elif not tag["empty"] and not _VOID.fullmatch(name):
            inside_html = bool(self.open) and self.open[-1].content == "html"
            content = _content(name, tag["attributes"], holds_markdown=self.parse_block_html and not inside_html)
            self.open.append(Element(HtmlTag(name, False, tag["attributes"]), content))
        return True

    def _read_line(self, holder: HtmlTag) -> None:
        self._note(self.place)
        if self._go_behind(f"</{holder.name}>", self.place):
            end = self.text.rfind("</", self._noted, self.place)
        else:
            self._go_to_end()
            end = self.place
        self.parts.append(Part(self.text[self._noted : end], holder))
        self._noted = end

    def _go_behind(self, closing: str, start: int) -> bool:
        """Go behind what closes; False, and nothing moves, where it does not come."""
        pattern = re.compile(
            re.escape(closing).replace(">", r"\s*>") if closing[0] == "<" else re.escape(closing), re.IGNORECASE
        )
        found = None if closing in self._missing else pattern.search(self.text, start)
        if not found:
            self._missing.add(closing)
            return False
        self.place = found.end()
        return True

    def _go_to_end(self) -> None:
        self.place = len(self.text)
        self.cut = True

    def _note(self, end: int) -> None:
        if self._noted < end:
            self.parts.append(Part(self.text[self._noted : end]))
            self._noted = end


def _content(name: str, attributes: str, *, holds_markdown: bool) -> Content:
    """What an element holds; `holds_markdown`: where it does not say so itself."""
    written = _MARKDOWN.search(attributes)
    says = written[1] if written else "1" if holds_markdown else "0"
    if says == "block" or (says == "1" and _HOLD_BLOCKS.fullmatch(name)):
        return "blocks"
    return "line" if says == "span" or (says == "1" and _HOLD_LINES.fullmatch(name)) else "html"
