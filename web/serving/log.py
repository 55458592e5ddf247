"""A line for each request, on stderr. What was asked for stays with whoever asked: neither query nor address is noted."""

from __future__ import annotations

import logging
from datetime import datetime
from urllib.parse import quote

import msgspec
from flask import Response, g, request

from web.serving.request import seconds_taken
from web.settings import LogForm

_LONGEST = 200  # characters of a path, percent-encoded, so that nobody can write a line of his own


class RequestLine(msgspec.Struct):
    time: str
    method: str
    path: str
    status: int
    milliseconds: float
    request_id: str


class RequestLog:
    """Writes lines as text or as JSON."""

    def __init__(self, form: LogForm) -> None:
        self._form = form
        self._logger = logging.Logger("sakuin.requests", logging.INFO)
        self._logger.addHandler(logging.StreamHandler())

    def add(self, response: Response) -> Response:
        line = RequestLine(
            time=datetime.now().astimezone().isoformat(timespec="milliseconds"),
            method=quote(request.method)[:_LONGEST],
            path=quote(request.path, errors="replace")[:_LONGEST],
            status=response.status_code,
            milliseconds=round(seconds_taken() * 1000, 2),
            request_id=g.request_id,
        )
        self._logger.info("%s", msgspec.json.encode(line).decode() if self._form == "json" else _text(line))
        return response


def _text(line: RequestLine) -> str:
    taken = f"{line.milliseconds} ms"
    return f"{line.time} {line.request_id} {line.method} {line.path} {line.status} {taken}"
