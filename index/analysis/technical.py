"""Words in Latin letters, numbers, and what programmers write in one piece. The tokenizers would cut them, and GPT-5
would then find GPT-4."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from index.analysis.token import Rule, Token

_REMEMBERED = 100_000

_LETTERS = "a-z_à-öø-ÿ"

# 1,000, c++, c#, .net, node.js, gpt-5, 3.12, v1.2.3, e-mail addresses, snake_case.
TECHNICAL = re.compile(
    r"\d{1,3}(?:,\d{3}){1,9}+(?![\d,])"
    rf"|(?:(?<![0-9a-z])\.(?=[a-z]))?[0-9{_LETTERS}]+(?:[-.@&+][0-9{_LETTERS}]+)*(?:\+\+|#)?"
)
# Written with a space as often as without: react 19, python 3.12, .net 8, 10 gb.
_SPACED = re.compile(
    r"(?<![-.@&+#0-9a-z_])(?:\.?[a-z]+(?:[-.][a-z]+)*(?:\+\+|#)? \d+(?:\.\d+)*|\d+(?:\.\d+)? [a-z]{1,3})(?![-.@&+#0-9a-z_])"
)

_PART = re.compile(rf"\d++(?:\.\d++)*+|[{_LETTERS.replace('_', '')}]+(?:\+\+|#)?")
_MIXED = re.compile(r"(?<![a-z0-9.])(?=[a-z]*\d)(?=\d*[a-z])[a-z0-9]+(?![a-z0-9.])")
_SEGMENT = re.compile(r"[^.@&+]+")
_NAMED = re.compile(r"[^@&+]+")
_HOST = re.compile(r"(?=(?:^|(?<=\.))([a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,})$)")
_HUMPS = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")
_LONGEST_NAME = 253  # characters of a host: RFC 1035, section 2.3.4, without the length and the root
_CAMEL = re.compile(r"[a-z][A-Z]")
_LOW_CAMEL = re.compile(r"^[a-z]{2,}[A-Z]")


def technical_tokens(match: re.Match[str]) -> tuple[Token, ...]:
    """The technical term that `TECHNICAL` has found in a normalized text, and its parts, by their places in it: gpt-5 gives gpt-5, gpt and 5."""
    found = _whole_and_parts(match.group())
    spaced = _SPACED.match(match.string, match.start())
    return (*found, Token(spaced.group(), 0, len(spaced.group()), Rule.PART)) if spaced else found


def is_spaced(text: str) -> bool:
    """Whether a normalized text is one term with a space in it: react 19, 10 gb."""
    return _SPACED.fullmatch(text) is not None


def camel_parts(token: Token, written: str, *, code: bool) -> Iterator[Token]:
    """The words of an identifier that only capitals part: getUserName gives get, user and name. UserName does so in code
    alone: in prose it is a name, JavaScript or GitHub."""
    if token.rule is not Rule.TECHNICAL or len(written) != token.length:
        return
    if not (_CAMEL if code else _LOW_CAMEL).search(written):
        return
    for match in _HUMPS.finditer(written):
        yield Token(match.group().lower(), token.start + match.start(), len(match.group()), Rule.PART)


def _composites(term: str) -> Iterator[tuple[int, str]]:
    """The parts that have parts: s3 in aws-s3-bucket, char_indices in s.char_indices, blog.example.jp and example.jp in taro@blog.example.jp."""
    for match in _MIXED.finditer(term):
        if match.group() != term:
            yield match.start(), match.group()
    for match in _SEGMENT.finditer(term):
        if match.group() != term and "_" in match.group():
            yield match.start(), match.group()
    for named in _NAMED.finditer(term):
        hosts = _HOST.finditer(named.group()) if len(named.group()) <= _LONGEST_NAME else ()
        for host in hosts:
            if host.group(1) != term:
                yield named.start() + host.start(1), host.group(1)


@lru_cache(_REMEMBERED)
def _whole_and_parts(term: str) -> tuple[Token, ...]:
    whole = Token(term.replace(",", ""), 0, len(term), Rule.TECHNICAL)
    if whole.term.replace(".", "").isdigit():
        return (whole,)  # 3.12 and 1,000 have no parts
    parts = [*dict.fromkeys(_composites(term)), *((match.start(), match.group()) for match in _PART.finditer(term))]
    return (whole, *(Token(part, at, len(part), Rule.PART) for at, part in parts if part != term))
