"""Markdown to blocks of plain text: no marks, no tags, nothing lost that a reader sees.

markdown-it-py gives the tokens. What a blog's own generator makes of them decides here: emphasis beside Japanese
punctuation as kramdown does it, heading anchors as kramdown's GFM parser makes them.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from html import unescape
from typing import Any, NamedTuple

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline, emphasis
from markdown_it.rules_inline.state_inline import Delimiter
from markdown_it.token import Token
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin

from index.document import Block, BlockKind, Code, Link, Section

# Deeper down markdown-it drops the text of lists in quotes in lists, and keeps the brackets of links in links.
BLOCK_NESTING, INLINE_NESTING = 100, 20

PLAIN = re.compile(r"[^\\`*_~!\[\]<&^]*")  # text that no inline rule cares about
BARE_LINK = re.compile(r"""https?://[^\s<>"'（）「」『』【】、。，．]+""")
STRAY_EMPHASIS = re.compile(r"(?<![\w )\]])\*\*+|\*\*+(?![\w (\[])", re.ASCII)  # not the one in 2**3
LOST_HEADING = re.compile(r"(?<=\S) #{2,6} (?=\S)")  # where a paste lost its line breaks
TASK = re.compile(r"\[[ xX]\]\s+")
HEADING_ANCHOR = re.compile(r"[ \t]*\{:?#([^\s{}]+)\}[ \t]*$")
SENTENCE_END = re.compile(r"[。！？!?…][」』）)]*$")
LONGEST_TITLE = 80

TAG = re.compile(
    r"""<!--.*?(?:-->|\Z)
      | <!\[CDATA\[.*?(?:\]\]>|\Z)
      | <[!?][^>]*(?:>|\Z)
      | <(?P<end>/?)(?P<name>[a-zA-Z][\w:-]*)(?P<attributes>(?:[^<>"']|"[^"]*"|'[^']*')*+)>""",
    re.VERBOSE | re.DOTALL,
)
HIDDEN_TAGS = frozenset(("script", "style", "template", "svg", "rt", "rp", "iframe"))
BLOCK_TAG = re.compile(
    "address|article|aside|blockquote|body|caption|center|d[dlt]|details|div|fieldset|figcaption|figure|footer|form|"
    "h[1-6r]|header|li|main|nav|ol|p|pre|section|summary|table|tbody|t[dhr]|tfoot|thead|ul"
)


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
    """The same for several texts that are published as one page: they share link definitions, footnotes and anchors.

    Footnotes come as prose at the end of the last draft.
    """
    page = _Page()
    tokens = [_block_tokens(draft, page) for draft in drafts]  # all definitions before the first use
    writers = [_Writer(page) for _ in drafts]
    for writer, draft_tokens in zip(writers, tokens, strict=True):
        writer.write(draft_tokens)
    if writers:
        writers[-1].blocks += page.footnotes
    return [Markup(tuple(each.blocks), tuple(each.links), tuple(each.images)) for each in writers]


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


# ---- Tokens


@dataclass
class _Page:
    """What all drafts of a page share."""

    environment: dict[str, Any] = field(default_factory=dict)  # markdown-it's own: link and footnote definitions
    anchors: Counter[str] = field(default_factory=Counter)
    footnotes: list[Block] = field(default_factory=list)


class _Markdown(MarkdownIt):
    def normalizeLink(self, url: str) -> str:  # noqa: N802
        return url  # a target stays as written

    def normalizeLinkText(self, link: str) -> str:  # noqa: N802
        return link

    def validateLink(self, url: str) -> bool:  # noqa: ARG002, N802
        return True  # we never make an href of it; refused links would leave their brackets in the text


def _japanese_emphasis(state: StateInline, silent: bool) -> bool:
    """Emphasis as kramdown sees it: `**「強調」**の` is one, though CommonMark wants a blank behind the mark.

    CommonMark looks for blanks around punctuation, and Japanese has none. Here a run of asterisks opens before anything
    but white space and closes behind anything but white space.
    """
    source, start = state.src, state.pos
    if silent or source[start] != "*":
        return emphasis.tokenize(state, silent)
    end = start
    while end < state.posMax and source[end] == "*":
        end += 1
    opens = end < state.posMax and not source[end].isspace()
    closes = start > 0 and not source[start - 1].isspace()
    for _ in range(end - start):
        state.push("text", "", 0).content = "*"
        state.delimiters.append(Delimiter(ord("*"), end - start, len(state.tokens) - 1, -1, opens, closes))
    state.pos = end
    return True


