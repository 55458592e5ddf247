"""Percent-encoding, run by run: a page has a hundred addresses with Japanese in them, and `urllib` goes byte by byte."""

from __future__ import annotations

import re

from werkzeug.urls import uri_to_iri

_RESERVED = re.compile(r"[^A-Za-z0-9_.~-]+")
_ENCODED = re.compile(r"(?:%[89A-Fa-f][0-9A-Fa-f])+")


def percent_encoded(text: str) -> str:
    """All but the unreserved characters of RFC 3986 as their bytes in UTF-8; a lone surrogate becomes "?"."""
    return _RESERVED.sub(_encoded, text)


def readable(url: str) -> str:
    """An address for a person: 味噌 for %E5%91%B3%E5%99%8C. What is ASCII stays as it is, for it may mean something."""
    return uri_to_iri(url) if "xn--" in url else _ENCODED.sub(_decoded, url)


def _encoded(run: re.Match[str]) -> str:
    return "%" + run[0].encode("utf-8", "replace").hex("%").upper()


def _decoded(run: re.Match[str]) -> str:
    try:
        return bytes.fromhex(run[0].replace("%", "")).decode()
    except UnicodeDecodeError:
        return run[0]
