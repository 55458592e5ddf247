"""What a site generator does to a post before it is Markdown: Liquid, shortcodes, and marks that only kramdown, Zenn
or Qiita know. Here they go, so that what is left is Markdown: text stays, instructions vanish, code becomes a fence.

Code is left alone, for people write about templates in code; only `{% raw %}`, which is how one shows a template in
Jekyll, is unwrapped there too.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from index.document import Link
from index.reading.markup import kramdown, liquid, zenn
from index.reading.markup.scanner import WITHOUT_LIQUID, Handler, Scanner
from index.reading.site import SiteType

# Everything that may begin something, at most one of them at a place.
OPENERS = re.compile(
    r"""
    (?P<fence>^[ \t>]*(?:[-*+][ \t]+|\d+[.)][ \t]+)?(?:`{3,}(?=[^`\n]*$)|~{3,}))
  | (?P<code>`+)
  | (?P<escape>\\[`$\\])
  | (?P<shortcode>\{\{[<%])
  | (?P<output>\{\{)
  | (?P<tag>\{%)
  | (?P<extension>\{::)
  | (?P<attributes>\{:)
  | (?P<abbreviation>^\*\[[^\]\n]+\]:.*\n?)
  | (?P<math>\$\$)
  | (?P<dollar>\$(?=[^\s$]))
  | (?P<container>^[ \t>]*:{3,}[^\n]*)
  | (?P<embed>^@\[[\w.-]+\]\([^)\n]*\))
  | (?P<width>(?<![ \t])[ \t]++=\d*+x\d*+[ \t]*+(?=\)))
  | (?P<html><[a-zA-Z](?=[^<>\n]*+>[ \t]*+$)[^<>\n]*?\smarkdown=["']?(?:1|block|span)\b[^<>\n]*+>[ \t]*+)
    """,
    re.VERBOSE | re.MULTILINE,
)
MARKS = ("{{", "{%", "{:", "*[", "$$", ":::", "@[", "markdown=", " =")
RAW_TAG = re.compile(r"\{%-?\s*(?:raw|endraw)\s*-?%\}")


def prepare(body: str, site_type: SiteType) -> tuple[str, list[Link]]:
    """The body of a post as plain Markdown, and the links that stood in tags outside any Markdown link. It never raises and
    takes linear time."""
    marks = (*MARKS, "$") if site_type in WITHOUT_LIQUID else MARKS
    if not any(mark in body for mark in marks):
        return body, []
    scanner = Scanner(body, site_type)
    scanner.scan(OPENERS, HANDLERS)
    return "".join(scanner.output), scanner.links


def _fence(scanner: Scanner, opener: re.Match[str]) -> int:
    mark = opener[0].lstrip(" \t>-*+.)0123456789")
    indent = len(opener[0]) - len(mark) + 3
    closing = re.compile(rf"^[ \t>]{{0,{indent}}}{mark[0]}{{{len(mark)},}}[ \t]*$", re.MULTILINE)
    found = closing.search(scanner.body, opener.end())
    end = found.end() if found else len(scanner.body)
    scanner.write(RAW_TAG.sub("", scanner.body[opener.start() : end]))
    return end


def _code(scanner: Scanner, opener: re.Match[str]) -> int:
    ticks = opener[0]
    end = scanner.closing_ticks(len(ticks), opener.end())
    if end < 0 or not scanner.in_paragraph(opener.end(), end):
        return scanner.keep(opener)
    end += len(ticks)
    scanner.write(RAW_TAG.sub("", scanner.body[opener.start() : end]))
    return end


HANDLERS: Mapping[str, Handler] = {
    "fence": _fence,
    "code": _code,
    "escape": Scanner.keep,
    "shortcode": liquid.shortcode,
    "output": liquid.output,
    "tag": liquid.tag,
    "extension": kramdown.extension,
    "attributes": kramdown.attributes,
    "abbreviation": kramdown.abbreviation,
    "math": kramdown.math,
    "html": kramdown.html,
    "dollar": zenn.dollar,
    "container": zenn.container,
    "embed": zenn.embed,
    "width": zenn.width,
}
