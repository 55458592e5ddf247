"""Markdown to blocks of plain text: no marks, no tags, nothing lost that a reader sees."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from markdown_it.token import Token

from index.document import Block, BlockKind, Code, Section
from index.reading.markup.anchor import next_anchor
from index.reading.markup.body import Body
from index.reading.markup.breaks import HARD_BREAK, as_read
from index.reading.markup.flow import Flow
from index.reading.markup.htmlblock import read_html
from index.reading.markup.htmltag import read_tag
from index.reading.markup.markdown import Environment, block_tokens, inline_tokens

PLAIN = re.compile(r"[^\\`*_~!\[\]<&^]*")  # text that no inline rule cares about
STRAY_EMPHASIS = re.compile(r"(?<![\w )\]])\*\*+|\*\*+(?![\w (\[])", re.ASCII)  # not the one in 2**3
LOST_HEADING = re.compile(r"(?<=\S) #{2,6} (?=\S)")  # where a paste lost its line breaks
TASK = re.compile(r"\[[ xX]\]\s+")
HEADING_ANCHOR = re.compile(r"(?<![ \t])[ \t]*+\{:?#([^\s{}]+)\}[ \t]*+$")
SENTENCE_END = re.compile(r"[。！？!?…][」』）)]*$")
LONGEST_TITLE = 80


def parse(markdown: str) -> Body:
    """The blocks, links and images of one text. It never raises."""
    return parse_drafts([markdown])[0]


def parse_drafts(drafts: Sequence[str]) -> list[Body]:
    """The blocks, links and images of several texts that are published as one page: they share link definitions, footnotes and anchors.

    Footnotes come as prose at the end of the last draft.
    """
    page = _Page()
    tokens = [block_tokens(draft, page.environment) for draft in drafts]  # all definitions before the first use
    bodies = [page.read(draft) for draft in tokens]
    if bodies:
        bodies[-1].blocks += page.footnotes
    return bodies


def assemble(blocks: Iterable[Block], *, breaks: bool) -> tuple[tuple[Section, ...], tuple[Code, ...]]:
    """Blocks gathered below their headings, and the code apart. `breaks`: a break of the source is a new line on the page."""
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
            texts.append(block.text if block.kind == "table" else as_read(block.text, breaks=breaks))
    close()
    return tuple(sections), tuple(code)


@dataclass
class _Page:
    """Reads the drafts of a page, one after the other, from their tokens."""

    environment: Environment = field(default_factory=dict)
    anchors: Counter[str] = field(default_factory=Counter)
    footnotes: list[Block] = field(default_factory=list)
    body: Body = field(default_factory=Body)  # of the draft we are in
    containers: list[BlockKind] = field(default_factory=list)  # what a paragraph is, here
    opening: Token | None = None  # of the heading we are in

    def read(self, tokens: Iterable[Token]) -> Body:
        """The blocks, links and images of a draft."""
        self.body = Body()
        for token in tokens:
            self._read(token)
        return self.body

    def _read(self, token: Token) -> None:
        match token.type:
            case "inline":
                self._inline(token)
            case "list_item_open":
                self.containers.append("item")
            case "blockquote_open" | "dd_open":
                self.containers.append("prose")
            case "list_item_close" | "blockquote_close" | "dd_close":
                self.containers.pop()
            case "heading_open":
                self.opening = token
            case "heading_close":
                self.opening = None
            case "fence" | "code_block":
                self._code(token)
            case "tr_open":
                self.body.rows.append([])
            case "table_close":
                self.body.end_table()
            case "html_block":
                read_html(token.content, self.body)
            case "footnote_reference_open":
                self.containers.append("prose")
                self._swap_footnotes()
            case "footnote_reference_close":
                self.containers.pop()
                self._swap_footnotes()

    def _inline(self, token: Token) -> None:
        if self.opening:
            self._heading(self.opening, token.content)
        elif self.body.rows:
            self.body.cell(str(self._flow(token.content)))
        else:
            kind = self.containers[-1] if self.containers else "prose"
            text = TASK.sub("", token.content, count=1) if kind == "item" else token.content
            self.body.add(kind, LOST_HEADING.sub(HARD_BREAK, str(self._flow(text))))

    def _heading(self, opening: Token, content: str) -> None:
        explicit = HEADING_ANCHOR.search(content)
        flow = self._flow(content[: explicit.start()] if explicit else content)
        text = str(flow)
        anchor = explicit[1] if explicit else next_anchor(flow.without_images(), self.anchors)
        if opening.markup in "-=" and (len(text) > LONGEST_TITLE or "\n" in text or SENTENCE_END.search(text)):
            self.body.add("prose", text)  # a paragraph with a rule right below it, which nobody meant for a heading
        else:
            self.body.heading(text, level=int(opening.tag[1]), anchor=anchor)

    def _code(self, token: Token) -> None:
        language, _, name = token.info.strip().partition(" ")[0].partition(":")
        if named := re.search(r"""\btitle=["']([^"']+)""", token.info):
            name = named[1]
        self.body.add("prose", name)  # the name of the file, shown above the code
        self.body.code(token.content, language=language.strip("{}.").lower())

    def _swap_footnotes(self) -> None:
        """What is written goes to the footnotes of the page from here on, and the next time back to the text."""
        self.body.blocks, self.footnotes = self.footnotes, self.body.blocks

    # -- inside a line

    def _flow(self, text: str) -> Flow:
        """The text of one paragraph, heading or cell; its links and images are noted."""
        flow = Flow()
        if PLAIN.fullmatch(text) and "  \n" not in text:
            flow.lines(text)
        else:
            self._fill(flow, inline_tokens(text, self.environment))
        self.body.note(flow)
        return flow

    def _fill(self, flow: Flow, tokens: Iterable[Token]) -> None:
        for token in tokens:
            if token.type == "text":
                flow.text(STRAY_EMPHASIS.sub("", token.content) if "**" in token.content else token.content)
            elif token.type in ("code_inline", "text_special"):  # special: what stood behind a backslash
                flow.code(token.content)
            elif token.type == "softbreak":
                flow.soft_break()
            elif token.type == "hardbreak":
                flow.hard_break()
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
        note = self.environment["footnotes"]["list"][token.meta["id"]]
        if "tokens" in note:
            self.footnotes.append(Block("prose", self._text(note["tokens"])))
