"""Liquid, and the shortcodes of Hugo, which are the same tags in other brackets."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple, TypeAlias

from index.document import Link
from index.reading.markup import code, hexotag
from index.reading.markup.scanner import LONGEST_LINE, Mark, Scanner

PARAMETER = re.compile(r"""\b(?:title|caption|alt|summary)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
PARAMETER_OF_FIGURE = re.compile(PARAMETER.pattern.replace("alt", "alt|attr"))  # Hugo's own shortcode shows whose it is
DEFINITION = re.compile(r"[ \t>]*\[[^\]\n]+\]:[ \t]*")
BLANK_REST = re.compile(r"[ \t]*$", re.MULTILINE)
LINK_TAGS = ("post_url", "link", "ref", "relref", "post_path", "asset_path", "url_for", "full_url_for")
RAW_TAG = re.compile(r"\{%-?\s*(?:raw|endraw)\s*-?%\}")


class Tag(NamedTuple):
    """`{% name rest %}`, and where it stands in the body."""

    name: str
    rest: str
    start: int
    end: int


TagHandler: TypeAlias = Callable[[Scanner, Tag], int]


@dataclass(frozen=True, eq=False)
class Tags:
    """A language of tags. `known` are the handlers of its tags: each writes what a tag leaves behind, and returns where the text goes
    on behind it, or behind its end tag. Of any other tag stays what its parameters say to a reader."""

    language: str
    known: Mapping[str, TagHandler]
    fills_in: bool = True  # whether `{{ page.title }}` is filled in; else it is text

    @property
    def marks(self) -> tuple[Mark, ...]:
        return (
            Mark(f"{self.language}_shortcode", r"\{\{[<%]", self._shortcode, ("{{",)),
            Mark(f"{self.language}_output", r"\{\{", self._output, ("{{",), in_html=True),
            Mark(f"{self.language}_tag", r"\{%", self._tag, ("{%",), in_html=True),
        )

    def _output(self, scanner: Scanner, opener: re.Match[str]) -> int:
        """`{{ page.title }}` vanishes: only the generator knows what it says."""
        end = scanner.find("}}", "}}", opener.start() + 2)
        if not self.fills_in or end < 0 or not scanner.in_paragraph(opener.end(), end):
            return scanner.keep(opener)
        scanner.write(_in_place_of_target(scanner, opener.start(), end + 2))
        return end + 2

    def _tag(self, scanner: Scanner, opener: re.Match[str]) -> int:
        """`{% include ads.html %}`."""
        end = scanner.find("%}", "%}", opener.end())
        if end < 0:
            return scanner.keep(opener)
        words = scanner.body[opener.end() : end].strip(" \t\n-")
        return self._resolve(scanner, words, opener.start(), end + 2)

    def _shortcode(self, scanner: Scanner, opener: re.Match[str]) -> int:
        """`{{< figure alt="猫" >}}` and `{{% notice %}}`."""
        closer = "%}}" if opener[0] == "{{%" else ">}}"
        end = scanner.find(closer, closer, opener.end())
        if end < 0:
            return self._output(scanner, opener)
        inner = scanner.body[opener.end() : end]
        if inner.startswith("/*"):  # {{</* figure */>}} shows the shortcode itself
            scanner.write(f"{opener[0]}{inner[2:].removesuffix('*/')}{closer}")
            return end + 3
        if inner.lstrip().startswith("/"):
            return end + 3
        return self._resolve(scanner, inner.strip(" \t\n/"), opener.start(), end + 3)

    def _resolve(self, scanner: Scanner, words: str, start: int, end: int) -> int:
        name, rest = (*words.split(None, 1), "", "")[:2]
        return self.known.get(name, _unknown)(scanner, Tag(name, rest, start, end))


def _unknown(scanner: Scanner, tag: Tag) -> int:
    """Of a tag that only its generator knows stays what its parameters say: a title, a caption."""
    parameter = PARAMETER_OF_FIGURE if tag.name == "figure" else PARAMETER
    said = "\n".join(first or second for first, second in parameter.findall(tag.rest))
    scanner.write(said or _in_place_of_target(scanner, tag.start, tag.end))
    return tag.end