@cache
def _markdown(nesting: int) -> MarkdownIt:
    markdown = _Markdown("commonmark", {"maxNesting": nesting}).enable(["table", "strikethrough"])
    markdown.use(footnote_plugin).use(deflist_plugin)
    markdown.inline.ruler.at("emphasis", _japanese_emphasis)
    return markdown


def _block_tokens(text: str, page: _Page) -> list[Token]:
    tokens: list[Token] = []
    try:
        markdown = _markdown(BLOCK_NESTING)
        markdown.block.parse(text, markdown, page.environment, tokens)
    except RecursionError:  # called from deep inside somebody's stack
        return _paragraphs(text)
    return tokens


def _paragraphs(text: str) -> list[Token]:
    return [Token("inline", "", 0, content=each.strip()) for each in text.split("\n\n") if each.strip()]


def _children(text: str, page: _Page) -> list[Token]:
    tokens: list[Token] = []
    try:
        markdown = _markdown(INLINE_NESTING)
        markdown.inline.parse(text, markdown, page.environment, tokens)
    except RecursionError:
        return [Token("text", "", 0, content=text)]
    return tokens


# ---- Tokens to blocks


@dataclass
class _Writer:
    """Writes the blocks of one draft."""

    page: _Page
    blocks: list[Block] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    images: list[str] = field(default_factory=list)
    containers: list[BlockKind] = field(default_factory=list)  # what a paragraph is, here
    heading: Token | None = None
    rows: list[list[str]] = field(default_factory=list)  # of the table we are in

    def write(self, tokens: Iterable[Token]) -> None:
        for token in tokens:
            if handler := HANDLERS.get(token.type):
                handler(self, token)

    def add(self, kind: BlockKind, text: str, *, language: str = "") -> None:
        if text := text.strip():
            self.blocks.append(Block(kind, text, language=language))

    def flow(self, text: str) -> _Flow:
        """The text of one paragraph, heading or cell; its links and images are noted."""
        flow = _Flow()
        if PLAIN.fullmatch(text):
            flow.lines(text)
        else:
            self._fill(flow, _children(text, self.page))
        self.links += flow.links
        self.images += flow.images
        return flow

    def _fill(self, flow: _Flow, tokens: Iterable[Token]) -> None:
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
                alternative = _Flow()
                self._fill(alternative, token.children or ())
                flow.image(str(alternative))
            elif token.type == "html_inline":
                flow.html(token.content)
            elif token.type == "footnote_ref":
                self._note(token)

    def _note(self, token: Token) -> None:
        """The text of a footnote written in the line, `^[…]`."""
        note = self.page.environment["footnotes"]["list"][token.meta["id"]]
        if "tokens" in note:
            flow = _Flow()
            self._fill(flow, note["tokens"])
            self.page.footnotes.append(Block("prose", str(flow)))

    # -- one method for each kind of token

    def inline(self, token: Token) -> None:
        if self.heading:
            self._heading(self.heading, token.content)
        elif self.rows:
            self.rows[-1].append(str(self.flow(token.content)).replace("\n", " "))
        else:
            kind = self.containers[-1] if self.containers else "prose"
            text = TASK.sub("", token.content, count=1) if kind == "item" else token.content
            self.add(kind, LOST_HEADING.sub("\n", str(self.flow(text))))

    def _heading(self, opening: Token, content: str) -> None:
        explicit = HEADING_ANCHOR.search(content)
        flow = self.flow(content[: explicit.start()] if explicit else content)
        text = str(flow)
        anchor = explicit[1] if explicit else self._anchor(flow.without_images())
        if opening.markup in "-=" and (len(text) > LONGEST_TITLE or "\n" in text or SENTENCE_END.search(text)):
            self.add("prose", text)  # a paragraph with a rule right below it, which nobody meant for a heading
        elif text:
            level = int(opening.tag[1])
            self.blocks.append(Block("heading", text.replace("\n", " "), level=level, anchor=anchor))

    def _anchor(self, text: str) -> str:
        anchor = anchor_of(text)
        earlier = self.page.anchors[anchor]
        self.page.anchors[anchor] += 1
        return f"{anchor}-{earlier}" if earlier else anchor

    def heading_open(self, token: Token) -> None:
        self.heading = token

    def heading_close(self, _token: Token) -> None:
        self.heading = None

    def enter_item(self, _token: Token) -> None:
        self.containers.append("item")

    def enter_prose(self, _token: Token) -> None:
        self.containers.append("prose")

    def leave(self, _token: Token) -> None:
        self.containers.pop()

    def table_row(self, _token: Token) -> None:
        self.rows.append([])

    def table_close(self, _token: Token) -> None:
        self.add("table", "\n".join(" | ".join(row) for row in self.rows))
        self.rows = []

    def code(self, token: Token) -> None:
        language, _, name = token.info.strip().partition(" ")[0].partition(":")
        if named := re.search(r"""\btitle=["']([^"']+)""", token.info):
            name = named[1]
        self.add("prose", name)  # the name of the file, shown above the code
        if text := token.content.strip("\n"):
            self.blocks.append(Block("code", text, language=language.strip("{}.").lower()))

    def html_block(self, token: Token) -> None:
        html = _Html(self)
        html.write(token.content)

    def footnote_open(self, _token: Token) -> None:
        self.containers.append("prose")
        self.blocks, self.page.footnotes = self.page.footnotes, self.blocks

    def footnote_close(self, _token: Token) -> None:
        self.containers.pop()
        self.blocks, self.page.footnotes = self.page.footnotes, self.blocks


