"""How posts are written for a generator: what they may hold beside CommonMark."""

from __future__ import annotations

import re
from dataclasses import dataclass

from index.reading.markup.scanner import Mark


@dataclass(frozen=True)
class Dialect:
    """What a generator takes for more than text. Each file in `sites/` declares its own, and all of it is part of fingerprints."""

    marks: tuple[Mark, ...]
    kramdown: bool = False  # whether blocks begin and end as kramdown has them
    breaks: bool = False  # whether a line of the source is one of the page
    explicit_anchor: re.Pattern[str] | None = None  # group 1: the id at the end of a heading, where it is not as usual
    html: bool = True  # whether tags in Markdown are tags
    titles_in_html: bool = True  # whether `&amp;` in a title is an ampersand
    blanks_above: bool = False  # whether front matter may begin below blank lines
    openerless: bool = False  # whether front matter needs no line that opens it
