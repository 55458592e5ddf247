"""Markdown to blocks of plain text: no marks, no tags, nothing lost that a reader sees."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from markdown_it.token import Token

from index.document import Block, BlockKind, Code, Link, Section
from index.reading.markup.anchor import Anchors
from index.reading.markup.blocks import Blocks
from index.reading.markup.flow import Flow
from index.reading.markup.htmlblock import write_html
from index.reading.markup.htmltag import read_tag
from index.reading.markup.markdown import Environment, block_tokens, inline_tokens

PLAIN = re.compile(r"[^\\`*_~!\[\]<&^]*")  # text that no inline rule cares about
STRAY_EMPHASIS = re.compile(r"(?<![\w )\]])\*\*+|\*\*+(?![\w (\[])", re.ASCII)  # not the one in 2**3
LOST_HEADING = re.compile(r"(?<=\S) #{2,6} (?=\S)")  # where a paste lost its line breaks
TASK = re.compile(r"\[[ xX]\]\s+")
HEADING_ANCHOR = re.compile(r"[ \t]*\{:?#([^\s{}]+)\}[ \t]*$")
SENTENCE_END = re.compile(r"[。！？!?…][」』）)]*$")
LONGEST_TITLE = 80


@dataclass(frozen=True)
class Markup:
    """What a text says: its blocks in reading order, its links, and the descriptions of its images."""

    blocks: tuple[Block, ...] = ()
    links: tuple[Link, ...] = ()
    images: tuple[str, ...] = ()


def parse(markdown: str) -> Markup:
    """The blocks, links and images of one text. It never raises."""
    return parse_drafts([markdown])[0]


def parse_drafts(drafts: Sequence[str]) -> list[Markup]:
    """The blocks, links and images of several texts that are published as one page: they share link definitions, footnotes and anchors.

    Footnotes come as prose at the end of the last draft.
    """
    page = _Page()
    tokens = [block_tokens(draft, page.environment) for draft in drafts]  # all definitions before the first use
    parsed = [_blocks(draft_tokens, page) for draft_tokens in tokens]
    if parsed:
        parsed[-1].written += page.footnotes
    return [Markup(tuple(each.written), tuple(each.links), tuple(each.images)) for each in parsed]


def assemble(blocks: Iterable[Block]) -> tuple[tuple[Section, ...], tuple[Code, ...]]:
    """Blocks gathered below their headings, and the code apart."""
    sections: list[Section] = []
    code: list[Code] = []
    heading, texts = Block("heading", ""), list[str]()

    def close() -> None:
        if heading.text or texts:
            sections.append(Section(heading.level, heading.text, heading.anchor, "\n\n".join(texts)))

    for block in blocks:
        if block.kind == "code":
            code.append(Code(block.language, block.text))
        elif block.kind == "heading":
            close()
            heading, texts = block, []
        else:
            texts.append(block.text)
    close()
    return tuple(sections), tuple(code)


@dataclass
class _Page:
    """What all drafts of a page share."""

    environment: Environment = field(default_factory=dict)
    anchors: Anchors = field(default_factory=Anchors)
    footnotes: list[Block] = field(default_factory=list)


def _blocks(tokens: Iterable[Token], page: _Page) -> Blocks:
    reader = _TokenReader(page)
    for token in tokens:
        if handler := HANDLERS.get(token.type):
            handler(reader, token)
    return reader.blocks


@dataclass
class _TokenReader:
    """Reads the tokens of one draft: a method for each kind of them, and what the next one needs to know."""

    page: _Page
    blocks: Blocks = field(default_factory=Blocks)
    containers: list[BlockKind] = field(default_factory=list)  # what a paragraph is, here
    opening: Token | None = None  # of the heading we are in

    def inline(self, token: Token) -> None:
        if self.opening:
            self._heading(self.opening, token.content)
        elif self.blocks.rows:
            self.blocks.cell(str(self._flow(token.content)))
        else:
            kind = self.containers[-1] if self.containers else "prose"
            text = TASK.sub("", token.content, count=1) if kind == "item" else token.content
            self.blocks.add(kind, LOST_HEADING.sub("\n", str(self._flow(text))))

    def _heading(self, opening: Token, content: str) -> None:
        explicit = HEADING_ANCHOR.search(content)
        flow = self._flow(content[: explicit.start()] if explicit else content)
        text = str(flow)
        anchor = explicit[1] if explicit else self.page.anchors.add(flow.without_images())
        if opening.markup in "-=" and (len(text) > LONGEST_TITLE or "\n" in text or SENTENCE_END.search(text)):
            self.blocks.add("prose", text)  # a paragraph with a rule right below it, which nobody meant for a heading
        else:
            self.blocks.heading(text, level=int(opening.tag[1]), anchor=anchor)

    def heading_open(self, token: Token) -> None:
        self.opening = token

    def heading_close(self, _token: Token) -> None:
        self.opening = None

    def enter_item(self, _token: Token) -> None:
        self.containers.append("item")

    def enter_prose(self, _token: Token) -> None:
        self.containers.append("prose")

    def leave(self, _token: Token) -> None:
        self.containers.pop()

    def table_row(self, _token: Token) -> None:
        self.blocks.row()

    def table_close(self, _token: Token) -> None:
        self.blocks.end_table()

    def code(self, token: Token) -> None:
        language, _, name = token.info.strip().partition(" ")[0].partition(":")
        if named := re.search(r"""\btitle=["']([^"']+)""", token.info):
            name = named[1]
        self.blocks.add("prose", name)  # the name of the file, shown above the code
        self.blocks.code(token.content, language=language.strip("{}.").lower())

    def html_block(self, token: Token) -> None:
        write_html(token.content, self.blocks)

    def footnote_open(self, token: Token) -> None:
        self.enter_prose(token)
        self._swap_footnotes()

    def footnote_close(self, token: Token) -> None:
        self.leave(token)
        self._swap_footnotes()

    def _swap_footnotes(self) -> None:
        """What is written goes to the footnotes of the page from here on, and the next time back to the text."""
        self.blocks.written, self.page.footnotes = self.page.footnotes, self.blocks.written

    # -- inside a line

    def _flow(self, text: str) -> Flow:
        """The text of one paragraph, heading or cell; its links and images are noted."""
        flow = Flow()
        if PLAIN.fullmatch(text):
            flow.lines(text)
        else:
            self._fill(flow, inline_tokens(text, self.page.environment))
        self.blocks.note(flow)
        return flow

    def _fill(self, flow: Flow, tokens: Iterable[Token]) -> None:
        for token in tokens:
            if token.type == "text":
                flow.text(STRAY_EMPHASIS.sub("", token.content) if "**" in token.content else token.content)
            elif token.type in ("code_inline", "text_special"):  # special: what stood behind a backslash
                flow.code(token.content)
            elif token.type in ("softbreak", "hardbreak"):
                flow.line_break()
            elif token.type == "link_open":
                flow.open_link(str(token.attrs.get("href", "")))
            elif token.type == "link_close":
                flow.close_link()
            elif token.type == "image":
                flow.image(self._text(token.children or ()))
            elif token.type == "html_inline" and (tag := read_tag(token.content)):
                flow.tag(tag)
            elif token.type == "footnote_ref":
                self._inline_footnote(token)

    def _text(self, tokens: Iterable[Token]) -> str:
        flow = Flow()
        self._fill(flow, tokens)
        return str(flow)

    def _inline_footnote(self, token: Token) -> None:
        """The text of a footnote written in the line, `^[…]`."""
        note = self.page.environment["footnotes"]["list"][token.meta["id"]]
        if "tokens" in note:
            self.page.footnotes.append(Block("prose", self._text(note["tokens"])))


HANDLERS: dict[str, Callable[[_TokenReader, Token], None]] = {
    "inline": _TokenReader.inline,
    "heading_open": _TokenReader.heading_open,
    "heading_close": _TokenReader.heading_close,
    "list_item_open": _TokenReader.enter_item,
    "list_item_close": _TokenReader.leave,
    "blockquote_open": _TokenReader.enter_prose,
    "blockquote_close": _TokenReader.leave,
    "dd_open": _TokenReader.enter_prose,
    "dd_close": _TokenReader.leave,
    "tr_open": _TokenReader.table_row,
    "table_close": _TokenReader.table_close,
    "fence": _TokenReader.code,
    "code_block": _TokenReader.code,
    "html_block": _TokenReader.html_block,
    "footnote_reference_open": _TokenReader.footnote_open,
    "footnote_reference_close": _TokenReader.footnote_close,
}
