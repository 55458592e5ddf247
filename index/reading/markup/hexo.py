"""What Hexo makes of a post before it is Markdown: its tags, comments, and what stands above code."""

from __future__ import annotations

import re

from index.reading.markup import hexotag
from index.reading.markup.code import OPENS_FENCE
from index.reading.markup.liquid import KNOWN_TAGS, SPAN, Tag, Tags, codeblock, fence
from index.reading.markup.scanner import Mark, Scanner

LONGEST_TAB, LONGEST_COMMENT = 200, 1_000


def _fence(scanner: Scanner, opener: re.Match[str]) -> int:
    """What stands behind the language of a fence is shown above it: ```js 題 https://… 文字."""
    line_end = scanner.body.find("\n", opener.end())
    info = scanner.body[opener.end() : line_end if line_end >= 0 else None]
    above = hexotag.caption(info.partition(" ")[2])
    if above and not opener[0].strip("`~ \t"):
        scanner.write(f"{opener[0].rstrip('`~')}{above}\n\n")
    return fence(scanner, opener)


def _comment(scanner: Scanner, opener: re.Match[str]) -> int:
    """`{# … #}` is a comment. One that goes over a blank line stays: more often it is a stray {# and a stray #}."""
    end = scanner.body.find("#}", opener.end(), opener.end() + LONGEST_COMMENT)
    if end < 0 or "\n\n" in scanner.body[opener.end() : end]:
        return scanner.keep(opener)
    return end + 2


def _tab(scanner: Scanner, opener: re.Match[str]) -> int:
    """`<!-- tab 題@icon -->` in NexT's `{% tabs %}` is what one clicks on."""
    end = scanner.body.find("-->", opener.end(), opener.end() + LONGEST_TAB)
    if end < 0:
        return scanner.keep(opener)
    name = scanner.body[opener.end() : end].partition("@")[0].strip()
    scanner.write(f"\n\n{name}\n\n")
    return end + 3


def _wide_heading(scanner: Scanner, opener: re.Match[str]) -> int:
    """A full-width blank behind `##` begins a heading too in marked, the Markdown of Hexo."""
    scanner.write(f"{opener[0]} ")
    return opener.end()


def _shown(scanner: Scanner, tag: Tag) -> int:
    scanner.write(hexotag.SHOWN[tag.name](tag.rest))
    return tag.end


def _quote(scanner: Scanner, tag: Tag) -> int:
    """Who is quoted stands behind the quotation."""
    scanner.footers.append(hexotag.footer(tag.rest))
    return tag.end


def _end_quote(scanner: Scanner, tag: Tag) -> int:
    if scanner.footers and (said := scanner.footers.pop()):
        scanner.write(f"\n\n{said}\n\n")
    return tag.end


_TAGS = {
    **KNOWN_TAGS,
    **dict.fromkeys(("highlight", "code"), codeblock),
    **dict.fromkeys(hexotag.SHOWN, _shown),
    **dict.fromkeys(("blockquote", "quote"), _quote),
    **dict.fromkeys(("endblockquote", "endquote"), _end_quote),
}
MARKS = (
    Mark("hexo_fence", OPENS_FENCE, _fence, ("```", "~~~")),
    SPAN,
    *Tags("hexo", _TAGS).marks,
    Mark("hexo_comment", r"\{\#", _comment, ("{#",)),
    Mark("hexo_wide", r"^[ ]{0,3}\#{1,6}(?=\u3000)", _wide_heading, ("#\u3000",)),
    Mark("hexo_tab", r"<!--[ \t]*tab\b", _tab),
)
