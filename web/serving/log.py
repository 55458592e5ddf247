"""A line for each request, on stderr. What was asked for stays with whoever asked: neither query nor address is noted."""

from __future__ import annotations

import logging
import time
from datetime import datetime
from urllib.parse import quote

import msgspec
from flask import Response, g, request

from web.serving.number import seconds_taken
from web.settings import LogForm

_LONGEST = 200  # characters of a path, percent-encoded, so that nobody can write a line of his own


class LogLine(msgspec.Struct):
    """What is told that is not a request: a warning, or a fault with its trace."""

    time: str
    level: str
    message: str
    trace: str | msgspec.UnsetType = msgspec.UNSET


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
            time=_moment(time.time()),
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


class JsonFormatter(logging.Formatter):
    """Each record a line of JSON."""

    def format(self, record: logging.LogRecord) -> str:
        line = LogLine(
            time=_moment(record.created),
            level=record.levelname.lower(),
            message=record.getMessage(),
            trace=self.formatException(record.exc_info) if record.exc_info else msgspec.UNSET,
        )
        return msgspec.json.encode(line).decode()


def log_everything(form: LogForm) -> None:
    """Have whatever is logged in this process on stderr, in the form of the requests."""
    if form == "json":
        handler = logging.StreamHandler()
        handler.setFormatter(JsonFormatter())
        logging.basicConfig(handlers=[handler])


def _moment(seconds: float) -> str:
    return datetime.fromtimestamp(seconds).astimezone().isoformat(timespec="milliseconds")
