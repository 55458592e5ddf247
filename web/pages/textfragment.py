"""The part of a link that jumps to the very words of a page: `#:~:text=`, see https://wicg.github.io/scroll-to-text-fragment/.

A browser finds words only as they stand on the page, within one block, and from the beginning of a word to the end of one.
"""

from __future__ import annotations

import re
from urllib.parse import quote

LONGEST = 60  # characters that are named in full; of more, how they begin and how they end
LEAST = 8  # shorter ones stand in many places
# What may look otherwise on the page: another block, another cell; quotes and dashes, which many a blog sets for print.
_BREAK = re.compile(r"\n| \| |[A-Za-z0-9]*[\"'][A-Za-z0-9]*|-{2,}|\.{3,}|<<|>>")
_PAUSE = re.compile(r"[。、！？]+[」』）】]*|\s+")


def text_directive(text: str, *, cut_before: bool = False, cut_after: bool = False) -> str:
    """What to put behind the `#` of an address and its anchor, or "" where nothing is long enough to be found for sure.

    `cut_before` and `cut_after` tell that the text begins or ends within a sentence, and so perhaps within a word.
    """
    whole = _without_ends(text, first=cut_before, last=cut_after)
    pieces = [piece.strip() for piece in _BREAK.split(whole) if len(piece.strip()) >= LEAST]
    if not pieces:
        return ""
    start, end = _beginning(pieces[0]), _ending(pieces[-1])
    if len(pieces) == 1 and len(pieces[0]) <= max(LONGEST, len(start) + len(end)):
        return f":~:text={_encoded(pieces[0])}"
    return f":~:text={_encoded(start)},{_encoded(end)}"


def _without_ends(text: str, *, first: bool, last: bool) -> str:
    pauses = [match.end() for match in _PAUSE.finditer(text)]
    low = next(iter(pauses), len(text)) if first else 0
    high = next(reversed(pauses), 0) if last else len(text)
    return text[low:high]


def _beginning(piece: str) -> str:
    """The shortest beginning that is long enough and ends where a word does."""
    return piece[: next((end for end in _ends(piece) if end >= LEAST), len(piece))].rstrip()


def _ending(piece: str) -> str:
    return piece[next((end for end in reversed(_ends(piece)) if len(piece) - end >= LEAST), 0) :]


def _ends(piece: str) -> list[int]:
    return [match.end() for match in _PAUSE.finditer(piece)]


def _encoded(text: str) -> str:
    """In percents, with what has a meaning in a directive: `-`, `,` and `&`."""
    return quote(text, safe="").replace("-", "%2D")
