"""The frame of every page, in the language of its reader, and what its templates call."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import partial

from flask import Response, render_template, request
from markupsafe import Markup

from index.characters import JAPANESE_WITH_RARE, pattern
from index.language import Language
from search.marked import Span
from web.blog import this_blog
from web.encode import marked_html
from web.request.address import Address
from web.request.language import reader_language
from web.request.percent import readable
from web.texts import say

_JAPANESE = pattern(f"[{JAPANESE_WITH_RARE}]+")
_INNER: dict[Language, dict[int, int]] = {"ja": str.maketrans("「」", "『』"), "en": str.maketrans("“”", "‘’")}


def page(template: str, *, address: Address, title: str = "", status: int = 200, **context: object) -> Response:
    """A page in the reader's language. `title` is that of the blog. A lone surrogate (half of a broken file name) becomes
    "?"."""
    language, blog, left = reader_language(), this_blog(), address.request.back
    html = render_template(
        template,
        address=address,
        language=language,
        site_title=title or say(language, "site"),
        front_page="" if status >= 500 else blog.front_page,  # where the fault is ours, its index may be what is wrong
        way_back=left if blog.is_ours(left) else "",
        say=partial(say, language),
        typed=partial(typed, language=language),
        here=partial(here, address),
        **context,
    )
    return Response(html.encode("utf-8", "replace"), status, content_type="text/html; charset=utf-8")


def here(address: Address, lang: Language) -> str:
    """This page in another language."""
    if request.endpoint == "pages.post" and request.view_args:
        return address.speaking(lang).reading(request.view_args["post_id"])
    return (
        address.speaking(lang).here
        if request.endpoint in {"pages.home", "pages.search", "pages.fragment"}
        else f"?lang={lang}"
    )


def day(value: str, language: Language) -> str:
    """The day of an ISO date: 2024年5月12日, 12 May 2024."""
    try:
        parsed = date.fromisoformat(value[:10])
    except ValueError:
        return value
    return (
        f"{parsed.year}年{parsed.month}月{parsed.day}日"
        if language == "ja"
        else f"{parsed.day} {parsed:%B} {parsed.year}"
    )


def typed(text: str, *, language: Language) -> Markup:
    """What a reader typed, for a place between quotation marks: isolated, so that right-to-left text does not reorder the
    sentence, and with its own quotation marks as inner ones."""
    tag = Markup('<bdi lang="ja">{}</bdi>' if language != "ja" and _JAPANESE.search(text) else "<bdi>{}</bdi>")
    return tag.format(text.translate(_INNER[language]))


def rounded(length: int) -> int:
    """A length to two or three digits, which is all that a reader wants to know: 4812 gives 4800."""
    return length if length < 100 else round(length, -1 if length < 1000 else -2)


def marked(spans: Iterable[Span]) -> Markup:
    """Spans as HTML, what matched in <mark>."""
    return Markup(marked_html(spans))


FILTERS = {"day": day, "marked": marked, "readable": readable, "rounded": rounded, "thousands": "{:,}".format}
"""What templates call for each of many hits or values: a filter costs a third of a function."""
