"""Changes of a text that its styles live through: a link stays on the words that it was on."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple

from index.document import Style

Styles = tuple[Style, ...]


class Edit(NamedTuple):
    """The characters from `start` to `end` become `text`. The edits of a text stand in its order and do not overlap."""

    start: int
    end: int
    text: str = ""


def edited(text: str, edits: Sequence[Edit]) -> str:
    """The text after its edits."""
    parts, at = list[str](), 0
    for edit in edits:
        parts += (text[at : edit.start], edit.text)
        at = edit.end
    return "".join(parts) + text[at:]


def moved(styles: Sequence[Style], edits: Sequence[Edit]) -> Styles:
    """The styles of a text after its edits. A style whose characters are all gone goes too; rows and cells stay."""
    if not styles or not edits:
        return tuple(styles)
    starts = [edit.start for edit in edits]
    shifts = list(accumulate((len(edit.text) - edit.end + edit.start for edit in edits), initial=0))

    def place(offset: int, *, behind: bool) -> int:
        """Where an offset comes to lie; one within an edit, at its end or its beginning."""
        before = bisect_left(starts, offset)
        edit = edits[before - 1]
        if before and offset < edit.end:
            return edit.start + shifts[before - 1] + (len(edit.text) if behind else 0)
        return offset + shifts[before]

    def all_moved(style: Style) -> Style:
        start = place(style.start, behind=True)
        end = place(style.end, behind=False) if style.end > style.start else start
        return Style(style.kind, start, max(start, end), style.value)

    pairs = ((style, all_moved(style)) for style in styles)
    return tuple(
        after
        for before, after in pairs
        if after.start < after.end or before.start == before.end or before.kind in ("cell", "head")
    )


def without_empty(styles: Sequence[Style], gone: Sequence[Edit]) -> Styles:
    """The styles less those that are empty and stand in what goes: an image, the sign of a footnote."""
    starts = [edit.start for edit in gone]

    def stays(style: Style) -> bool:
        before = bisect_right(starts, style.start)
        return style.start < style.end or not before or style.start >= gone[before - 1].end

    return tuple(style for style in styles if stays(style))


def stripped(text: str, styles: Sequence[Style]) -> tuple[str, Styles]:
    """A text without the white space at its ends, and its styles."""
    bare = text.strip()
    if not styles or len(bare) == len(text):
        return bare, tuple(styles)
    start = len(text) - len(text.lstrip())
    return bare, moved(styles, _outside(start, start + len(bare), len(text)))


def _outside(start: int, end: int, length: int) -> list[Edit]:
    """The edits that leave only what is from `start` to `end`."""
    return [Edit(low, high) for low, high in ((0, start), (end, length)) if low < high]
