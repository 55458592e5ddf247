"""How to search."""

from __future__ import annotations

from flask import Response

from search.query.syntax import SYNTAX
from web.blog import this_blog
from web.pages.frame import page
from web.request.language import reader_language
from web.request.page import blank_address


def how_to_search() -> Response:
    """What can be typed, which keys there are, what is stored."""
    language = reader_language()
    forms = ((form.of("猫", "写真"), form.meaning.to(language)) for form in SYNTAX.values())
    return page("help.html", address=blank_address(), title=this_blog().name, forms=tuple(forms))
