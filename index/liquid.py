"""What a site generator does to a post before it is Markdown: Liquid, shortcodes, and marks that only kramdown, Zenn
or Qiita know. Here they go, so that what is left is Markdown: text stays, instructions vanish, code becomes a fence.

Code is left alone, for people write about templates in code; only `{% raw %}`, which is how one shows a template in
Jekyll, is unwrapped there too.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from index.document import Link
from index.site import SiteType

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
  | (?P<html><[a-zA-Z][^<>\n]*\smarkdown=["']?(?:1|block|span)\b[^<>\n]*>[ \t]*$)
    """,
    re.VERBOSE | re.MULTILINE,
)
MARKS = ("{{", "{%", "{:", "*[", "$$", ":::", "@[", "markdown=")

# Sites whose Markdown knows no Liquid, but single dollars for mathematics; and those that may use kramdown.
WITHOUT_LIQUID = ("zenn", "qiita")
KRAMDOWN = ("jekyll", "plain")

PARAMETER = re.compile(r"""\b(?:title|caption|alt|summary)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
WORD = re.compile(r"""[^\s"']+|"([^"]*)"|'([^']*)'""")
LINK_TAGS = ("post_url", "link", "ref", "relref", "post_path")
CODE_TAGS = ("highlight", "codeblock", "code")
RAW_TAG = re.compile(r"\{%-?\s*(?:raw|endraw)\s*-?%\}")


@dataclass(frozen=True)
class Prepared:
    """A post's body as plain Markdown, and the links that stood in tags outside any Markdown link."""

    markdown: str
    links: tuple[Link, ...] = ()


def prepare(body: str, site_type: SiteType) -> Prepared:
    """The body with the template language of its site taken out; it never raises and takes linear time."""
    marks = (*MARKS, "$") if site_type in WITHOUT_LIQUID else MARKS
    if not any(mark in body for mark in marks):
        return Prepared(body)
    scanner = _Scanner(body, site_type)
    scanner.scan()
    return Prepared("".join(scanner.output), tuple(scanner.links))


@dataclass
class _Scanner:
    """Goes through a body once. Each `_on_…` handles one opener: it writes what stays and returns where to go on."""

    body: str
    site_type: SiteType
    output: list[str] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    missing: set[str] = field(default_factory=set)  # what does not come any more: nobody looks for it twice

    def scan(self) -> None:
        handlers: dict[str, Callable[[re.Match[str]], int]] = {
            name: getattr(self, f"_on_{name}") for name in OPENERS.groupindex
        }
        place = 0
        while opener := OPENERS.search(self.body, place):
            self._write(self.body[place : opener.start()])
            place = handlers[opener.lastgroup or ""](opener)
        self._write(self.body[place:])

    # -- code

    def _on_fence(self, opener: re.Match[str]) -> int:
        mark = opener[0].lstrip(" \t>-*+.)0123456789")
        indent = len(opener[0]) - len(mark) + 3
        closing = re.compile(rf"^[ \t>]{{0,{indent}}}{mark[0]}{{{len(mark)},}}[ \t]*$", re.MULTILINE)
        found = closing.search(self.body, opener.end())
        end = found.end() if found else len(self.body)
        self._write(RAW_TAG.sub("", self.body[opener.start() : end]))
        return end

    def _on_code(self, opener: re.Match[str]) -> int:
        ticks = opener[0]
        end = self._find(ticks, re.compile(rf"(?<!`){ticks}(?!`)"), opener.end())
        if end < 0 or "\n\n" in self.body[opener.end() : end]:
            return self._keep(opener)
        end += len(ticks)
        self._write(RAW_TAG.sub("", self.body[opener.start() : end]))
        return end

    def _on_escape(self, opener: re.Match[str]) -> int:
        return self._keep(opener)

    # -- Liquid, and Hugo's shortcodes

    def _on_tag(self, opener: re.Match[str]) -> int:
        end = self._find("%}", "%}", opener.end())
        if self.site_type in WITHOUT_LIQUID or end < 0:
            return self._keep(opener)
        words = self.body[opener.end() : end].strip(" \t\n-").split(None, 1)
        name, rest = (*words, "", "")[:2]
        return self._tag(name, rest, opener.start(), end + 2)

    def _on_shortcode(self, opener: re.Match[str]) -> int:
        closer = "%}}" if opener[0] == "{{%" else ">}}"
        end = self._find(closer, closer, opener.end())
        if self.site_type in WITHOUT_LIQUID or end < 0:
            return self._on_output(opener)
        inner = self.body[opener.end() : end]
        if inner.startswith("/*"):  # {{</* figure */>}} shows the shortcode itself
            self._write(f"{opener[0]}{inner[2:].removesuffix('*/')}{closer}")
            return end + 3
        words = inner.strip(" \t\n/").split(None, 1)
        name, rest = (*words, "", "")[:2]
        return end + 3 if inner.lstrip().startswith("/") else self._tag(name, rest, opener.start(), end + 3)

    def _on_output(self, opener: re.Match[str]) -> int:
        end = self._find("}}", "}}", opener.start() + 2)
        if self.site_type in WITHOUT_LIQUID or end < 0 or "\n\n" in self.body[opener.start() : end]:
            return self._keep(opener)
        return end + 2

    def _tag(self, name: str, rest: str, start: int, end: int) -> int:
        """Write what a tag leaves behind, and return where the text goes on behind it, or behind its end tag."""
        if name == "comment":
            inner_end, after = self._end_tag(name, end)
            return after if inner_end < len(self.body) else end
        if name == "raw":
            inner_end, after = self._end_tag(name, end)
            self._write(self.body[end:inner_end])
            return after
        if name in CODE_TAGS and self._end_tag(name, end)[0] < len(self.body):
            return self._code_tag(name, rest, start, end)
        if name in LINK_TAGS:
            self._link_tag(rest)
        elif name == "post_link":
            self._link_tag(rest, with_title=True)
        else:
            self._write("\n".join(first or second for first, second in PARAMETER.findall(rest)))
        return end

    def _end_tag(self, name: str, start: int) -> tuple[int, int]:
        """Where the end tag begins and where it ends: `{% endraw %}`, `{{< /highlight >}}`; the end of the body if none."""
        pattern = re.compile(rf"\{{%-?\s*end{name}\s*-?%\}}|\{{\{{[<%]\s*/\s*{name}\s*[>%]\}}\}}")
        begin = self._find(f"end{name}", pattern, start)
        if begin < 0:
            return len(self.body), len(self.body)
        match = pattern.match(self.body, begin)
        return begin, match.end() if match else begin

    def _code_tag(self, name: str, rest: str, start: int, end: int) -> int:
        inner_end, after = self._end_tag(name, end)
        named = re.search(r"\blang:(\S+)" if name == "codeblock" else r"^\S+", rest)
        language = named[named.lastindex or 0] if named else ""
        indent = self.body[self.body.rfind("\n", 0, start) + 1 : start]
        self._fence(language, self.body[end:inner_end], indent if not indent.strip() else None)
        return after

    def _fence(self, language: str, code: str, indent: str | None) -> None:
        ticks = "`" * max(3, *(len(run) + 1 for run in re.findall("`+", code)), 3)
        opening = "\n\n" if indent is None else ""
        indent = indent or ""
        self._write(f"{opening}{ticks}{language}\n{code.strip(chr(10))}\n{indent}{ticks}\n")

    def _link_tag(self, rest: str, *, with_title: bool = False) -> None:
        """The name that a tag links to: in place inside a Markdown link, else noted apart."""
        words = [double or single or match for match, double, single in _words(rest)]
        target, title = (words or [""])[0], " ".join(words[1:])
        before = "".join(self.output[-2:]).rstrip(" ")
        if with_title:
            self._write(f"[{title or target}](<{target}>)")
        elif before.endswith(("](", "](/")):
            self._write(target if before.endswith("/") or not re.search(r"[\s()]", target) else f"<{target}>")
        elif before.endswith(("]:", '"', "'", "](<", "=")):
            self._write(target)
        elif target:
            self.links.append(Link(target, ""))

    # -- kramdown

    def _on_extension(self, opener: re.Match[str]) -> int:
        end = self._find("}", "}", opener.end())
        if self.site_type not in KRAMDOWN or end < 0:
            return self._keep(opener)
        name = self.body[opener.end() : end].strip(" /").split(" ")[0]
        closed = self.body[end - 1] == "/"
        if name != "comment" or closed:
            return end + 1
        closing = re.compile(r"\{:/(?:comment)?\}")
        begin = self._find("{:/}", closing, end)
        return len(self.body) if begin < 0 else self.body.index("}", begin) + 1

    def _on_attributes(self, opener: re.Match[str]) -> int:
        match = re.compile(r"\{:[^{}\n]{0,500}\}").match(self.body, opener.start())
        if self.site_type not in KRAMDOWN or not match:
            return self._keep(opener)
        anchor = re.search(r"#([\w:-]+)", match[0])
        if re.search(r"\btoc\b", match[0]):
            line = self._take_last_line()  # kramdown puts the table of contents in place of this list
            self._write("" if re.match(r"\s*(?:[-*+]|\d+\.)\s", line) else line)
        elif anchor:
            line = self._take_last_line()
            self._write(f"{line.rstrip()} {{#{anchor[1]}}}\n" if line.startswith("#") else line)
        return match.end()

    def _take_last_line(self) -> str:
        line = ""
        while self.output and "\n" not in line.rstrip("\n"):
            line = self.output.pop() + line
        start = line.rstrip("\n").rfind("\n") + 1
        self._write(line[:start])
        return line[start:]

    def _on_abbreviation(self, opener: re.Match[str]) -> int:
        return opener.end()

    def _on_html(self, opener: re.Match[str]) -> int:
        """`<div markdown="1">`: what is inside is Markdown, which a blank line tells a CommonMark parser."""
        self._write(f"{opener[0]}\n")
        return opener.end()

    # -- mathematics: in a block it becomes a block of code, in a line it becomes code in the line

    def _on_math(self, opener: re.Match[str]) -> int:
        end = self._find("$$", "$$", opener.end())
        if end < 0 or "\n\n" in self.body[opener.end() : end]:
            return self._keep(opener)
        formula, after = self.body[opener.end() : end], end + 2
        if not formula.strip():
            return self._keep(opener)
        before = self.body[self.body.rfind("\n", 0, opener.start()) + 1 : opener.start()]
        line_end = self.body.find("\n", after)
        behind = self.body[after : line_end if line_end >= 0 else len(self.body)]
        if before.strip(" \t>") or behind.strip():
            self._inline_math(formula)
        else:
            self._fence("math", formula, before)
        return after

    def _on_dollar(self, opener: re.Match[str]) -> int:
        formula = re.compile(r"\$([^\s$](?:[^$\n]{0,500}[^\s$\\])?)\$(?!\d)").match(self.body, opener.start())
        if self.site_type not in WITHOUT_LIQUID or not formula:
            return self._keep(opener)
        self._inline_math(formula[1])
        return formula.end()

    def _inline_math(self, formula: str) -> None:
        ticks = "``" if "`" in formula else "`"
        self._write(f"{ticks} {formula.strip()} {ticks}")

    # -- Zenn and Qiita

    def _on_container(self, opener: re.Match[str]) -> int:
        """`:::message alert` and `:::` vanish; of `:::details 題` the title stays, for a reader sees it."""
        words = opener[0].strip(" \t>:").split(None, 1)
        title = words[1] if words[:1] == ["details"] and len(words) == 2 else ""
        self._write(f"\n{title}\n")
        return opener.end()

    def _on_embed(self, opener: re.Match[str]) -> int:
        target = opener[0].partition("(")[2].rstrip(")").strip()
        if "://" in target:
            self.links.append(Link(target, ""))
        return opener.end()

    # -- tools

    def _write(self, text: str) -> None:
        if text:
            self.output.append(text)

    def _keep(self, opener: re.Match[str]) -> int:
        self._write(opener[0])
        return opener.end()

    def _find(self, name: str, wanted: str | re.Pattern[str], start: int) -> int:
        """Where `wanted` comes next, or -1; once a search has failed it is not made again."""
        if name in self.missing:
            return -1
        if isinstance(wanted, str):
            place = self.body.find(wanted, start)
        else:
            match = wanted.search(self.body, start)
            place = match.start() if match else -1
        if place < 0:
            self.missing.add(name)
        return place


def _words(text: str) -> list[tuple[str, str, str]]:
    return [(match[0], match[1] or "", match[2] or "") for match in WORD.finditer(text)]
