"""Addresses as people write them: `GET /search?q=味噌 HTTP/1.1`, which is what curl sends when it is told so.

RFC 9112 wants all but printable ASCII percent-encoded, so waitress and gunicorn refuse such a line before the application hears of it.
"""

from __future__ import annotations

import re

_LINE = re.compile(rb"([!-~]+ )([^\r\n]+?)((?: HTTP/[0-9]\.[0-9])?)")
_NEVER_PLAIN = re.compile(rb"[^!-~]")


def percent_encoded(line: bytes) -> bytes:
    """A request line with its target percent-encoded. A control character or a space becomes %FF: it means nothing there, and neither is
    that UTF-8, so the application says what is wrong in its own words. What is no request line stays for the server to refuse."""
    match = _LINE.fullmatch(line)
    return match[1] + _NEVER_PLAIN.sub(_encoded, match[2]) + match[3] if match else line


def _encoded(byte: re.Match[bytes]) -> bytes:
    return b"%%%02X" % byte[0][0] if byte[0][0] > 0x7F else b"%FF"
