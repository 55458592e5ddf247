"""How to search."""

from __future__ import annotations

from flask import Response

from search.query.syntax import SYNTAX
from web.answers.page import page
from web.asked.language import reader_language
from web.asked.page import blank_address
from web.blog import Blog


def how_to_search(blog: Blog) -> Response:
    """What can be typed, which keys there are, what is stored."""
    language = reader_language()
    forms = ((form.of("猫", "写真"), form.meaning.to(language)) for form in SYNTAX.values())
    title = blog.name
    return page("help.html", address=blank_address(), title=title, forms=tuple(forms))
