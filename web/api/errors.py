"""What goes wrong, translated once: to a page, or below /api/ to a problem document (RFC 9457)."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal
from urllib.parse import quote

from flask import Response, g, request
from flask.globals import request_ctx
from msgspec import UNSET, Struct, UnsetType
from werkzeug.exceptions import HTTPException, MethodNotAllowed, NotFound

from index.errors import IndexUnavailable, SearchTimeout
from index.language import Language
from web.api.json import json_answer
from web.blog import this_blog
from web.pages.frame import page
from web.request.language import reader_language
from web.request.page import blank_address
from web.request.read import ParameterProblem
from web.request.values import ParameterCode
from web.texts import say

PROBLEM_TYPE = "https://sakuin.example/problems/"
LATER = {"Retry-After": "10"}  # seconds: a first commit is usually there by then
SOON = {"Retry-After": "2"}  # the ranking is remembered: the next time only the hits are made
MAX_INSTANCE = 500
PROBLEM = "application/problem+json"
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
"""What may go wrong."""
MAX_PROBLEMS = 20  # parameters that are told of at once; that there are more is told too
FOR_PROGRAMS = ("/api/", "/healthz", "/readyz", "/metrics")

_log = logging.getLogger("sakuin.web")


class BadParameters(Exception):
    """A request to the API whose parameters cannot be read; all of the problems at once."""

    def __init__(self, problems: tuple[ParameterProblem, ...]) -> None:
        super().__init__(", ".join(problem.param for problem in problems))
        self.problems = problems


class PostNotFound(Exception):
    pass


class NotReady(Exception):
    """What is amiss, by what was looked at."""

    def __init__(self, checks: Mapping[str, str]) -> None:
        super().__init__(str(checks))
        self.checks = dict(checks)


class Unauthorized(Exception):
    """A request for what only an administrator may do, without his token."""


class FeatureDisabled(Exception):
    """A request for what the settings do not switch on."""


class ErrorObject(Struct):
    """What is wrong with one parameter; `code` is stable."""

    param: str
    code: ParameterCode
    message: str
    minimum: int | UnsetType = UNSET
    maximum: int | UnsetType = UNSET


class ProblemObject(Struct):
    """A problem document (RFC 9457). `code` is stable, the texts are for people."""

    type: str
    title: str
    status: int
    code: Code
    detail: str
    instance: str
    request_id: str
    errors: list[ErrorObject] | UnsetType = UNSET
    checks: dict[str, str] | UnsetType = UNSET


@dataclass(frozen=True)
class Failure:
    """What a person and a program get to know. `code` is stable, and the key of its text; `detail` is that of another sentence
    on it, which has `values` in it."""

    status: int
    code: Code
    detail: str = ""
    values: Mapping[str, object] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)
    problems: tuple[ParameterProblem, ...] = ()
    checks: Mapping[str, str] = field(default_factory=dict)

    def sentence(self, language: Language) -> str:
        return say(language, f"{self.detail or self.code}_detail", **self.values)


def answer_error(error: Exception) -> Response:
    """The answer to whatever goes wrong while a request is answered."""
    failure = failure_of(error)
    if isinstance(error, IndexUnavailable):
        _log.warning("%s", error)  # whose sentence names a folder: that is for the log alone
    if failure.code == "internal":
        _log.error("Request %s failed", g.request_id, exc_info=error)
    # Where the host in a request is none, no page can be made: its links could not be.
    for_programs = request.path.startswith(FOR_PROGRAMS) or request_ctx.url_adapter is None
    response = problem_document(failure) if for_programs else error_page(failure)
    response.headers["Cache-Control"] = "no-store"
    response.headers.extend(failure.headers)
    return response


def failure_of(error: Exception) -> Failure:
    match error:
        case BadParameters():
            return _bad_parameters(error.problems)
        case Unauthorized():
            return Failure(401, "unauthorized", headers={"WWW-Authenticate": 'Bearer realm="sakuin"'})
        case FeatureDisabled():
            return Failure(403, "feature_disabled")
        case PostNotFound():
            return Failure(404, "post_not_found")
        case NotFound():
            return Failure(404, "not_found", detail="no_endpoint" if request.path.startswith("/api/") else "")
        case MethodNotAllowed():
            allowed = ", ".join(sorted(error.valid_methods or ()))
            return Failure(405, "method_not_allowed", values={"allowed": allowed}, headers={"Allow": allowed})
        case IndexUnavailable():
            return Failure(503, "index_unavailable", headers=LATER)
        case NotReady():
            return Failure(503, "index_unavailable", headers=LATER, checks=error.checks)
        case SearchTimeout():
            return Failure(503, "search_timeout", headers=SOON)
        case HTTPException(code=int(status)) if status < 500:
            return Failure(status, "bad_request")
        case _:
            return Failure(500, "internal")


def _bad_parameters(problems: tuple[ParameterProblem, ...]) -> Failure:
    if {problem.code for problem in problems} == {"offset_too_large"}:
        return Failure(400, "offset_too_large", problems=problems)
    shown = problems[:MAX_PROBLEMS]
    detail = "" if shown == problems else "many_parameters"
    return Failure(
        400, "invalid_parameter", detail=detail, values={"n": len(problems), "shown": len(shown)}, problems=shown
    )


def error_page(failure: Failure) -> Response:
    context = {
        "failure": failure,
        "detail": failure.sentence(reader_language()),
        "request_id": g.request_id if failure.status >= 500 else "",
    }
    return page("error.html", address=blank_address(), title=_title(failure), status=failure.status, **context)


def _title(failure: Failure) -> str:
    """What the blog is called. Where the fault is ours its index, which knows, may be what is wrong."""
    blog = this_blog()
    return blog.name if failure.status < 500 else blog.settings.ui.title


def problem_document(failure: Failure) -> Response:
    language = reader_language()
    problem = ProblemObject(
        type=PROBLEM_TYPE + failure.code.replace("_", "-"),
        title=say(language, failure.code),
        status=failure.status,
        code=failure.code,
        detail=failure.sentence(language),
        instance=_instance(),
        request_id=g.request_id,
        errors=list(_errors(failure.problems, language)) or UNSET,
        checks=dict(failure.checks) or UNSET,
    )
    response = json_answer(problem, failure.status)
    response.content_type = PROBLEM
    return response


def _errors(problems: Iterable[ParameterProblem], language: Language) -> Iterable[ErrorObject]:
    for problem in problems:
        yield ErrorObject(
            param=problem.param,
            code=problem.code,
            message=problem.message.to(language),
            minimum=UNSET if problem.minimum is None else problem.minimum,
            maximum=UNSET if problem.maximum is None else problem.maximum,
        )


def _instance() -> str:
    """The address that was asked for, as far as it is worth repeating."""
    query = quote(request.query_string[:MAX_INSTANCE], safe="=&%+,:;/?@!$'()*-._~")
    path = quote(f"{request.script_root}{request.path}"[:MAX_INSTANCE], errors="replace")
    return f"{path}{'?' if query else ''}{query}"
