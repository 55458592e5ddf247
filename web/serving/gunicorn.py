"""gunicorn reads addresses as people write them, too: see `web.serving.requestline`."""

from __future__ import annotations

from typing import Any

from gunicorn.http.message import Request  # type: ignore[import-untyped]
from gunicorn.http.parser import RequestParser  # type: ignore[import-untyped]

from web.serving.requestline import percent_encoded


class ReadableRequest(Request):  # type: ignore[misc]
    """A request whose line may hold UTF-8 as it is."""

    def parse(self, unreader: Any) -> Any:
        self._use_fast = False  # the parser in C, an extra of gunicorn, reads the request line by itself
        return super().parse(unreader)

    def parse_request_line(self, line_bytes: bytes) -> None:
        super().parse_request_line(percent_encoded(line_bytes))


def read_addresses_as_written() -> None:
    """Have the workers of this gunicorn take such requests. No setting of gunicorn names the class, and a worker class of ours would
    be one more thing to write into a command."""
    RequestParser.mesg_class = ReadableRequest
