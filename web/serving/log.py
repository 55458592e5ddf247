"""The log, by loggers of the standard library: each request by `sakuin.requests`, what goes wrong by others below `sakuin`.

Neither the query of a request nor the address of whoever makes it is logged.
"""

from __future__ import annotations

import logging
from datetime import datetime
from typing import Literal
from urllib.parse import quote

import msgspec
from flask import Response, g, request

from web.serving.number import seconds_taken

_LONGEST = 200  # characters of a path, percent-encoded, so that nobody can write a line of his own

_requests = logging.getLogger("sakuin.requests")


def log_request(response: Response) -> Response:
    """Log the request that is answered; its parts are attributes of the record too."""
    about = {
        "method": quote(request.method)[:_LONGEST],
        "path": quote(request.path, errors="replace")[:_LONGEST],
        "status": response.status_code,
        "milliseconds": round(seconds_taken() * 1000, 2),
        "request_id": g.request_id,
    }
    _requests.info("%(request_id)s %(method)s %(path)s %(status)d %(milliseconds)s ms", about, extra=about)
    return response


class TextFormatter(logging.Formatter):
    """A line for each record, and a trace where it has one."""

    def format(self, record: logging.LogRecord) -> str:
        level = "" if record.name == _requests.name else f"{record.levelname} "
        trace = f"\n{self.formatException(record.exc_info)}" if record.exc_info else ""
        return f"{_moment(record)} {level}{record.getMessage()}{trace}"


class JsonFormatter(logging.Formatter):
    """Each record a line of JSON: of a request its parts, of anything else its level, message and trace."""

    def format(self, record: logging.LogRecord) -> str:
        parts: dict[str, object] = {"time": _moment(record)}
        if record.name == _requests.name and isinstance(record.args, dict):
            parts |= record.args
        else:
            parts |= {"level": record.levelname.lower(), "message": record.getMessage()}
        if record.exc_info:
            parts["trace"] = self.formatException(record.exc_info)
        return msgspec.json.encode(parts).decode()


def log_on_stderr(form: Literal["text", "json"]) -> None:
    """Write on stderr whatever is logged in this process, requests too, which are not logged otherwise."""
    handler = logging.StreamHandler()
    handler.setFormatter(TextFormatter() if form == "text" else JsonFormatter())
    logging.getLogger().addHandler(handler)
    _requests.setLevel(logging.INFO)


def _moment(record: logging.LogRecord) -> str:
    return datetime.fromtimestamp(record.created).astimezone().isoformat(timespec="milliseconds")
