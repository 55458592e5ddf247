"""Code in a post. It is left alone, for people write about templates in code."""

from __future__ import annotations

import re
from collections.abc import Callable

from index.reading.markup.scanner import Mark, Scanner

OPENS_FENCE = r"^[ \t>]*(?:[-*+][ \t]+|\d+[.)][ \t]+)?(?:`{3,}(?=[^`\n]*$)|~{3,})"
OPENS_SPAN = "`+"


def fence(scanner: Scanner, opener: re.Match[str], *, shown: Callable[[str], str] = str) -> int:
    """A block of code, up to its closing line or the end of the post. `shown` is what the page shows of it."""
    _, closing = fence_of(opener)
    found = re.compile(closing, re.MULTILINE).search(scanner.body, opener.end())
    return _copy(scanner, opener.start(), found.end() if found else len(scanner.body), shown)


def span(scanner: Scanner, opener: re.Match[str], *, shown: Callable[[str], str] = str) -> int:
    """Code in a line; `shown` as for a block."""
    end = scanner.closing_ticks(len(opener[0]), opener.end())
    if end < 0 or not scanner.in_paragraph(opener.end(), end):
        return scanner.keep(opener)
    return _copy(scanner, opener.start(), end + len(opener[0]), shown)


def fence_of(opener: re.Match[str]) -> tuple[str, str]:
    """The marks that open a block of code, and the expression of a line that closes it."""
    mark = opener[0].lstrip(" \t>-*+.)0123456789")
    indent = len(opener[0]) - len(mark) + 3
    return mark, rf"^[ \t>]{{0,{indent}}}{mark[0]}{{{len(mark)},}}[ \t]*$"


def _copy(scanner: Scanner, start: int, end: int, shown: Callable[[str], str]) -> int:
    scanner.write(shown(scanner.body[start:end]))
    return end


FENCE = Mark("fence", OPENS_FENCE, fence)
SPAN = Mark("code", OPENS_SPAN, span)
ESCAPE = Mark("escape", r"\\[`$\\]", Scanner.keep)
