"""What Zenn and Qiita add to Markdown: containers, embedded cards, widths, mathematics between single dollars."""

from __future__ import annotations

import re
from functools import partial

from index.document import Link
from index.reading.markup.code import FENCE, OPENS_FENCE, SPAN, fence
from index.reading.markup.kramdown import OPENS_MATH, math
from index.reading.markup.scanner import Mark, Scanner

_NAME = re.compile(r"[^\s:]+\.[^\s:]+(?=[ \t]*$)", re.MULTILINE)  # no language is called so
_OPENS_FORMULA = r"\$(?=[^\s$])"
_FORMULA = re.compile(r"\$([^\s$](?:[^$\n]{0,500}[^\s$\\])?)\$(?!\d)")


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
    """`$a_1$` becomes code, in an element of Zenn's that tells it apart: no id of a heading has it there; `$5 から $10` stays what it
    is."""
    formula = _FORMULA.match(scanner.body, opener.start())
    if not formula:
        return scanner.keep(opener)
    scanner.write_code(formula[1], element="eq")
    return formula.end()


def _dollar_of_qiita(scanner: Scanner, opener: re.Match[str]) -> int:
    """`$a_1$` becomes code, and so does $`a_1`$."""
    formula = _FORMULA.match(scanner.body, opener.start())
    if not formula:
        return scanner.keep(opener)
    scanner.write_code(formula[1].strip("`"))
    return formula.end()


def _fence_of_qiita(scanner: Scanner, opener: re.Match[str]) -> int:
    """Qiita shows the name of a file above its code, also where no language stands before it: ```main.rb."""
    name, before = _NAME.match(scanner.body, opener.end()), opener[0].rstrip("`~")
    if name and not before.strip(" \t>"):
        scanner.write(f"{before}\n{before}{name[0]}\n{before}\n")
    return fence(scanner, opener)


CONTAINER = Mark("container", r"^[ \t>]*:{3,}[^\n]*", _container, (":::",))
EMBED = Mark("embed", r"^@\[[\w.-]+\]\([^)\n]*\)", _embed, ("@[",))
_WIDTH = Mark("width", r"(?<![ \t])[ \t]++=\d*+x\d*+[ \t]*+(?=\))", _width, (" =",))
MARKS = (
    FENCE,
    SPAN,
    Mark("zenn_math", OPENS_MATH, partial(math, element="eq"), ("$$",)),
    Mark("zenn_dollar", _OPENS_FORMULA, _dollar, ("$",)),
    _WIDTH,
)
MARKS_OF_QIITA = (
    Mark("qiita_fence", OPENS_FENCE, _fence_of_qiita, ("```", "~~~")),
    SPAN,
    Mark("qiita_dollar", _OPENS_FORMULA, _dollar_of_qiita, ("$",)),
    _WIDTH,
)
