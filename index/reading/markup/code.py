"""Code in a post. It is left alone, for people write about templates in code."""

from __future__ import annotations

import re

from index.reading.markup.scanner import Mark, Scanner

OPENS_FENCE = r"^[ \t>]*(?:[-*+][ \t]+|\d+[.)][ \t]+)?(?:`{3,}(?=[^`\n]*$)|~{3,})"
OPENS_SPAN = "`+"


def end_of_fence(scanner: Scanner, opener: re.Match[str]) -> int:
    """Where a block of code ends: behind its closing line, or at the end of the post."""
    _, closing = fence_of(opener)
    found = re.compile(closing, re.MULTILINE).search(scanner.body, opener.end())
    return found.end() if found else len(scanner.body)


def fence_of(opener: re.Match[str]) -> tuple[str, str]:
    """The marks that open a block of code, and the expression of a line that closes it."""
    mark = opener[0].lstrip(" \t>-*+.)0123456789")
    indent = len(opener[0]) - len(mark) + 3
    return mark, rf"^[ \t>]{{0,{indent}}}{mark[0]}{{{len(mark)},}}[ \t]*$"


def end_of_span(scanner: Scanner, opener: re.Match[str]) -> int:
    """Where code in a line ends; right behind the opener where that opens none."""
    end = scanner.closing_ticks(len(opener[0]), opener.end())
    return end + len(opener[0]) if end >= 0 and scanner.in_paragraph(opener.end(), end) else opener.end()


def _fence(scanner: Scanner, opener: re.Match[str]) -> int:
    end = end_of_fence(scanner, opener)
    scanner.write(scanner.body[opener.start() : end])
    return end


def _span(scanner: Scanner, opener: re.Match[str]) -> int:
    end = end_of_span(scanner, opener)
    scanner.write(scanner.body[opener.start() : end])
    return end


FENCE = Mark("fence", OPENS_FENCE, _fence)
SPAN = Mark("code", OPENS_SPAN, _span)
ESCAPE = Mark("escape", r"\\[`$\\]", Scanner.keep)
