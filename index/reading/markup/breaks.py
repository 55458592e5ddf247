"""Where lines break: an author who breaks the lines of the source at some width means nothing by it, and `<br>` means a new line."""

from __future__ import annotations

import re
import unicodedata

from index.reading.markup.edits import Edit, Styles, edited, moved

HARD_BREAK = "\u2028"  # until a post is put together; "\n" is a break of the source

_BREAKS = re.compile(f"(?:(?<![ \t])[ \t]++)?[\n{HARD_BREAK}]++[ \t]*+")


def as_read(text: str, *, breaks: bool = False) -> str:
    """The text as a browser shows it: 東京⏎都 is 東京都, full⏎text is full text, after CSS Text 3, "Segment break
    transformation rules". With `breaks`, every break of the source is a new line, as it is on Zenn."""
    return edited(text, breaks_read(text, breaks=breaks))


def breaks_read(text: str, *, breaks: bool = False) -> list[Edit]:
    """What `as_read` makes of the breaks of a text."""
    if HARD_BREAK not in text and "\n" not in text:
        return []

    def shown(match: re.Match[str]) -> str:
        if breaks or HARD_BREAK in match.group():
            return "\n"
        return (
            ""
            if _is_wide(text[match.start() - 1 : match.start()]) and _is_wide(text[match.end() : match.end() + 1])
            else " "
        )

    return [Edit(*match.span(), shown(match)) for match in _BREAKS.finditer(text)]


def on_one_line(text: str, styles: Styles = ()) -> tuple[str, Styles]:
    """The text of a heading or a cell, and its styles."""
    edits = breaks_read(text)
    return edited(text, edits).replace("\n", " "), moved(styles, edits)


def _is_wide(character: str) -> bool:
    return bool(character) and unicodedata.east_asian_width(character) in "WFH" and not "가" <= character <= "힣"
