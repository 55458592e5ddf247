"""How the text of a body is laid out: blocks with a blank line between them, a row of a table on each line, its cells with
" | " between them; see `index.document.Block`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from search.answer import Layout
from search.marked import Span

CELL_BORDER = " | "
TABLE_EDGE = " \u3000\n|"  # what is left of a table where it is cut between two cells

_CUT = Span("…")
_BLOCK_BORDER = "\n\n"
_OTHER_SENTENCE = re.compile(r"[！？!?]|[.．](?:\s|$)")
_CELLS = re.compile(r" (?:\| +)+")  # several, where cells are empty
_BORDERS = {"prose": re.compile(r"\s*\n\n\s*"), "table": re.compile(r"[ |]*\n[ |\n]*")}
_SAID_TO_END = re.compile(r"[。．.！？!?…：:、，,][」』）)】”\"]*$")


def is_prose(text: str, first: int, last: int) -> bool:
    """Whether the block that `first` lies in has sentences, and neither it nor the text up to `last` a table. Most items of a
    list have no sentences, nor has a table of contents."""
    start, end = block_of(text, first)
    if text.find(CELL_BORDER, start, max(end, last)) >= 0:
        return False
    return text.find("。", start, end) >= 0 or _OTHER_SENTENCE.search(text, start, end) is not None


def first_prose(text: str) -> int:
    """Where the first block with sentences begins, -1 where there is none."""
    starts = [0, *(match.end() for match in re.finditer(r"\n\n+", text))]
    return next((start for start in starts if is_prose(text, start, start)), -1)


def is_table(text: str, at: int) -> bool:
    """Whether the block that a place lies in has rows of cells; one line with a | may well be a sentence."""
    return sum(CELL_BORDER in line for line in text[slice(*block_of(text, at))].split("\n")) > 1


def before_table(text: str, at: int, limit: int) -> int:
    """The end of the block before the first table between `at` and `limit`; `limit` if there is none."""
    cells = text.find(CELL_BORDER, at, limit)
    border = text.rfind(_BLOCK_BORDER, at, cells) if cells >= 0 else -1
    return border if border >= 0 else min(limit, len(text))


def readable(
    spans: Sequence[Span], layout: Layout, *, cut_before: bool = False, cut_after: bool = False
) -> tuple[Span, ...]:
    """Spans for a person to read: with … where a sentence is cut, 「、」 between cells, 「／」 between rows, and between blocks
    where the first ends without a sign, as items of a list do."""
    text = "".join([span.text for span in spans])
    as_it_stands = layout == "code" or (layout == "prose" and _BLOCK_BORDER not in text)
    shown = spans if as_it_stands else _with_signs(spans, layout)
    return (*([_CUT] if cut_before else ()), *shown, *([_CUT] if cut_after else ()))


def _with_signs(spans: Sequence[Span], layout: Layout) -> list[Span]:
    shown, before = [], ""
    for span in spans:
        shown.append(Span(_readable(span.text, before, layout), span.matched))
        before += span.text
    return shown


def _readable(text: str, before: str, layout: Layout) -> str:
    def border(match: re.Match[str]) -> str:
        ended = _SAID_TO_END.search(before + text[: match.start()])
        return " " if ended else " ／ "

    joined = _BORDERS[layout].sub(border, text)
    return _CELLS.sub("、", joined) if layout == "table" else joined


def block_of(text: str, at: int) -> tuple[int, int]:
    """First character and first after of the block that a place lies in."""
    start, end = text.rfind(_BLOCK_BORDER, 0, at), text.find(_BLOCK_BORDER, at)
    return (start + len(_BLOCK_BORDER) if start >= 0 else 0), (end if end >= 0 else len(text))
