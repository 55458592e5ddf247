"""What every answer shares: the reader's language, a number for the request, the headers, the frame of a page."""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable
from datetime import date
from functools import partial
from urllib.parse import urljoin

from flask import Response, current_app, g, render_template, request
from msgspec import Struct

from index.language import Language
from search.encode import to_json
from search.result import Hit, SearchRequest, Span
from web.links import Address, is_published
from web.parameters import LANG, arguments, read
from web.settings import PageLanguage
from web.texts import say

JSON = "application/json"
WARMING_UP = "sakuin.warming_up"  # in the environment of a request that nobody makes but we

SECURITY_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
    "X-Robots-Tag": "noindex, follow",
}


def number_request() -> None:
    """Give the request a number that a reader can tell and an administrator can find in the log."""
    g.request_id, g.began = secrets.token_hex(8), time.perf_counter()


def noted(note: Callable[[Response], Response]) -> Callable[[Response], Response]:
    """`note`, but not of requests that we make ourselves."""
    return lambda response: response if request.environ.get(WARMING_UP) else note(response)


def seconds_taken() -> float:
    """Since the request began."""
    return time.perf_counter() - float(g.began)


def add_headers(response: Response) -> Response:
    response.headers.extend(SECURITY_HEADERS)
    response.headers["X-Request-Id"] = g.request_id
    if request.endpoint != "static":
        response.content_language = (reader_language(),)
        if current_app.config["PAGE_LANGUAGE"] == "auto":
            response.vary.add("Accept-Language")
    return response


def chosen_language() -> Language | None:
    """The language that the address names with `lang=`."""
    given = [(name, value) for name, value in arguments(request.query_string) if name == "lang"]
    values, _ = read(given, {"lang": LANG})
    return None if "lang" not in values else "ja" if values["lang"] == "ja" else "en"


def reader_language() -> Language:
    """`lang=`, else what is set, else what the browser prefers, else Japanese."""
    return chosen_language() or _usual_language(current_app.config["PAGE_LANGUAGE"])


def _usual_language(setting: PageLanguage) -> Language:
    if setting != "auto":
        return setting
    return "en" if request.accept_languages.best_match(["ja", "en"]) == "en" else "ja"


def absolute(url: str) -> str:
    """The whole address of a path on this server, by the name that whoever asks has for it; that of any other page as it is."""
    return url if is_published(url) else urljoin(request.host_url, url)


def json_answer(value: Struct, status: int = 200) -> Response:
    return Response(to_json(value), status, content_type=f"{JSON}; charset=utf-8")


def page(template: str, *, address: Address, title: str = "", status: int = 200, **context: object) -> Response:
    """A page in the reader's language. `title` is the blog's; a lone surrogate becomes "?"."""
    language = reader_language()
    html = render_template(
        template,
        address=address,
        language=language,
        site_title=title or say(language, "site"),
        say=partial(say, language),
        day=partial(day, language=language),
        rounded=rounded,
        tag_spans=tag_spans,
        here=partial(here, address),
        **context,
    )
    return Response(html.encode("utf-8", "replace"), status, content_type="text/html; charset=utf-8")


def here(address: Address, lang: Language) -> str:
    """This page in another language."""
    if request.endpoint == "post" and request.view_args:
        return address.speaking(lang).reading(request.view_args["post_id"])
    return address.speaking(lang).here if request.endpoint in {"home", "search", "fragment"} else f"?lang={lang}"


def blank_address() -> Address:
    """Where nothing is asked."""
    return Address(SearchRequest(), lang=chosen_language(), root=request.script_root)


def day(value: str, *, language: Language) -> str:
    """The day of an ISO date: 2024年5月12日, 12 May 2024."""
    try:
        found = date.fromisoformat(value[:10])
    except ValueError:
        return value
    return f"{found.year}年{found.month}月{found.day}日" if language == "ja" else f"{found.day} {found:%B} {found.year}"


def rounded(length: int) -> int:
    """A length to two or three digits, which is all that a reader wants to know: 4812 gives 4800."""
    return length if length < 100 else round(length, -1 if length < 1000 else -2)


def tag_spans(hit: Hit, tag: str) -> tuple[Span, ...]:
    """The tag with what matched in it."""
    texts = {"".join(span.text for span in fragment.spans): fragment.spans for fragment in hit.highlights.tags}
    return texts.get(tag, (Span(tag),))
