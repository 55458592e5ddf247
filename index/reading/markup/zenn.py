"""What Zenn and Qiita add to Markdown: containers, embedded cards, widths, mathematics between single dollars."""

from __future__ import annotations

import re

from index.document import Link
from index.reading.markup.code import FENCE, SPAN
from index.reading.markup.scanner import Mark, Scanner


def _container(scanner: Scanner, opener: re.Match[str]) -> int:
    """`:::message alert` and `:::` vanish; of `:::details 題` the title stays, for a reader sees it."""
    words = opener[0].strip(" \t>:").split(None, 1)
    title = words[1] if words[:1] == ["details"] and len(words) == 2 else ""
    scanner.write(f"\n{title}\n")
    return opener.end()


def _embed(scanner: Scanner, opener: re.Match[str]) -> int:
    """`@[card](https://…)` vanishes; its address is a link."""
    target = opener[0].partition("(")[2].rstrip(")").strip()
    if "://" in target:
        scanner.links.append(Link(target, ""))
    return opener.end()


def _width(scanner: Scanner, opener: re.Match[str]) -> int:
    """`![図](a.png =250x)` is an image, though Markdown knows no width."""
    if not re.search(r"\]\([^()\s]+$", scanner.line_before(opener.start())):
        return scanner.keep(opener)
    return opener.end()


def _dollar(scanner: Scanner, opener: re.Match[str]) -> int:
    """`$a_1$` becomes code; `$5 から $10` stays what it is."""
    formula = re.compile(r"\$([^\s$](?:[^$\n]{0,500}[^\s$\\])?)\$(?!\d)").match(scanner.body, opener.start())
    if not formula:
        return scanner.keep(opener)
    scanner.write_code(formula[1])
    return formula.end()


CONTAINER = Mark("container", r"^[ \t>]*:{3,}[^\n]*", _container, (":::",))
EMBED = Mark("embed", r"^@\[[\w.-]+\]\([^)\n]*\)", _embed, ("@[",))
MARKS = (
    FENCE,
    SPAN,
    Mark("dollar", r"\$(?=[^\s$])", _dollar, ("$",)),
    Mark("width", r"(?<![ \t])[ \t]++=\d*+x\d*+[ \t]*+(?=\))", _width, (" =",)),
)
