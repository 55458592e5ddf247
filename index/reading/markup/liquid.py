"""Liquid, and the shortcodes of Hugo, which are the same tags in other brackets."""

from __future__ import annotations

import re
from typing import NamedTuple

from index.document import Link
from index.reading.markup import hexotag
from index.reading.markup.scanner import LONGEST_LINE, Scanner

PARAMETER = re.compile(r"""\b(?:title|caption|alt|summary)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
PARAMETER_OF_FIGURE = re.compile(PARAMETER.pattern.replace("alt", "alt|attr"))  # Hugo's own shortcode shows whose it is
WORD = re.compile(r"""[^\s"']+|"([^"]*)"|'([^']*)'""")
DEFINITION = re.compile(r"[ \t>]*\[[^\]\n]+\]:[ \t]*")
BLANK_REST = re.compile(r"[ \t]*$", re.MULTILINE)
LINK_TAGS = ("post_url", "link", "ref", "relref", "post_path", "asset_path", "url_for", "full_url_for")
CODE_TAGS = ("highlight", "codeblock", "code")
QUOTE_TAGS = ("blockquote", "quote")
LONGEST_TAB, LONGEST_COMMENT = 200, 1_000


def output(scanner: Scanner, opener: re.Match[str]) -> int:
    """`{{ page.title }}` vanishes: only the generator knows what it says. Hugo fills nothing in, so there it is text."""
    end = scanner.find("}}", "}}", opener.start() + 2)
    if (
        not scanner.knows_liquid
        or scanner.site_type == "hugo"
        or end < 0
        or not scanner.in_paragraph(opener.end(), end)
    ):
        return scanner.keep(opener)
    scanner.write(_in_place_of_target(scanner, opener.start(), end + 2))
    return end + 2


def tag(scanner: Scanner, opener: re.Match[str]) -> int:
    """`{% include ads.html %}`."""
    end = scanner.find("%}", "%}", opener.end())
    if not scanner.knows_liquid or end < 0:
        return scanner.keep(opener)
    words = scanner.body[opener.end() : end].strip(" \t\n-")
    return _resolve(scanner, _read(words, opener.start(), end + 2))


def shortcode(scanner: Scanner, opener: re.Match[str]) -> int:
    """`{{< figure alt="猫" >}}` and `{{% notice %}}`."""
    closer = "%}}" if opener[0] == "{{%" else ">}}"
    end = scanner.find(closer, closer, opener.end())
    if not scanner.knows_liquid or end < 0:
        return output(scanner, opener)
    inner = scanner.body[opener.end() : end]
    if inner.startswith("/*"):  # {{</* figure */>}} shows the shortcode itself
        scanner.write(f"{opener[0]}{inner[2:].removesuffix('*/')}{closer}")
        return end + 3
    if inner.lstrip().startswith("/"):
        return end + 3
    return _resolve(scanner, _read(inner.strip(" \t\n/"), opener.start(), end + 3))


def comment(scanner: Scanner, opener: re.Match[str]) -> int:
    """`{# … #}` is a comment to Hexo. One that goes over a blank line stays: more often it is a stray {# and a stray #}."""
    end = scanner.body.find("#}", opener.end(), opener.end() + LONGEST_COMMENT)
    if end < 0 or "\n\n" in scanner.body[opener.end() : end]:
        return scanner.keep(opener)
    return end + 2


def tab(scanner: Scanner, opener: re.Match[str]) -> int:
    """`<!-- tab 題@icon -->` in NexT's `{% tabs %}` is what one clicks on."""
    end = scanner.body.find("-->", opener.end(), opener.end() + LONGEST_TAB)
    if end < 0:
        return scanner.keep(opener)
    name = scanner.body[opener.end() : end].partition("@")[0].strip()
    scanner.write(f"\n\n{name}\n\n")
    return end + 3


class _Tag(NamedTuple):
    name: str
    rest: str
    start: int
    end: int


def _read(words: str, start: int, end: int) -> _Tag:
    name, rest = (*words.split(None, 1), "", "")[:2]
    return _Tag(name, rest, start, end)


def _resolve(scanner: Scanner, tag: _Tag) -> int:
    """Write what a tag leaves behind, and return where the text goes on behind it, or behind its end tag."""
    if tag.name == "comment":
        closing = _end_tag(scanner, tag)
        return closing.end() if closing else tag.end
    if tag.name == "raw":
        return _raw(scanner, tag, _end_tag(scanner, tag))
    if tag.name in CODE_TAGS and (closing := _end_tag(scanner, tag)):
        return _code(scanner, tag, closing)
    shown = hexotag.text_of(tag.name, tag.rest) if scanner.site_type == "hexo" else None
    if tag.name == "post_link":
        _post_link(scanner, tag)
    elif shown is not None:
        scanner.write(shown)
    elif scanner.site_type == "hexo" and tag.name.removeprefix("end") in QUOTE_TAGS:
        _quote(scanner, tag)
    elif tag.name in LINK_TAGS:
        _link(scanner, tag.rest)
    else:
        parameter = PARAMETER_OF_FIGURE if tag.name == "figure" else PARAMETER
        said = "\n".join(first or second for first, second in parameter.findall(tag.rest))
        scanner.write(said or _in_place_of_target(scanner, tag.start, tag.end))
    return tag.end


def caption_of_fence(scanner: Scanner, opener: re.Match[str]) -> None:
    """Hexo shows what stands behind the language of a fence: ```js 題 https://… 文字."""
    line_end = scanner.body.find("\n", opener.end())
    info = scanner.body[opener.end() : line_end if line_end >= 0 else None]
    above = hexotag.caption(info.partition(" ")[2])
    if above and not opener[0].strip("`~ \t"):
        scanner.write(f"{opener[0].rstrip('`~')}{above}\n\n")


def _in_place_of_target(scanner: Scanner, start: int, end: int) -> str:
    """What stays of a tag that vanishes: a link definition whose target it was would take the next line for it."""
    return "<>" if DEFINITION.fullmatch(scanner.line_before(start)) and BLANK_REST.match(scanner.body, end) else ""


def _end_tag(scanner: Scanner, tag: _Tag) -> re.Match[str] | None:
    """The tag that ends this one: `{% endraw %}`, `{{< /highlight >}}`."""
    name = tag.name
    pattern = re.compile(rf"\{{%-?\s*end{name}\s*-?%\}}|\{{\{{[<%]\s*/\s*{name}\s*[>%]\}}\}}")
    begin = scanner.find(f"end{name}", pattern, tag.end)
    return pattern.match(scanner.body, begin) if begin >= 0 else None


def _raw(scanner: Scanner, tag: _Tag, closing: re.Match[str] | None) -> int:
    inner_end, after = closing.span() if closing else (len(scanner.body), len(scanner.body))
    scanner.write(scanner.body[tag.end : inner_end])
    return after


def _code(scanner: Scanner, tag: _Tag, closing: re.Match[str]) -> int:
    by_key = tag.name == "codeblock" or scanner.site_type == "hexo"
    named = re.search(r"\blang:(\S+)" if by_key else r"^(\S+)", tag.rest)
    above = hexotag.caption(tag.rest) if by_key else ""
    language, code = named[1] if named else "", scanner.body[tag.end : closing.start()]
    before = scanner.line_before(tag.start)
    if before.strip():
        scanner.write("\n\n")
        before = ""
    if above:
        scanner.write(f"{above}\n\n{before}")
    scanner.write_fence(language, code, indent=before)
    return closing.end()


def _link(scanner: Scanner, rest: str) -> None:
    """The name that a tag links to: in place inside a Markdown link, else noted apart."""
    target = next(iter(_words(rest)), "")
    before = "".join(part[-LONGEST_LINE:] for part in scanner.output[-2:]).rstrip(" ")
    if before.endswith(("](", "](/")):
        scanner.write(target if before.endswith("/") or not re.search(r"[\s()]", target) else f"<{target}>")
    elif before.endswith(("]:", '"', "'", "](<", "=")):
        scanner.write(target)
    elif target:
        scanner.links.append(Link(target, ""))


def _post_link(scanner: Scanner, tag: _Tag) -> None:
    slug, heading, text = hexotag.post_link(tag.rest)
    if not text:
        text = scanner.titles.get(slug, slug)
        scanner.titled.append(Link(slug, text))
    scanner.write(hexotag.linked(text, slug + heading))


def _quote(scanner: Scanner, tag: _Tag) -> None:
    """Who is quoted stands behind the quotation."""
    if not tag.name.startswith("end"):
        scanner.footers.append(hexotag.footer(tag.rest))
    elif scanner.footers and (said := scanner.footers.pop()):
        scanner.write(f"\n\n{said}\n\n")


def _words(text: str) -> list[str]:
    return [match[1] or match[2] or match[0] for match in WORD.finditer(text)]
