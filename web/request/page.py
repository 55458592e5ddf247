"""The address of a page, read as well as can be: a page answers any, and says what it left out."""

from __future__ import annotations

from collections.abc import Iterable

from flask import request
from msgspec.structs import replace

from index.language import Language
from search.declaration import declarations
from web.request.address import Address
from web.request.language import chosen_language, reader_language
from web.request.read import arguments, read
from web.request.requests import PageRequest
from web.request.values import ParameterProblem
from web.texts import say

LONGEST_IN_LINKS = 1000  # characters of a query, which every link of a page repeats


def read_address() -> tuple[Address, tuple[str, ...]]:
    """The address that is asked for, and a note for each part of it that cannot be read."""
    known, language = declarations(PageRequest), reader_language()
    parameters, problems = read((pair for pair in arguments() if pair[1] and pair[0] in known), PageRequest)
    notes = list(_notes(problems, language))
    if len(parameters.query) > LONGEST_IN_LINKS:
        parameters = replace(parameters, query=parameters.query[:LONGEST_IN_LINKS])
        notes.append(say(language, "query_cut", n=LONGEST_IN_LINKS))
    return Address(parameters, request.script_root), tuple(notes)


def blank_address() -> Address:
    """The address of the start page, in the language that was chosen."""
    return Address(PageRequest(lang=chosen_language()), request.script_root)


def _notes(problems: Iterable[ParameterProblem], language: Language) -> Iterable[str]:
    for problem in problems:
        value = problem.value[:40]
        if problem.param == "page":
            yield say(language, "bad_page", value=value)
        elif problem.code in {"repeated_parameter", "too_many", "invalid_utf8"}:
            yield say(language, "ignored_many", reason=problem.message.to(language))
        else:
            yield say(language, "ignored", param=problem.param, value=value, reason=problem.message.to(language))
