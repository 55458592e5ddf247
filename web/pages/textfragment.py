"""The part of a link that jumps to the very words of a page: `#:~:text=`, see https://wicg.github.io/scroll-to-text-fragment/.

A browser finds words only as they stand on the page, within one block, and from the beginning of a word to the end of one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from web.request.percent import percent_encoded

LONGEST = 60  # characters that are named in full; of more, how they begin and how they end
LEAST = 8  # shorter ones stand in many places
# What may look otherwise on the page: another block, another cell; quotes and dashes, which many a blog sets for print.
_BREAK = re.compile(r"\n| \| |[A-Za-z0-9]*[\"'][A-Za-z0-9]*|-{2,}|\.{3,}|<<|>>")
_PAUSE = re.compile(r"[。、！？]+[」』）】]*|\s+")


def text_directive(text: str, *, cut_before: bool = False, cut_after: bool = False) -> str:
    """What to put behind the `#` of an address and its anchor, or "" where nothing is long enough to be found for sure.

    With `cut_before` the text begins within a sentence, with `cut_after` it ends within one, and so perhaps within a word.
    """
    whole = _without_ends(text, first=cut_before, last=cut_after)
    parts = [part.strip() for part in _BREAK.split(whole) if len(part.strip()) >= LEAST]
    if not parts:
        return ""
    if len(parts) == 1 and len(parts[0]) <= LONGEST:
        return f":~:text={_encoded(parts[0])}"
    start, end = _beginning(parts[0]), _ending(parts[-1])
    if len(parts) == 1 and len(parts[0]) <= len(start) + len(end):
        return f":~:text={_encoded(parts[0])}"
    return f":~:text={_encoded(start)},{_encoded(end)}"


def _without_ends(text: str, *, first: bool, last: bool) -> str:
    low = next(_pauses(text), len(text)) if first else 0
    high = max(_pauses(text), default=0) if last else len(text)
    return text[low:high]


def _beginning(part: str) -> str:
    """The shortest beginning that is long enough and ends where a word does."""
    return part[: next((end for end in _pauses(part) if end >= LEAST), len(part))].rstrip()


def _ending(part: str) -> str:
    return part[max((end for end in _pauses(part) if len(part) - end >= LEAST), default=0) :]


def _pauses(part: str) -> Iterator[int]:
    """Where something begins after a pause."""
    return (match.end() for match in _PAUSE.finditer(part))


def _encoded(text: str) -> str:
    """The text percent-encoded, together with `-`, `,` and `&`, which have a meaning in a directive."""
    return percent_encoded(text).replace("-", "%2D")
