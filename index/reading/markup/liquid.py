"""Liquid, and the shortcodes of Hugo, which are the same tags in other brackets."""

from __future__ import annotations

import re
from typing import NamedTuple

from index.document import Link
from index.reading.markup.scanner import LONGEST_LINE, Scanner

PARAMETER = re.compile(r"""\b(?:title|caption|alt|summary)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
WORD = re.compile(r"""[^\s"']+|"([^"]*)"|'([^']*)'""")
LINK_TAGS = ("post_url", "link", "ref", "relref", "post_path")
CODE_TAGS = ("highlight", "codeblock", "code")


def output(scanner: Scanner, opener: re.Match[str]) -> int:
    """`{{ page.title }}` vanishes: only the generator knows what it says."""
    end = scanner.find("}}", "}}", opener.start() + 2)
    if not scanner.knows_liquid or end < 0 or not scanner.in_paragraph(opener.end(), end):
        return scanner.keep(opener)
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
    if tag.name in LINK_TAGS:
        _link(scanner, tag.rest)
    elif tag.name == "post_link":
        _titled_link(scanner, tag.rest)
    else:
        scanner.write("\n".join(first or second for first, second in PARAMETER.findall(tag.rest)))
    return tag.end


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
    named = re.search(r"\blang:(\S+)" if tag.name == "codeblock" else r"^(\S+)", tag.rest)
    language, code = named[1] if named else "", scanner.body[tag.end : closing.start()]
    before = scanner.line_before(tag.start)
    if before.strip():
        scanner.write("\n\n")
        before = ""
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


def _titled_link(scanner: Scanner, rest: str) -> None:
    target, *title = _words(rest) or [""]
    scanner.write(f"[{' '.join(title) or target}](<{target}>)")


def _words(text: str) -> list[str]:
    return [match[1] or match[2] or match[0] for match in WORD.finditer(text)]
