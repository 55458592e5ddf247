"""Blocks of HTML, as the exports of WordPress are full of."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import unescape

from index.document import ContainerKind
from index.reading.markup.body import Body
from index.reading.markup.containers import LIST_OF
from index.reading.markup.edits import Edit, edited, moved
from index.reading.markup.flow import Flow
from index.reading.markup.htmltag import HtmlTag, split_at_tags

BLOCK_TAG = re.compile(
    "address|article|aside|blockquote|body|caption|center|d[dlt]|details|div|fieldset|figcaption|figure|footer|form|"
    "h[1-6r]|header|li|main|nav|ol|p|pre|section|summary|table|tbody|t[dhr]|tfoot|thead|ul"
)
_NUMBER = re.compile("[0-9]{1,9}")
CONTAINERS: dict[str, ContainerKind] = {
    "ul": "bullets",
    "ol": "numbers",
    "li": "item",
    "blockquote": "quote",
    "dl": "definitions",
    "dt": "term",
    "dd": "meaning",
}


def read_html(source: str, body: Body) -> None:
    """Add what a block of HTML says to the body."""
    _HtmlBlock(body).read(source)


@dataclass
class _HtmlBlock:
    body: Body
    flow: Flow = field(default_factory=Flow)
    lists: int = 0  # that we are in
    heading: HtmlTag | None = None
    head: bool = False  # whether the cell that we are in is one of the head
    code: HtmlTag | None = None
    language: str = ""

    def read(self, source: str) -> None:
        for part in split_at_tags(source):
            if isinstance(part, str):
                self._text(part)
            elif self.flow.hidden or not BLOCK_TAG.fullmatch(part.name):
                self._inline_tag(part)
            else:
                self._flush()
                self._block_tag(part)
        self._flush()
        self.body.end_table()

    def _text(self, text: str) -> None:
        if self.code:
            self.flow.code(unescape(text))
        else:
            self.flow.lines(unescape(re.sub(r"(?<!\s)\s*\n\s*", "\n", text)))

    def _inline_tag(self, tag: HtmlTag) -> None:
        if self.code and tag.name == "code" and not tag.closing:
            self.language = self.language or _language(tag)
        self.flow.tag(tag)

    def _block_tag(self, tag: HtmlTag) -> None:
        if tag.name in ("ul", "ol"):
            self.lists = max(0, self.lists + (-1 if tag.closing else 1))
        if kind := CONTAINERS.get(tag.name):
            self._container(kind, tag)
        elif tag.name == "hr":
            self.body.rule()
        elif tag.name in ("td", "th"):
            self.head = tag.name == "th"
        elif tag.name == "pre":
            self.code, self.language = (None, "") if tag.closing else (tag, _language(tag))
        elif tag.name == "tr" and not tag.closing:
            self.body.rows.append([])
        elif tag.name == "table" and tag.closing:
            self.body.end_table()
        elif re.fullmatch("h[1-6]", tag.name):
            self.heading = None if tag.closing else tag

    def _container(self, kind: ContainerKind, tag: HtmlTag) -> None:
        containers = self.body.containers
        if tag.closing:
            containers.close(kind)
            return
        containers.end_item(kind) if kind in LIST_OF else None
        start = tag.attribute("start") if kind == "numbers" else ""
        containers.open(kind, first=int(start) if _NUMBER.fullmatch(start) else 1)

    def _flush(self) -> None:
        """Add what has flowed since the last tag of a block."""
        flow, self.flow = self.flow, Flow(hidden=self.flow.hidden)
        flow.close_link()
        self.body.note(flow)
        text, styles = flow.styled()
        if self.code:
            self.body.code(flow.shown(), language=self.language)
        elif self.heading:
            level, anchor = int(self.heading.name[1]), self.heading.attribute("id")
            self.body.heading(text, styles, level=level, anchor=anchor)
        elif self.body.rows and (text or styles):
            self.body.cell(text, styles, head=self.head)
        else:
            edits = [Edit(*match.span(), "\n") for match in re.finditer(r"\n{2,}", text)]
            self.body.add("item" if self.lists else "prose", edited(text, edits), moved(styles, edits))


def _language(tag: HtmlTag) -> str:
    match = re.search(r"\b(?:language|lang|brush)[-:]\s*([\w+#-]+)", tag.attribute("class"))
    return match[1].lower() if match else ""
