"""One walk through a post's body, from one thing that is not Markdown to the next."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from index.document import Link

SiteType = Literal["jekyll", "hugo", "zenn", "qiita", "hexo", "plain"]

# Sites whose Markdown knows no Liquid, but single dollars for mathematics; and those that may use kramdown.
WITHOUT_LIQUID = ("zenn", "qiita")
KRAMDOWN = ("jekyll", "plain")
LONG_LINE = 1000


@dataclass
class Scanner:
    """Goes through a body once; the handler of each opener writes what stays and returns where to go on."""

    body: str
    site_type: SiteType
    titles: Mapping[str, str] = field(default_factory=dict)  # of posts that may be linked to, by slug
    titled: list[Link] = field(default_factory=list)  # links that show such a title
    output: list[str] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    footers: list[str] = field(default_factory=list)  # of the quotations that we are in
    missing: set[str] = field(default_factory=set)  # what does not come any more: nobody looks for it twice

    @property
    def knows_liquid(self) -> bool:
        return self.site_type not in WITHOUT_LIQUID

    @property
    def knows_kramdown(self) -> bool:
        return self.site_type in KRAMDOWN

    def scan(self, openers: re.Pattern[str], handlers: Mapping[str, Handler]) -> None:
        """Give each opener to the handler that has the name of its group."""
        place = 0
        while opener := openers.search(self.body, place):
            self.write(self.body[place : opener.start()])
            place = handlers[opener.lastgroup or ""](self, opener)
        self.write(self.body[place:])

    def find(self, name: str, wanted: str | re.Pattern[str], start: int) -> int:
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

    def line_before(self, place: int) -> str:
        """What stands before a place on its line; of a very long line the end."""
        return self.body[max(0, place - LONG_LINE) : max(0, place)].rpartition("\n")[2]

    def keep(self, opener: re.Match[str]) -> int:
        """Leave the opener in the text: it opens nothing."""
        self.write(opener[0])
        return opener.end()

    def write(self, text: str) -> None:
        if text:
            self.output.append(text)

    def write_code(self, code: str) -> None:
        """Code in a line."""
        ticks = "``" if "`" in code else "`"
        self.write(f"{ticks} {code.strip()} {ticks}")

    def write_fence(self, language: str, code: str, *, indent: str = "") -> None:
        """A block of code; its opening line stands behind the indent that is written already."""
        ticks = "`" * max([3, *(len(run) + 1 for run in re.findall("`+", code))])
        self.write(f"{ticks}{language}\n{code.strip(chr(10))}\n{indent}{ticks}\n")

    def take_last_line(self) -> str:
        """Take the last line back out of what was written, and return it."""
        line = ""
        while self.output and "\n" not in line.rstrip("\n"):
            line = self.output.pop() + line
        start = line.rstrip("\n").rfind("\n") + 1
        self.write(line[:start])
        return line[start:]


Handler: TypeAlias = Callable[[Scanner, re.Match[str]], int]
