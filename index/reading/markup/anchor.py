"""The ids of headings on the published page, as kramdown's GFM parser makes them."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

from index.reading.markup.flow import Flow

DASH = re.compile("---?")  # kramdown makes one of it, but not in code


def next_anchor(anchor: str, earlier: Counter[str]) -> str:
    """The anchor of the next heading of a page, whose `earlier` anchors are counted: what comes again is numbered, 題, 題-1, 題-2."""
    count = earlier[anchor]
    earlier[anchor] += 1
    return f"{anchor}-{count}" if count and anchor else anchor


def kramdown_anchor(heading: Flow) -> str:
    """The id that kramdown gives to a heading. Images do not count, nor hyphens that are a dash on the page; what
    is hidden does, so that <ruby>字<rt>じ</rt></ruby> gives 字じ."""
    return anchor_of(in_kramdown(heading))


def in_kramdown(heading: Flow) -> str:
    """The text of which kramdown makes the id of a heading."""
    return "".join(part if kind == "code" else DASH.sub("", part) for part, kind in heading.parts if kind != "image")


def anchor_of(heading: str) -> str:
    """The anchor of a heading that stands alone: 「1. 検索 とは?」 gives 1-検索-とは."""
    return "".join("-" if c in " \t" else c for c in heading.lower() if c in " \t-_" or _is_word(c))


def anchor_in_html(heading: str) -> str:
    """The anchor of a heading in an element of HTML that holds Markdown: there kramdown's own rule holds, which knows ASCII alone
    (2.4: `converter/base.rb`). 「箱の Box 1」 gives box-1, and a heading without letters section."""
    from_letter = re.sub("^[^a-zA-Z]+", "", heading)
    return re.sub("[^a-zA-Z0-9 -]", "", from_letter).replace(" ", "-").lower() or "section"


def _is_word(character: str) -> bool:
    """Ruby's \\p{Word}: unlike Python's \\w it has accents of their own, and no ① or ½."""
    return character.isalpha() or unicodedata.category(character) in ("Nd", "Nl", "Mn", "Mc", "Me", "Pc")
