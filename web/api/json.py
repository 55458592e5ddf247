"""An answer for programs."""

from __future__ import annotations

from flask import Response
from msgspec import Struct

from search.encode import to_json

JSON = "application/json"


def json_answer(value: Struct, status: int = 200) -> Response:
    return Response(to_json(value), status, content_type=f"{JSON}; charset=utf-8")
