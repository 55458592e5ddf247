"""A query string, read into the Struct that declares its parameters, with all of its problems at once.

The API answers with the problems; a page shows them as notes and goes on with what could be read.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from difflib import get_close_matches
from typing import TypeVar
from urllib.parse import parse_qsl

from flask import g, request
from msgspec import Struct

from index.language import Message
from search.declaration import Declaration, declarations
from web.request.parameters import Parameters
from web.request.values import ParameterProblem, plain, read_value

_LONGEST_NAME = 40

Request = TypeVar("Request", bound=Struct)


def arguments() -> Parameters:
    """The names and values of the query string, which is parsed once a request."""
    if "arguments" not in g:
        g.arguments = parse(request.query_string)
    pairs: Parameters = g.arguments
    return pairs


def parse(query_string: bytes) -> Parameters:
    """The names and values of any bytes at all; what is not UTF-8 becomes U+FFFD."""
    return tuple(parse_qsl(query_string.decode("utf-8", "replace"), keep_blank_values=True, errors="replace"))


def read(pairs: Iterable[tuple[str, str]], kind: type[Request]) -> tuple[Request, tuple[ParameterProblem, ...]]:
    """The request, with the default of each parameter that is absent or unreadable, and all problems."""
    known = declarations(kind)
    texts: dict[str, list[str]] = {}
    for name, text in pairs:
        texts.setdefault(name, []).append(text)
    values: dict[str, object] = {}
    problems: list[ParameterProblem] = []
    for name, several in texts.items():
        if name not in known:
            problems.append(_unknown(name, known))
        elif known[name].many and not known[name].separated:
            values[known[name].field] = _read_many(known[name], several, problems)
        else:
            values |= _read_one(known[name], several, problems)
    return kind(**values), tuple(problems)


def _read_one(declared: Declaration, texts: list[str], problems: list[ParameterProblem]) -> dict[str, object]:
    name = declared.name
    if len(texts) > 1:
        message = Message(ja=f"{name} は1回だけ指定できます", en=f"{name} may be given only once")
        problems.append(ParameterProblem("repeated_parameter", message, param=name, value=texts[1]))
    try:
        return {declared.field: read_value(texts[0], declared)}
    except ParameterProblem as problem:
        problems.append(replace(problem, param=name, value=plain(texts[0])))
        return {}


def _read_many(declared: Declaration, texts: list[str], problems: list[ParameterProblem]) -> tuple[object, ...]:
    name, most = declared.name, declared.most
    items: dict[object, None] = {}
    for text in texts[:most]:
        try:
            items[read_value(text, declared)] = None
        except ParameterProblem as problem:
            problems.append(replace(problem, param=name, value=plain(text)))
    items.pop("", None)
    if most and len(texts) > most:
        message = Message(ja=f"{name} は{most}個まで指定できます", en=f"{name} may be given at most {most} times")
        problems.append(ParameterProblem("too_many", message, maximum=most, param=name))
    return tuple(items)


def _unknown(name: str, known: Mapping[str, Declaration]) -> ParameterProblem:
    shown = plain(name if len(name) <= _LONGEST_NAME else f"{name[:_LONGEST_NAME]}…")
    meant = _meant(name[:_LONGEST_NAME].casefold(), known)
    ja, en = (f"{meant} ですか？", f" Did you mean {meant}?") if meant else ("", "")
    message = Message(
        ja=f"{shown or '空の名前'} は使えません。{ja}", en=f"There is no parameter {shown or 'without a name'}.{en}"
    )
    return ParameterProblem("unknown_parameter", message, param=shown)


def _meant(name: str, known: Mapping[str, Declaration]) -> str:
    """The parameter that was probably meant: other search engines have it by this name, or it is spelled nearly so; else ""."""
    elsewhere = (each.name for each in known.values() if name in each.extra.get("also", ()))
    return next(elsewhere, "") or next(iter(get_close_matches(name, known, n=1)), "")
