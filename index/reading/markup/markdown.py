"""Markdown to the tokens of markdown-it-py, with the emphasis that kramdown sees in Japanese."""

from __future__ import annotations

import re
from functools import cache
from typing import Any, TypeAlias

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline, emphasis, html_inline
from markdown_it.rules_inline.state_inline import Delimiter
from markdown_it.token import Token
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin

from index.reading.markup.kramdownblocks import last_term, marked_heading, numbered_list, underlined_heading
from index.reading.markup.kramdownhtml import html_block
from index.reading.markup.kramdownlink import definition
from index.reading.markup.kramdowntable import table

# Deeper down markdown-it drops the text of lists in quotes in lists, and keeps the brackets of links in links.
BLOCK_NESTING, INLINE_NESTING = 100, 20

_OF_ZENN = re.compile(r"<(?:!--|br[ \t]*/?>|/?eq>)")
Environment: TypeAlias = dict[str, Any]  # markdown-it's own: the link and footnote definitions of a page


def block_tokens(
    text: str,
    environment: Environment,
    *,
    kramdown: bool = False,
    parse_block_html: bool = False,
    html: bool = True,
) -> list[Token]:
    """The blocks of a text, as CommonMark or kramdown finds them; what it defines is added to the environment. `parse_block_html`
    is kramdown's option of that name; where there is no `html`, tags are words."""
    tokens: list[Token] = []
    try:
        markdown = _markdown(BLOCK_NESTING, kramdown=kramdown, html=html)
        environment["html"] = {}  # by nesting: the elements that are open there
        environment["parse_block_html"] = parse_block_html
        markdown.block.parse(text, markdown, environment, tokens)
    except RecursionError:  # called from deep inside somebody's stack
        return _paragraphs(text)
    return tokens


def inline_tokens(text: str, environment: Environment, *, html: bool = True) -> list[Token]:
    """What a block's text is made of: words, emphasis, links, images, code. Where there is no `html`, tags are words."""
    tokens: list[Token] = []
    try:
        markdown = _markdown(INLINE_NESTING, kramdown=False, links="]" in text, html=html)
        markdown.inline.parse(text, markdown, environment, tokens)
    except RecursionError:
        return [Token("text", "", 0, content=text)]
    return tokens


def _paragraphs(text: str) -> list[Token]:
    return [Token("inline", "", 0, content=each.strip()) for each in text.split("\n\n") if each.strip()]


@cache
def _markdown(nesting: int, *, kramdown: bool, links: bool = True, html: bool = True) -> MarkdownIt:
    """A parser. One without `links` is for texts where no bracket is closed: it does not look for the end of each that opens,
    which takes 15 seconds for a megabyte of them."""
    markdown = _Markdown("commonmark", {"maxNesting": nesting}).enable(["table", "strikethrough"])
    markdown.use(footnote_plugin).use(deflist_plugin)
    markdown.block.ruler.before("paragraph", "last_term", last_term, {"alt": ["paragraph"]})
    markdown.inline.ruler.at("emphasis", _japanese_emphasis)
    if not links:
        markdown.disable(["link", "image", "footnote_inline", "footnote_ref"])
    if not html:
        markdown.disable("html_block")
        markdown.inline.ruler.at("html_inline", _break_or_comment)
    if kramdown:
        markdown.block.ruler.at("html_block", html_block, {"alt": ["paragraph", "reference", "blockquote"]})
        markdown.block.ruler.at("table", table, {"alt": ["paragraph", "reference"]})
        markdown.block.ruler.at("reference", definition)
        markdown.block.ruler.at("heading", marked_heading, {"alt": ["paragraph", "reference", "blockquote"]})
        markdown.block.ruler.at("lheading", underlined_heading)
        markdown.block.ruler.at("list", numbered_list, {"alt": ["paragraph", "reference", "blockquote"]})
    return markdown


class _Markdown(MarkdownIt):
    def normalizeLink(self, url: str) -> str:  # noqa: N802
        return url  # a target stays as written

    def normalizeLinkText(self, link: str) -> str:  # noqa: N802
        return link

    def validateLink(self, url: str) -> bool:  # noqa: ARG002, N802
        return True  # we never make an href of it; refused links would leave their brackets in the text


def _break_or_comment(state: StateInline, silent: bool) -> bool:
    """The HTML that Zenn knows, and our own mark of its formulas: see `Scanner.write_formula`."""
    return _OF_ZENN.match(state.src, state.pos) is not None and html_inline(state, silent)


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
