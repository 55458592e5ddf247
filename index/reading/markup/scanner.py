"""One walk through a post's body, from one mark that is not Markdown to the next."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import TypeAlias

from index.document import Link

LONGEST_LINE = (
    1000  # characters that are looked at of the line around an opener: a longer one is no heading, item or indent
)


@dataclass
class Scanner:
    """Goes through a body once; the handler of each opener writes what stays and returns where to go on."""

    body: str
    titles: Mapping[str, str] = field(default_factory=dict)  # of posts that may be linked to, by slug
    titled: list[Link] = field(default_factory=list)  # links that show such a title
    output: list[str] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    footers: list[str] = field(default_factory=list)  # of the quotations that we are in
    found: dict[str, int] = field(
        default_factory=dict
    )  # where what was looked for comes next: nobody looks for it twice

    def scan(self, marks: tuple[Mark, ...]) -> None:
        """Give each opener to the handler of its mark. Of two marks that may open at one place the first does."""
        openers, handlers, place = _openers(marks), {mark.name: mark.handler for mark in marks}, 0
        while opener := openers.search(self.body, place):
            self.write(self.body[place : opener.start()])
            place = handlers[opener.lastgroup or ""](self, opener)
        self.write(self.body[place:])

    def find(self, name: str, wanted: str | re.Pattern[str], start: int) -> int:
        """Where `wanted` comes next, or -1. A scan goes forward, so each `start` lies behind the one before it: what was found
        stays the answer until it is passed."""
        known = self.found.get(name)
        if known is not None and (known < 0 or known >= start):
            return known
        if isinstance(wanted, str):
            place = self.body.find(wanted, start)
        else:
            match = wanted.search(self.body, start)
            place = match.start() if match else -1
        self.found[name] = place
        return place

    def in_paragraph(self, start: int, end: int) -> bool:
        """Whether no blank line parts two places."""
        return not 0 <= self.find("blank line", "\n\n", start) <= end - len("\n\n")

    def closing_ticks(self, count: int, start: int) -> int:
        """Where the next run of so many backticks begins, no more and no fewer, or -1."""
        runs = self._runs.get(count, [])
        place = bisect_left(runs, start)
        return runs[place] if place < len(runs) else -1

    @cached_property
    def _runs(self) -> dict[int, list[int]]:
        """Where runs of backticks begin, by their lengths."""
        runs: dict[int, list[int]] = {}
        for run in re.finditer("`+", self.body):
            runs.setdefault(len(run[0]), []).append(run.start())
        return runs

    def line_before(self, place: int) -> str:
        """What stands before a place on its line, or as much of it as anybody looks at."""
        place = max(0, place)
        start = max(0, place - LONGEST_LINE)
        return self.body[max(start, self.body.rfind("\n", start, place) + 1) : place]

    def keep(self, opener: re.Match[str]) -> int:
        """Leave the opener in the text: it opens nothing."""
        self.write(opener[0])
        return opener.end()

    def write(self, text: str) -> None:
        if text:
            self.output.append(text)

    def write_code(self, code: str, *, element: str = "") -> None:
        """Code in a line, inside of an element of HTML where one is named."""
        ticks = "``" if "`" in code else "`"
        written = f"{ticks} {code.strip()} {ticks}"
        self.write(f"<{element}>{written}</{element}>" if element else written)

    def write_fence(self, language: str, code: str, *, indent: str = "") -> None:
        """A block of code; its opening line stands behind the indent that is written already."""
        ticks = "`" * max([3, *(len(run) + 1 for run in re.findall("`+", code))])
        self.write(f"{ticks}{language}\n{code.strip(chr(10))}\n{indent}{ticks}\n")

    def take_last_line(self) -> str:
        """Take the last line back out of what was written, and return it; "" for a long one, which stays."""
        line, start, before = "", 0, ""
        while self.output and not start and not before and len(line) < LONGEST_LINE:
            piece = self.output.pop()
            cut = max(0, len(piece) - LONGEST_LINE)
            line = piece[cut:] + line
            start = line.rstrip("\n").rfind("\n") + 1
            before = piece[:cut]
        if not start and (self.output or before):
            start = len(line)
        self.write(before)
        self.write(line[:start])
        return line[start:]


Handler: TypeAlias = Callable[[Scanner, re.Match[str]], int]


@dataclass(frozen=True, eq=False)
class Mark:
    """Something in a post that is not Markdown: how it begins, and the handler that knows what becomes of it. It is written as its
    name into fingerprints, so no two have the same.

    `pattern` is a verbose expression for what opens it. A text without any of the `signs` has nothing for the handler to do.
    """

    name: str
    pattern: str
    handler: Handler
    signs: tuple[str, ...] = ()
    in_html: bool = False  # whether posts that are written in HTML have it too

    def __repr__(self) -> str:
        return self.name


@cache
def _openers(marks: tuple[Mark, ...]) -> re.Pattern[str]:
    """Everything that may open something, at most one of them at a place: of two the first."""
    openers = "|".join(f"(?P<{mark.name}>{mark.pattern})" for mark in marks) or "(?!)"
    return re.compile(openers, re.VERBOSE | re.MULTILINE)
