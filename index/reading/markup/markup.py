"""Markdown to blocks of plain text: no marks, no tags, nothing lost that a reader sees."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from markdown_it.token import Token

from index.document import Block, BlockKind, Code, Section
from index.reading.markup.anchor import anchor_in_html, in_kramdown, kramdown_anchor, next_anchor
from index.reading.markup.body import Body
from index.reading.markup.breaks import as_read
from index.reading.markup.flow import Flow
from index.reading.markup.htmlblock import read_html
from index.reading.markup.htmltag import read_tag
from index.reading.markup.kramdownlink import join_references
from index.reading.markup.markdown import Environment, block_tokens, inline_tokens

PLAIN = re.compile(r"[^\\`*_~!\[\]<&^]*")  # text that no inline rule cares about
# Of GitHub, Hugo and Obsidian, in the first line of a quote.
CALLOUT = re.compile(r"\[![a-zA-Z][\w-]*(?:\|[^\]\n]*)?\](?![(\[])[+-]?[ \t]*")
TASK = re.compile(r"\[[ xX]\]\s+")
HEADING_ANCHOR = re.compile(r"(?<![ \t])[ \t]*+\{:?#([^\s{}]+)\}[ \t]*+$")
# The language of code and the name of its file, as Zenn and Qiita write them: `rb:a.rb`, `rb: a.rb`, `diff rb:a.rb`.
CODE_INFO = re.compile(r"(?:diff[ \t]+(?=[^\s:{}]+:))?([^\s:]*)(?::[ \t]*([^\s{]*+(?:[ \t]++[^\s{}=]++(?!=))*+))?")
KRAMDOWN_ANCHOR = re.compile(r"[ \t]\{#((?:[^\W\d]|:)[\w:.-]*+)\}[ \t]*+$")
SENTENCE_END = re.compile(r"[。！？!?…][」』）)]*$")
LONGEST_TITLE = 80


def parse(markdown: str, *, kramdown: bool = False) -> Body:
    """The blocks, links and images of one text. It never raises."""
    return parse_drafts([markdown], kramdown=kramdown)[0]


def parse_drafts(
    drafts: Sequence[str],
    *,
    kramdown: bool = False,
    parse_block_html: bool = False,
    html: bool = True,
    anchor: Callable[[Flow], str] = kramdown_anchor,
    explicit_anchor: re.Pattern[str] | None = None,
) -> list[Body]:
    """The blocks, links and images of several texts that are published as one page: they share link definitions, footnotes and anchors.
    `anchor` gives the id of a heading, group 1 of `explicit_anchor` the one that its author has written at its end.

    Footnotes come as prose at the end of the last draft. Blocks are found as `kramdown` finds them, with its option
    `parse_block_html`, else as CommonMark does. Where there is no `html`, tags are words.
    """
    page = _Page(kramdown, html, anchor, explicit_anchor or (KRAMDOWN_ANCHOR if kramdown else HEADING_ANCHOR))
    # All definitions before the first use.
    tokens = [
        block_tokens(draft, page.environment, kramdown=kramdown, parse_block_html=parse_block_html, html=html)
        for draft in drafts
    ]
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

    kramdown: bool
    html: bool
    anchor: Callable[[Flow], str]
    explicit_anchor: re.Pattern[str]
    environment: Environment = field(default_factory=dict)
    anchors: Counter[str] = field(default_factory=Counter)
    anchors_in_html: Counter[str] = field(default_factory=Counter)  # which kramdown counts apart
    footnotes: list[Block] = field(default_factory=list)
    body: Body = field(default_factory=Body)  # of the draft we are in
    containers: list[BlockKind] = field(default_factory=list)  # what a paragraph is, here
    opening: Token | None = None  # of the heading we are in
    quote_begins: bool = False

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
                self.quote_begins = token.type == "blockquote_open"
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
        elif self.quote_begins and (mark := CALLOUT.match(token.content)):
            title, _, text = token.content[mark.end() :].partition("\n")
            self._paragraph(title)
            self._paragraph(text)
        else:
            self._paragraph(token.content)
        self.quote_begins = False

    def _paragraph(self, content: str) -> None:
        kind = self.containers[-1] if self.containers else "prose"
        text = TASK.sub("", content, count=1) if kind == "item" else content
        self.body.add(kind, str(self._flow(text)))

    def _heading(self, opening: Token, content: str) -> None:
        explicit = self.explicit_anchor.search(content)
        flow = self._flow(content[: explicit.start()] if explicit else content)
        flow.level, text = int(opening.tag[1]), str(flow)
        if "id" in opening.attrs:  # it stands between tags
            anchor = str(opening.attrs["id"])
        else:
            anchor = explicit[1] if explicit else self._next_anchor(flow, opening)
        if opening.markup in "-=" and (len(text) > LONGEST_TITLE or "\n" in text or SENTENCE_END.search(text)):
            self.body.add("prose", text)  # a paragraph with a rule right below it, which nobody meant for a heading
        else:
            self.body.heading(text, level=flow.level, anchor=anchor)

    def _next_anchor(self, heading: Flow, opening: Token) -> str:
        if opening.meta.get("in_html"):
            return next_anchor(anchor_in_html(in_kramdown(heading)), self.anchors_in_html)
        return next_anchor(self.anchor(heading), self.anchors)

    def _code(self, token: Token) -> None:
        info = CODE_INFO.match(token.info.strip())
        language, name = (info[1], info[2] or "") if info else ("", "")
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
        if self.kramdown and "] [" in text.replace("\n", " "):
            text = join_references(text, self.environment)
        if PLAIN.fullmatch(text) and "  \n" not in text:
            flow.lines(text)
        else:
            self._fill(flow, inline_tokens(text, self.environment, html=self.html))
        self.body.note(flow)
        return flow

    def _fill(self, flow: Flow, tokens: Iterable[Token]) -> None:
        for token in tokens:
            if token.type == "text":
                flow.text(token.content)
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
