"""What a title says to a reader. Most generators print it into HTML as it stands, so `&amp;` and `<ruby>` in it are HTML."""

from __future__ import annotations

import re
from html import unescape

IN_CODE = re.compile(r"(`+[^`]*`+)")
# The semicolon has to be there: `AT&T` and `?a=1&copy=2` are no entities.
ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});")
READING_OF_RUBY = re.compile(r"<(rt|rp)>[^<]*(?:</\1>)?", re.IGNORECASE)
BREAK = re.compile(r"<br ?/?>", re.IGNORECASE)
TAG = re.compile(
    r"<(/?)(ruby|rb|rtc|b|i|u|s|em|strong|small|big|mark|span|font|sub|sup|code|kbd|del|ins|cite|q|abbr|a)(?:\s[^<>]*)?>",
    re.IGNORECASE,
)


def shown_title(written: str) -> str:
    """A title as its page shows it: 「<ruby>漢字<rt>かんじ</rt></ruby> &amp; <b>かな</b>」 is 「漢字 & かな」.

    What may be meant as text stays: a tag that is not closed, a tag that Markdown would not have in a line, all that stands
    between backticks. Marks of Markdown stay as well, as they do on the page.
    """
    if "&" not in written and "<" not in written:
        return written
    parts = IN_CODE.split(written)
    return " ".join("".join(part if place % 2 else _text(part) for place, part in enumerate(parts)).split())


def _text(html: str) -> str:
    html = BREAK.sub(" ", READING_OF_RUBY.sub("", html) if "<ruby" in html.lower() else html)
    closed = {match[2].lower() for match in TAG.finditer(html) if match[1]}
    bare = TAG.sub(lambda tag: "" if tag[2].lower() in closed else tag[0], html)
    return ENTITY.sub(lambda entity: unescape(entity[0]), bare)
