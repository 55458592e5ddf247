"""What is asked of a page: the nearest sensible reading of any address."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from flask import request
from msgspec import convert

from index.language import Language
from search.request import SearchRequest
from web.asked.address import Address
from web.asked.language import chosen_language
from web.asked.parameters import PAGE_PARAMETERS, ParameterProblem, arguments, read, search_request
from web.texts import say

MAX_QUERY = 1000  # every link of a page repeats the query


def read_address(query_string: bytes, language: Language) -> tuple[Address, tuple[str, ...]]:
    """The nearest sensible reading of an address, with a note for each thing that was not."""
    given = [(name, value) for name, value in arguments(query_string) if value and name in PAGE_PARAMETERS]
    values, problems = read(given, PAGE_PARAMETERS)
    asked = search_request(values)
    notes = list(_notes(problems, language))
    if len(asked.query) > MAX_QUERY:
        asked = replace(asked, query=asked.query[:MAX_QUERY])
        notes.append(say(language, "query_cut", n=MAX_QUERY))
    number = convert(values.get("page", 1), int)
    return Address(asked, number, chosen_language(), request.script_root), tuple(notes)


def blank_address() -> Address:
    """Where nothing is asked."""
    return Address(SearchRequest(), lang=chosen_language(), root=request.script_root)


def _notes(problems: Iterable[ParameterProblem], language: Language) -> Iterable[str]:
    for problem in problems:
        value = problem.value[:40]
        if problem.param == "page":
            yield say(language, "bad_page", value=value)
        elif problem.code in {"repeated_parameter", "too_many"}:
            yield say(language, "ignored_many", reason=problem.message.to(language))
        else:
            yield say(language, "ignored", param=problem.param, value=value, reason=problem.message.to(language))