HANDLERS: dict[str, Callable[[_Writer, Token], None]] = {
    "inline": _Writer.inline,
    "heading_open": _Writer.heading_open,
    "heading_close": _Writer.heading_close,
    "list_item_open": _Writer.enter_item,
    "list_item_close": _Writer.leave,
    "blockquote_open": _Writer.enter_prose,
    "blockquote_close": _Writer.leave,
    "dd_open": _Writer.enter_prose,
    "dd_close": _Writer.leave,
    "tr_open": _Writer.table_row,
    "table_close": _Writer.table_close,
    "fence": _Writer.code,
    "code_block": _Writer.code,
    "html_block": _Writer.html_block,
    "footnote_reference_open": _Writer.footnote_open,
    "footnote_reference_close": _Writer.footnote_close,
}


def anchor_of(heading: str) -> str:
    """The id that kramdown's GFM parser gives a heading: 「1. 検索 とは?」 becomes 1-検索-とは."""
    dashes = re.sub(r"---?", "", heading.lower())  # kramdown makes a dash of these first, and a dash is no word
    return "".join("-" if c in " \t" else c for c in dashes if c in " \t-_" or _is_word(c))


def _is_word(character: str) -> bool:
    """Ruby's \\p{Word}: unlike Python's \\w it has accents of their own, and no ① or ½."""
    return character.isalpha() or unicodedata.category(character) in ("Nd", "Nl", "Mn", "Mc", "Me", "Pc")


# ---- A line of text, and HTML


