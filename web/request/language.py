"""The language that a request asks for."""

from __future__ import annotations

import re

from flask import g, request

from index.language import Language
from web.blog import this_blog
from web.request.read import arguments, read
from web.request.requests import LanguageRequest
from web.settings import PageLanguage


def chosen_language() -> Language | None:
    """The language that the address names with `lang=`."""
    parameters, _ = read((pair for pair in arguments() if pair[0] == "lang"), LanguageRequest)
    return parameters.lang


def reader_language() -> Language:
    """`lang=`, else what is set, else what the browser prefers, else Japanese; asked once a request."""
    if "language" not in g:
        g.language = chosen_language() or _usual_language(this_blog().settings.ui.language)
    language: Language = g.language
    return language


def _usual_language(setting: PageLanguage) -> Language:
    if setting != "auto":
        return setting
    for tag, quality in request.accept_languages:  # the best liked first
        language = re.split("[-_]", tag.lower())[0]
        if quality and language in {"ja", "en"}:
            return "en" if language == "en" else "ja"
    return "ja"
