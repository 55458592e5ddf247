"""An answer as it was made: what is sent to whoever asks for the same again."""

from __future__ import annotations

from dataclasses import dataclass

from flask import g
from werkzeug.wrappers import Response

MOST_BYTES = 32_000_000  # of an application: a thousand pages


@dataclass(frozen=True)
class Made:
    """The status, headers and body of a response, and whether a search in it found nothing, which is counted each time."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes
    found_nothing: bool

    @classmethod
    def of(cls, response: Response) -> Made:
        return cls(response.status_code, tuple(response.headers), response.get_data(), g.get("found_nothing", False))

    @property
    def size(self) -> int:
        """In memory, in bytes."""
        return len(self.body) + 1000
