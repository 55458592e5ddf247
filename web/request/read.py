"""A query string, read into the Struct that declares its parameters, with all of its problems at once.

The API answers with the problems; a page shows them as notes and goes on with what could be read. Several values of one parameter
are repeated, or stand in one text with commas between them: `year=2023&year=2024` is `year=2023,2024`. As in RFC 6570, a comma that
is percent-encoded separates nothing where a value may hold one: `tag=a%2Cb` is the tag 「a,b」.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from difflib import get_close_matches
from typing import TypeVar
from urllib.parse import unquote_to_bytes

from flask import g, request
from msgspec import Struct

from index.language import Message
from search.declaration import Declaration, declarations
from web.request.values import ParameterProblem, plain, read_value

_LONGEST_NAME = 40

Request = TypeVar("Request", bound=Struct)
Arguments = tuple[tuple[str, bytes], ...]
"""The names in a query string, and behind each its value, still percent-encoded."""


def arguments() -> Arguments:
    """The names and values of the query string, which is parsed once a request."""
    if "arguments" not in g:
        g.arguments = parse(request.query_string)
    pairs: Arguments = g.arguments
    return pairs


def parse(query_string: bytes) -> Arguments:
    """The names and values of any bytes at all."""
    pairs = (pair.partition(b"=") for pair in query_string.split(b"&") if pair)
    return tuple((_decoded(name), value) for name, _, value in pairs)


def read(pairs: Iterable[tuple[str, bytes]], kind: type[Request]) -> tuple[Request, tuple[ParameterProblem, ...]]:
    """The request, with the default of each parameter that is absent or unreadable, and all problems."""
    known = declarations(kind)
    encoded: dict[str, list[bytes]] = {}
    for name, value in pairs:
        encoded.setdefault(name, []).append(value)
    values: dict[str, object] = {}
    problems: list[ParameterProblem] = []
    for name, several in encoded.items():
        if name not in known:
            problems.append(_unknown(name, known))
            continue
        problems += _not_utf8(name, several)
        if known[name].many:
            texts = [text for value in several for text in _listed(value, known[name])]
            values[known[name].field] = _read_many(known[name], texts, problems)
        else:
            values |= _read_one(known[name], [_decoded(value) for value in several], problems)
    return kind(**values), tuple(problems)


def _decoded(encoded: bytes) -> str:
    """The text of any bytes; what is not UTF-8 becomes U+FFFD."""
    return _unquoted(encoded).decode("utf-8", "replace")


def _unquoted(encoded: bytes) -> bytes:
    return unquote_to_bytes(encoded.replace(b"+", b" "))


def _listed(encoded: bytes, declared: Declaration) -> Iterator[str]:
    """The texts of a list. No choice and no number holds a comma, so there one that is percent-encoded separates, too: most libraries
    encode it."""
    texts = map(_decoded, encoded.split(b",")) if declared.kind is str else _decoded(encoded).split(",")
    return (text.strip() for text in texts)


def _not_utf8(name: str, several: Iterable[bytes]) -> Iterator[ParameterProblem]:
    """A problem for each value that is no UTF-8. A server has put %FF in the place of a byte that cannot stand in an address."""
    for value in several:
        try:
            _unquoted(value).decode()
        except UnicodeDecodeError:
            message = Message(
                ja=f"{name} に UTF-8 として読めないバイト（または制御文字か空白そのもの）があります。"
                "UTF-8 で、パーセント符号化して書いてください（味噌は %E5%91%B3%E5%99%8C）",
                en=f"{name} has bytes that are not UTF-8, or a control character or a space as it is; "
                "write UTF-8, percent-encoded (味噌 is %E5%91%B3%E5%99%8C)",
            )
            yield ParameterProblem("invalid_utf8", message, param=name, value=plain(_decoded(value)))


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
        if not text and declared.kind is not int:  # `facets=` is the empty list
            continue
        try:
            items[read_value(text, declared)] = None
        except ParameterProblem as problem:
            problems.append(replace(problem, param=name, value=plain(text)))
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
