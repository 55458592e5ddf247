"""What Zenn and Qiita add to Markdown: containers, embedded cards, widths, mathematics between single dollars."""

from __future__ import annotations

import re

from index.document import Link
from index.reading.markup.scanner import Scanner

NAME = re.compile(r"[^\s:]+\.[^\s:]+(?=[ \t]*$)", re.MULTILINE)  # no language is called so


def container(scanner: Scanner, opener: re.Match[str]) -> int:
    """`:::message alert` and `:::` vanish; of `:::details 題` the title stays, for a reader sees it."""
    words = opener[0].strip(" \t>:").split(None, 1)
    title = words[1] if words[:1] == ["details"] and len(words) == 2 else ""
    scanner.write(f"\n{title}\n")
    return opener.end()


def embed(scanner: Scanner, opener: re.Match[str]) -> int:
    """`@[card](https://…)` vanishes; its address is a link."""
    target = opener[0].partition("(")[2].rstrip(")").strip()
    if "://" in target:
        scanner.links.append(Link(target, ""))
    return opener.end()


def width(scanner: Scanner, opener: re.Match[str]) -> int:
    """`![図](a.png =250x)` is an image, though Markdown knows no width."""
    if scanner.knows_liquid or not re.search(r"\]\([^()\s]+$", scanner.line_before(opener.start())):
        return scanner.keep(opener)
    return opener.end()


def dollar(scanner: Scanner, opener: re.Match[str]) -> int:
    """`$a_1$` becomes code, and so does Qiita's $`a_1`$; `$5 から $10` stays what it is."""
    formula = re.compile(r"\$([^\s$](?:[^$\n]{0,500}[^\s$\\])?)\$(?!\d)").match(scanner.body, opener.start())
    if scanner.knows_liquid or not formula:
        return scanner.keep(opener)
    scanner.write_formula(formula[1].strip("`") if scanner.site_type == "qiita" else formula[1])
    return formula.end()


def name_of_fence(scanner: Scanner, opener: re.Match[str]) -> None:
    """Qiita shows the name of a file above its code, also where no language stands before it: ```main.rb."""
    name, before = NAME.match(scanner.body, opener.end()), opener[0].rstrip("`~")
    if name and not before.strip(" \t>"):
        scanner.write(f"{before}\n{before}{name[0]}\n{before}\n")
