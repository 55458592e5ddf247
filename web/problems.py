"""What goes wrong with a request, said once: `web.pages` shows it to a person, `web.api` to a program."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from flask import request
from werkzeug.exceptions import HTTPException, MethodNotAllowed, NotFound

from index.errors import IndexUnavailable, SearchTimeout
from index.language import Language
from web.request.origin import StrangeHost
from web.request.values import ParameterProblem
from web.texts import say

LATER = {"Retry-After": "10"}  # seconds: a first commit is usually there by then
SOON = {"Retry-After": "2"}  # what its words match is remembered: the next time takes less
MAX_PARAMETERS = 20  # that are named at once; that there are more is said too
Code = Literal[
    "bad_request",
    "invalid_parameter",
    "offset_too_large",
    "unauthorized",
    "feature_disabled",
    "not_found",
    "post_not_found",
    "method_not_allowed",
    "index_unavailable",
    "search_timeout",
    "internal",
]
"""What may go wrong. Programs rely on these names, and each is the key of its title in `web.texts`."""


@dataclass(eq=False)  # not frozen: Python writes the trace into it
class Problem(Exception):
    """A request that has no answer, with its HTTP status. `checks` says what is amiss with each part of the server that was
    looked at."""

    status: int
    code: Code
    detail: str = ""  # the key of its sentence, without `_detail`; else that is `code`
    values: Mapping[str, object] = field(default_factory=dict)  # of the places in the sentence
    headers: Mapping[str, str] = field(default_factory=dict)
    parameters: tuple[ParameterProblem, ...] = ()
    checks: Mapping[str, str] = field(default_factory=dict)

    def sentence(self, language: Language) -> str:
        return say(language, f"{self.detail or self.code}_detail", **self.values)


def problem_of(error: Exception) -> Problem:
    """What whoever made the request gets to know of an error."""
    match error:
        case Problem():
            return error
        case NotFound():
            return Problem(404, "not_found", detail="no_endpoint" if request.path.startswith("/api/") else "")
        case MethodNotAllowed():
            allowed = ", ".join(sorted(error.valid_methods or ()))
            return Problem(405, "method_not_allowed", values={"allowed": allowed}, headers={"Allow": allowed})
        case IndexUnavailable():
            return Problem(503, "index_unavailable", headers=LATER)
        case SearchTimeout():
            return Problem(503, "search_timeout", headers=SOON)
        case StrangeHost():
            return Problem(400, "bad_request", detail="strange_host")
        case HTTPException(code=int(status)) if status < 500:
            return Problem(status, "bad_request")
        case _:
            return Problem(500, "internal")


def refuse_unreadable_paths() -> None:
    """Errors: `Problem` for a path that is no UTF-8. What is wrong with the query string, `web.request.read` says."""
    try:
        request.environ.get("PATH_INFO", "").encode("latin-1").decode()
    except UnicodeDecodeError:
        raise Problem(400, "bad_request", detail="unreadable_path") from None


def bad_parameters(parameters: tuple[ParameterProblem, ...]) -> Problem:
    """The problem of a request whose parameters cannot be read: all of them at once."""
    if {parameter.code for parameter in parameters} == {"offset_too_large"}:
        return Problem(400, "offset_too_large", parameters=parameters)
    shown = parameters[:MAX_PARAMETERS]
    return Problem(
        400,
        "invalid_parameter",
        detail="" if shown == parameters else "many_parameters",
        values={"n": len(parameters), "shown": len(shown)},
        parameters=shown,
    )