def _in_place_of_target(scanner: Scanner, start: int, end: int) -> str:
    """What stays of a tag that vanishes: a link definition whose target it was would take the next line for it."""
    return "<>" if DEFINITION.fullmatch(scanner.line_before(start)) and BLANK_REST.match(scanner.body, end) else ""


def _end_tag(scanner: Scanner, tag: Tag) -> re.Match[str] | None:
    """The tag that ends this one: `{% endraw %}`, `{{< /highlight >}}`."""
    name = tag.name
    pattern = re.compile(rf"\{{%-?\s*end{name}\s*-?%\}}|\{{\{{[<%]\s*/\s*{name}\s*[>%]\}}\}}")
    begin = scanner.find(f"end{name}", pattern, tag.end)
    return pattern.match(scanner.body, begin) if begin >= 0 else None


def _comment(scanner: Scanner, tag: Tag) -> int:
    """`{% comment %} … {% endcomment %}` vanishes."""
    closing = _end_tag(scanner, tag)
    return closing.end() if closing else tag.end


def _raw(scanner: Scanner, tag: Tag) -> int:
    """`{% raw %} … {% endraw %}` shows what is in it as it stands."""
    closing = _end_tag(scanner, tag)
    inner_end, after = closing.span() if closing else (len(scanner.body), len(scanner.body))
    scanner.write(scanner.body[tag.end : inner_end])
    return after


def _highlight(scanner: Scanner, tag: Tag) -> int:
    """`{% highlight js %}`."""
    language = re.match(r"\S+", tag.rest)
    return _code(scanner, tag, language=language[0] if language else "")


def codeblock(scanner: Scanner, tag: Tag) -> int:
    """`{% codeblock 題 lang:js %}`, of Octopress and Hexo."""
    language = re.search(r"\blang:(\S+)", tag.rest)
    return _code(scanner, tag, language=language[1] if language else "", above=hexotag.caption(tag.rest))


def _code(scanner: Scanner, tag: Tag, *, language: str, above: str = "") -> int:
    closing = _end_tag(scanner, tag)
    if not closing:
        return _unknown(scanner, tag)
    before = scanner.line_before(tag.start)
    if before.strip():
        scanner.write("\n\n")
        before = ""
    if above:
        scanner.write(f"{above}\n\n{before}")
    scanner.write_fence(language, scanner.body[tag.end : closing.start()], indent=before)
    return closing.end()


def _link(scanner: Scanner, tag: Tag) -> int:
    """The name that a tag links to: in place inside a Markdown link, else noted apart."""
    target = next(iter(hexotag.words_of(tag.rest)), "")
    before = "".join(part[-LONGEST_LINE:] for part in scanner.output[-2:]).rstrip(" ")
    if before.endswith(("](", "](/")):
        scanner.write(target if before.endswith("/") or not re.search(r"[\s()]", target) else f"<{target}>")
    elif before.endswith(("]:", '"', "'", "](<", "=")):
        scanner.write(target)
    elif target:
        scanner.links.append(Link(target, ""))
    return tag.end


def _post_link(scanner: Scanner, tag: Tag) -> int:
    slug, heading, text = hexotag.post_link(tag.rest)
    if not text:
        text = scanner.titles.get(slug, slug)
        scanner.titled.append(Link(slug, text))
    scanner.write(hexotag.linked(text, slug + heading))
    return tag.end


KNOWN_TAGS: Mapping[str, TagHandler] = {
    "comment": _comment,
    "raw": _raw,
    "codeblock": codeblock,
    **dict.fromkeys(("highlight", "code"), _highlight),
    "post_link": _post_link,
    **dict.fromkeys(LINK_TAGS, _link),
}
# `{% raw %}` is how one shows a template, also in code.
_without_raw = partial(RAW_TAG.sub, "")
fence = partial(code.fence, shown=_without_raw)
SPAN = Mark("liquid_code", code.OPENS_SPAN, partial(code.span, shown=_without_raw))
MARKS = (Mark("liquid_fence", code.OPENS_FENCE, fence), SPAN, *Tags("liquid", KNOWN_TAGS).marks)
