"""Markdown to blocks of plain text: no marks, no tags, nothing lost that a reader sees."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace

from markdown_it.token import Token

from index.document import Block, BlockKind, Code, Container, ContainerKind, Section, StyleKind
from index.reading.markup.anchor import anchor_in_html, in_kramdown, kramdown_anchor, next_anchor
from index.reading.markup.body import Body
from index.reading.markup.breaks import breaks_read
from index.reading.markup.edits import edited, moved
from index.reading.markup.flow import Flow
from index.reading.markup.htmlblock import read_html
from index.reading.markup.htmltag import read_tag
from index.reading.markup.kramdownlink import join_references
from index.reading.markup.markdown import Environment, block_tokens, inline_tokens

PLAIN = re.compile(r"[^\\`*_~!\[\]<&^]*")  # text that no inline rule cares about
# Of GitHub, Hugo and Obsidian, in the first line of a quote.
CALLOUT = re.compile(r"\[![a-zA-Z][\w-]*(?:\|[^\]\n]*)?\](?![(\[])[+-]?[ \t]*")
TASK = re.compile(r"\[([ xX])\]\s+")
HEADING_ANCHOR = re.compile(r"(?<![ \t])[ \t]*+\{:?#([^\s{}]+)\}[ \t]*+$")
# The language of code and the name of its file, as Zenn and Qiita write them: `rb:a.rb`, `rb: a.rb`, `diff rb:a.rb`.
CODE_INFO = re.compile(r"(?:diff[ \t]+(?=[^\s:{}]+:))?([^\s:]*)(?::[ \t]*([^\s{]*+(?:[ \t]++[^\s{}=]++(?!=))*+))?")
KRAMDOWN_ANCHOR = re.compile(r"[ \t]\{#((?:[^\W\d]|:)[\w:.-]*+)\}[ \t]*+$")
SENTENCE_END = re.compile(r"[。！？!?…][」』）)]*$")
LONGEST_TITLE = 80
STYLES: dict[str, StyleKind] = {"strong": "strong", "em": "emphasis", "s": "deleted"}
CONTAINERS: dict[str, ContainerKind] = {
    "bullet_list": "bullets",
    "ordered_list": "numbers",
    "list_item": "item",
    "blockquote": "quote",
    "dl": "definitions",
    "dt": "term",
    "dd": "meaning",
}


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


def read_lines(blocks: Iterable[Block], *, breaks: bool) -> list[Block]:
    """The blocks with their lines as they are on the page. `breaks`: a break of the source is a new line there."""
    return [_read_lines(block, breaks=breaks) for block in blocks]


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
        elif block.text:
            texts.append(block.text)
    close()
    return tuple(sections), tuple(code)


def _read_lines(block: Block, *, breaks: bool) -> Block:
    edits = () if block.kind in ("code", "table") else breaks_read(block.text, breaks=breaks)
    return replace(block, text=edited(block.text, edits), styles=moved(block.styles, edits)) if edits else block


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
    kinds: list[BlockKind] = field(default_factory=list)  # what a paragraph is, here
    depths: list[int] = field(default_factory=list)  # of the containers that we are in
    head: bool = False  # whether the row that we are in is one of the head, and how its cell is aligned
    align: str = ""
    opening: Token | None = None  # of the heading we are in
    quote_begins: bool = False

    def read(self, tokens: Iterable[Token]) -> Body:
        """The blocks, links and images of a draft."""
        self.body = Body()
        for token in tokens:
            self._read(token)
        return self.body

    def _read(self, token: Token) -> None:
        if kind := CONTAINERS.get(token.type.rpartition("_")[0]):
            self._contain(kind, token)
        match token.type:
            case "inline":
                self._inline(token)
            case "list_item_open":
                self.kinds.append("item")
            case "blockquote_open" | "dd_open":
                self.kinds.append("prose")
                self.quote_begins = token.type == "blockquote_open"
            case "list_item_close" | "blockquote_close" | "dd_close":
                self.kinds.pop()
            case "heading_open":
                self.opening = token
            case "heading_close":
                self.opening = None
            case "fence" | "code_block":
                self._code(token)
            case "hr":
                self.body.rule()
            case "thead_open" | "thead_close":
                self.head = token.nesting > 0
            case "tr_open":
                self.body.rows.append([])
            case "th_open" | "td_open":
                self.align = str(token.attrs.get("style", "")).removeprefix("text-align:")
            case "table_close":
                self.body.end_table()
            case "html_block":
                read_html(token.content, self.body)
            case "footnote_reference_open":
                self.kinds.append("prose")
                self._swap_footnotes()
                self.depths.append(self.body.containers.depth)
                self.body.containers.open("note", value=str(token.meta["label"]))
            case "footnote_reference_close":
                self.kinds.pop()
                self._swap_footnotes()
                self.body.containers.close_to(self.depths.pop())

    def _contain(self, kind: ContainerKind, token: Token) -> None:
        """Open or close an element that holds blocks. Kramdown counts from 1, whatever the first number of a list is."""
        containers = self.body.containers
        if token.nesting < 0:
            containers.close_to(self.depths.pop())
            return
        self.depths.append(containers.depth)
        containers.open(kind, first=1 if self.kramdown else int(token.attrs.get("start", 1)))

    def _inline(self, token: Token) -> None:
        if self.opening:
            self._heading(self.opening, token.content)
        elif self.body.rows:
            self.body.cell(*self._flow(token.content).styled(), head=self.head, align=self.align)
        elif self.quote_begins and (mark := CALLOUT.match(token.content)):
            title, _, text = token.content[mark.end() :].partition("\n")
            self._paragraph(title)
            self._paragraph(text)
        else:
            self._paragraph(token.content)
        self.quote_begins = False

    def _paragraph(self, content: str) -> None:
        kind = self.kinds[-1] if self.kinds else "prose"
        task = TASK.search(content) if kind == "item" else None
        text = content[: task.start()] + content[task.end() :] if task else content
        flow = self._flow(text)
        if task:
            flow.task(done=task[1] != " ")
        self.body.add(kind, *flow.styled())

    def _heading(self, opening: Token, content: str) -> None:
        explicit = self.explicit_anchor.search(content)
        flow = self._flow(content[: explicit.start()] if explicit else content)
        flow.level = int(opening.tag[1])
        text, styles = flow.styled()
        if "id" in opening.attrs:  # it stands between tags
            anchor = str(opening.attrs["id"])
        else:
            anchor = explicit[1] if explicit else self._next_anchor(flow, opening)
        if opening.markup in "-=" and (len(text) > LONGEST_TITLE or "\n" in text or SENTENCE_END.search(text)):
            self.body.add(
                "prose", text, styles
            )  # a paragraph with a rule right below it, which nobody meant for a heading
        else:
            self.body.heading(text, styles, level=flow.level, anchor=anchor)

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
            elif token.type == "text_special":  # what stood behind a backslash
                flow.code(token.content)
            elif token.type == "code_inline":
                flow.open("code")
                flow.code(token.content)
                flow.close("code")
            elif token.type == "softbreak":
                flow.soft_break()
            elif token.type == "hardbreak":
                flow.hard_break()
            elif token.type == "link_open":
                flow.open_link(str(token.attrs.get("href", "")))
            elif token.type == "link_close":
                flow.close_link()
            elif token.type == "image":
                flow.image(self._text(token.children or ()), str(token.attrs.get("src", "")))
            elif token.type == "html_inline" and (tag := read_tag(token.content)):
                flow.tag(tag)
            elif token.type == "footnote_ref":
                flow.note(self._footnote(token))
            elif kind := STYLES.get(token.type.rpartition("_")[0]):
                flow.open(kind) if token.nesting > 0 else flow.close(kind)

    def _text(self, tokens: Iterable[Token]) -> str:
        flow = Flow()
        self._fill(flow, tokens)
        return str(flow)

    def _footnote(self, token: Token) -> str:
        """The name of a footnote. One that is written in the line, `^[…]`, has its number; its text goes to the others."""
        name = str(token.meta.get("label") or token.meta["id"] + 1)
        note = self.environment["footnotes"]["list"][token.meta["id"]]
        if "tokens" in note:
            inside = (Container("note", name),)
            self.footnotes.append(Block("prose", self._text(note["tokens"]), inside=inside))
        return name
