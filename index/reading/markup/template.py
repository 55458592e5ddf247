"""What a site generator does to a post before it is Markdown: Liquid, shortcodes, and marks that only kramdown, Zenn
or Qiita know. Here they go, so that what is left is Markdown: text stays, instructions vanish, code becomes a fence.

Code is left alone, for people write about templates in code; only `{% raw %}`, which is how one shows a template in
Jekyll, is unwrapped there too.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from typing import NamedTuple

from index.document import Link
from index.reading.markup import goldmark, kramdown, liquid, zenn
from index.reading.markup.scanner import Handler, Scanner, SiteType

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
  | (?P<braces>\{(?=[ \t]*[#.\w][^{}\n]*\}[ \t]*$))
  | (?P<abbreviation>^\*\[[^\]\n]+\]:.*\n?)
  | (?P<list_end>^\^[ \t]*$)
  | (?P<math>\$\$)
  | (?P<dollar>\$(?=[^\s$]))
  | (?P<container>^[ \t>]*:{3,}[^\n]*)
  | (?P<embed>^@\[[\w.-]+\]\([^)\n]*\))
  | (?P<width>(?<![ \t])[ \t]++=\d*+x\d*+[ \t]*+(?=\)))
    """,
    re.VERBOSE | re.MULTILINE,
)
HEXO_OPENERS = re.compile(
    rf"{OPENERS.pattern} | (?P<comment>\{{\#) | (?P<tab><!--[ \t]*tab\b) | (?P<wide>^[ ]{{0,3}}\#{{1,6}}(?=\u3000))",
    OPENERS.flags,
)
NO_TITLES: Mapping[str, str] = {}
MARKS = ("{{", "{%", "{:", "*[", "\n^", "$$", ":::", "@[", " =")
WITH_RAW = ("jekyll", "hexo", "plain")
SHORTCODE = r"\{\{[<%][ \t]*(?P<closes>/?)[ \t]*(?P<name>[\w-]+)"
MORE_MARKS: Mapping[SiteType, tuple[str, ...]] = {
    "hexo": ("```", "~~~", "{#", "#\u3000"),
    "hugo": ("{",),
    "zenn": ("$",),
    "qiita": ("$", "```", "~~~"),
}
SHOWN_SHORTCODE = re.compile(r"(\{\{[<%])/\*((?:[^*]|\*(?!/))*+)\*/([>%]\}\})")
RAW_TAG = re.compile(r"\{%-?\s*(?:raw|endraw)\s*-?%\}")


class Prepared(NamedTuple):
    """The body of a post as plain Markdown, the links that stood in tags outside any Markdown link, and those that show the title
    of another post."""

    markdown: str
    links: list[Link]
    titled: list[Link]


def prepare(body: str, site_type: SiteType, titles: Mapping[str, str] = NO_TITLES) -> Prepared:
    """The body of a post as plain Markdown. A link that names but a post shows its title, where `titles` has one for its slug. It
    never raises and takes linear time."""
    marks = (*MARKS, *MORE_MARKS.get(site_type, ()))
    if not any(mark in body for mark in marks):
        return Prepared(body, [], [])
    scanner = Scanner(body, site_type, titles)
    scanner.scan(HEXO_OPENERS if site_type == "hexo" else OPENERS, HANDLERS)
    return Prepared("".join(scanner.output), scanner.links, scanner.titled)


def _fence(scanner: Scanner, opener: re.Match[str]) -> int:
    mark = opener[0].lstrip(" \t>-*+.)0123456789")
    indent = len(opener[0]) - len(mark) + 3
    closing = rf"^[ \t>]{{0,{indent}}}{mark[0]}{{{len(mark)},}}[ \t]*$"
    if scanner.site_type == "hugo":
        return _fence_among_shortcodes(scanner, opener, mark, closing)
    found = re.compile(closing, re.MULTILINE).search(scanner.body, opener.end())
    end = found.end() if found else len(scanner.body)
    if scanner.site_type == "hexo":
        liquid.caption_of_fence(scanner, opener)
    if scanner.site_type == "qiita":
        zenn.name_of_fence(scanner, opener)
    scanner.write(_unwrapped(scanner, scanner.body[opener.start() : end]))
    return end


def _fence_among_shortcodes(scanner: Scanner, opener: re.Match[str], mark: str, closing: str) -> int:
    """Hugo takes a post apart at its shortcodes first: what opens inside one ends with it, though no closing fence be there."""
    inside: Counter[str] = Counter()
    for found in re.compile(f"(?P<end>{closing})|{SHORTCODE}", re.MULTILINE).finditer(scanner.body, opener.end()):
        name = found["name"]
        if not name:
            scanner.write(_unwrapped(scanner, scanner.body[opener.start() : found.end()]))
            return found.end()
        if found["closes"] and not inside[name]:
            scanner.write(f"{scanner.body[opener.start() : found.start()]}\n{mark}\n")
            return found.start()
        inside[name] += -1 if found["closes"] else 1
    scanner.write(scanner.body[opener.start() :])
    return len(scanner.body)


def _code(scanner: Scanner, opener: re.Match[str]) -> int:
    ticks = opener[0]
    end = scanner.closing_ticks(len(ticks), opener.end())
    if end < 0 or not scanner.in_paragraph(opener.end(), end):
        return scanner.keep(opener)
    end += len(ticks)
    scanner.write(_unwrapped(scanner, scanner.body[opener.start() : end]))
    return end


def _unwrapped(scanner: Scanner, code: str) -> str:
    """Code without what tells a generator to leave a tag in it alone, where that is one: `{% raw %}`, and `{{</* note */>}}` of
    Hugo. Elsewhere the page shows it."""
    if scanner.site_type == "hugo":
        return SHOWN_SHORTCODE.sub(r"\1\2\3", code)
    return RAW_TAG.sub("", code) if scanner.site_type in WITH_RAW else code


def _wide_heading(scanner: Scanner, opener: re.Match[str]) -> int:
    """A full-width blank behind `##` begins a heading too in marked, the Markdown of Hexo."""
    scanner.write(f"{opener[0]} ")
    return opener.end()


HANDLERS: Mapping[str, Handler] = {
    "fence": _fence,
    "code": _code,
    "escape": Scanner.keep,
    "shortcode": liquid.shortcode,
    "output": liquid.output,
    "tag": liquid.tag,
    "comment": liquid.comment,
    "tab": liquid.tab,
    "wide": _wide_heading,
    "extension": kramdown.extension,
    "attributes": kramdown.attributes,
    "braces": goldmark.attributes,
    "abbreviation": kramdown.abbreviation,
    "list_end": kramdown.list_end,
    "math": kramdown.math,
    "dollar": zenn.dollar,
    "container": zenn.container,
    "embed": zenn.embed,
    "width": zenn.width,
}