class _Tag(NamedTuple):
    name: str
    closing: bool
    attributes: str

    def attribute(self, name: str) -> str:
        match = re.search(
            rf"""(?<![\w-]){name}\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", self.attributes, re.IGNORECASE
        )
        return unescape(next((group for group in match.groups() if group), "")) if match else ""


def _tag(match: re.Match[str]) -> _Tag | None:
    return _Tag(match["name"].lower(), bool(match["end"]), match["attributes"]) if match["name"] else None


@dataclass
class _Flow:
    """Text as it flows, from Markdown or HTML."""

    parts: list[str] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    images: list[str] = field(default_factory=list)
    image_places: list[int] = field(default_factory=list)
    link: tuple[str, int] | None = None  # the target of an open link, and where its text begins
    hidden: str = ""  # the tag whose content a reader does not see

    def __str__(self) -> str:
        return "".join(self.parts).strip()

    def without_images(self) -> str:
        kept = (part for place, part in enumerate(self.parts) if place not in self.image_places)
        return "".join(kept).strip()

    def code(self, text: str) -> None:
        if not self.hidden:
            self.parts.append(text)

    def text(self, text: str) -> None:
        self.code(text)
        if "://" in text and not self.link and not self.hidden:
            self.links += [Link(url, url) for url in BARE_LINK.findall(text)]

    def lines(self, text: str) -> None:
        """Text with line breaks, without the blanks around them."""
        self.text("\n".join(line.strip() for line in text.split("\n")) if "\n" in text else text)

    def line_break(self) -> None:
        self.code("\n")

    def open_link(self, target: str) -> None:
        self.link = (target, len(self.parts))

    def close_link(self) -> None:
        if self.link:
            target, start = self.link
            self.links.append(Link(target, "".join(self.parts[start:]).strip()))
        self.link = None

    def image(self, alternative: str) -> None:
        if alternative and not self.hidden:
            self.image_places.append(len(self.parts))
            self.images.append(alternative)
            self.parts.append(alternative)

    def html(self, source: str) -> None:
        if (match := TAG.match(source)) and (tag := _tag(match)):
            self.tag(tag)

    def tag(self, tag: _Tag) -> None:
        if self.hidden:
            ended = tag.name == self.hidden if tag.closing else tag.name == "rb"
            self.hidden = "" if ended or (tag.closing and tag.name == "ruby") else self.hidden
        elif tag.name in HIDDEN_TAGS and not tag.closing and not tag.attributes.endswith("/"):
            self.hidden = tag.name
        elif tag.name == "br":
            self.line_break()
        elif tag.name == "img":
            self.image(tag.attribute("alt"))
        elif tag.name == "a" and tag.closing:
            self.close_link()
        elif tag.name == "a" and (target := tag.attribute("href")):
            self.open_link(target)


@dataclass
class _Html:
    """A block of HTML, as WordPress exports are full of."""

    writer: _Writer
    flow: _Flow = field(default_factory=_Flow)
    lists: int = 0  # that we are in
    heading: _Tag | None = None
    code: _Tag | None = None
    language: str = ""

    def write(self, source: str) -> None:
        place = 0
        for match in TAG.finditer(source):
            self._text(source[place : match.start()])
            place = match.end()
            if tag := _tag(match):
                self._tag(tag)
        self._text(source[place:])
        self._flush()
        if self.writer.rows:
            self.writer.table_close(TABLE_END)

    def _text(self, text: str) -> None:
        if self.code:
            self.flow.code(unescape(text))
        else:
            self.flow.lines(unescape(re.sub(r"\s*\n\s*", "\n", text)))

    def _tag(self, tag: _Tag) -> None:
        if self.flow.hidden or not BLOCK_TAG.fullmatch(tag.name):
            self._inline_tag(tag)
            return
        self._flush()
        if tag.name in ("ul", "ol"):
            self.lists = max(0, self.lists + (-1 if tag.closing else 1))
        elif tag.name == "pre":
            self.code, self.language = (None, "") if tag.closing else (tag, _language(tag))
        elif tag.name == "tr" and not tag.closing:
            self.writer.rows.append([])
        elif tag.name == "table" and tag.closing and self.writer.rows:
            self.writer.table_close(TABLE_END)
        elif re.fullmatch("h[1-6]", tag.name):
            self.heading = None if tag.closing else tag

    def _inline_tag(self, tag: _Tag) -> None:
        if self.code and tag.name == "code" and not tag.closing:
            self.language = self.language or _language(tag)
        self.flow.tag(tag)

    def _flush(self) -> None:
        """Write what has flowed since the last tag of a block."""
        flow, self.flow = self.flow, _Flow(hidden=self.flow.hidden)
        flow.close_link()
        self.writer.links += flow.links
        self.writer.images += flow.images
        text = str(flow)
        if self.code:
            if code := "".join(flow.parts).strip("\n"):
                self.writer.blocks.append(Block("code", code, language=self.language))
        elif self.heading and text:
            level, anchor = int(self.heading.name[1]), self.heading.attribute("id")
            self.writer.blocks.append(Block("heading", text.replace("\n", " "), level=level, anchor=anchor))
        elif self.writer.rows and text:
            self.writer.rows[-1].append(text.replace("\n", " "))
        else:
            self.writer.add("item" if self.lists else "prose", re.sub(r"\n{2,}", "\n", text))


TABLE_END = Token("table_close", "table", -1)


def _language(tag: _Tag) -> str:
    match = re.search(r"\b(?:language|lang|brush)[-:]\s*([\w+#-]+)", tag.attribute("class"))
    return match[1].lower() if match else ""
