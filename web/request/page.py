"""What is asked of a page: the nearest sensible reading of any address."""

from __future__ import annotations

from collections.abc import Iterable

from flask import request
from msgspec.structs import replace

from index.language import Language
from search.declaration import declarations
from web.request.address import Address
from web.request.language import chosen_language, reader_language
from web.request.read import ParameterProblem, arguments, read
from web.request.requests import PageRequest
from web.texts import say

LONGEST_IN_LINKS = 1000  # characters of a query, which every link of a page repeats


def read_address() -> tuple[Address, tuple[str, ...]]:
    """The nearest sensible reading of the address, with a note for each thing that was not."""
    known, language = declarations(PageRequest), reader_language()
    asked, problems = read(((name, text) for name, text in arguments() if text and name in known), PageRequest)
    notes = list(_notes(problems, language))
    if len(asked.query) > LONGEST_IN_LINKS:
        asked = replace(asked, query=asked.query[:LONGEST_IN_LINKS])
        notes.append(say(language, "query_cut", n=LONGEST_IN_LINKS))
    return Address(asked, request.script_root), tuple(notes)


def blank_address() -> Address:
    """Where nothing is asked."""
    return Address(PageRequest(lang=chosen_language()), request.script_root)


def _notes(problems: Iterable[ParameterProblem], language: Language) -> Iterable[str]:
    for problem in problems:
        value = problem.value[:40]
        if problem.param == "page":
            yield say(language, "bad_page", value=value)
        elif problem.code in {"repeated_parameter", "too_many"}:
            yield say(language, "ignored_many", reason=problem.message.to(language))
        else:
            yield say(language, "ignored", param=problem.param, value=value, reason=problem.message.to(language))
