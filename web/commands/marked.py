"""Spans for a terminal: matches in bold, or in 【 】 where there is no bold."""

from __future__ import annotations

from collections.abc import Iterable

from index.terminal import columns, harmless
from search.marked import Span


def marked(spans: Iterable[Span], *, bold: bool) -> str:
    """The spans in one line."""
    return "".join(_marked(span, bold=bold) for span in spans).strip()


def wrapped(spans: Iterable[Span], room: int) -> list[list[Span]]:
    """The spans broken into lines of at most so many columns."""
    lines: list[list[Span]] = [[]]
    used = 0
    for span in spans:
        line = ""
        for character in span.text:
            if used + columns(character) > room:
                lines[-1].append(Span(line, span.matched))
                lines.append([])
                line, used = "", 0
            line += character
            used += columns(character)
        lines[-1].append(Span(line, span.matched))
    return lines


def emphasized(text: str) -> str:
    """The text in bold; `click.echo` takes that away where there is no terminal."""
    return f"\x1b[1m{text}\x1b[0m"


def _marked(span: Span, *, bold: bool) -> str:
    text = harmless(span.text).replace("\n", " ")
    if not span.matched or not text:
        return text
    return emphasized(text) if bold else f"【{text}】"
