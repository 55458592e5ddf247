"""What goes wrong, translated once: to a page, or below /api/ to a problem document (RFC 9457)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal
from urllib.parse import quote

from flask import Flask, Response, g, request
from flask.globals import request_ctx
from msgspec import UNSET, Struct, UnsetType
from werkzeug.exceptions import HTTPException, MethodNotAllowed, NotFound

from index.errors import IndexUnavailable, SearchTimeout
from index.language import Language
from web.api.json import json_answer
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
    "rate_limited",
    "index_unavailable",
    "search_timeout",
    "internal",
]
"""What may go wrong."""
MAX_PROBLEMS = 20  # parameters that are told of at once; that there are more is told too
FOR_PROGRAMS = ("/api/", "/healthz", "/readyz", "/metrics")


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


class RateLimited(Exception):
    """A request beyond what one client may ask; after so many seconds it may ask again."""

    def __init__(self, seconds: int) -> None:
        super().__init__(seconds)
        self.seconds = seconds


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
    """What a person and a program are told. `code` is stable, and the key of its text."""

    status: int
    code: Code
    detail: str
    problems: tuple[ParameterProblem, ...] = ()
    headers: dict[str, str] = field(default_factory=dict)
    checks: dict[str, str] = field(default_factory=dict)


def register_errors(app: Flask, title: Callable[[], str]) -> None:
    """Give every error its answer; `title` tells that of the blog, and does not fail."""

    @app.errorhandler(IndexUnavailable)
    def index_unavailable(error: IndexUnavailable) -> Response:
        app.logger.warning("%s", error)  # whose sentence names a folder: that is for the log alone
        return answer(told(503, "index_unavailable", headers=LATER))

    @app.errorhandler(NotReady)
    def not_ready(error: NotReady) -> Response:
        return answer(told(503, "index_unavailable", headers=LATER, checks=error.checks))

    @app.errorhandler(BadParameters)
    def bad_parameters(error: BadParameters) -> Response:
        if {problem.code for problem in error.problems} == {"offset_too_large"}:
            return answer(told(400, "offset_too_large", problems=error.problems))
        shown = error.problems[:MAX_PROBLEMS]
        detail = "invalid_parameter" if shown == error.problems else "many_parameters"
        return answer(
            told(400, "invalid_parameter", detail=detail, n=len(error.problems), shown=len(shown), problems=shown)
        )

    @app.errorhandler(Unauthorized)
    def unauthorized(_: Unauthorized) -> Response:
        return answer(told(401, "unauthorized", headers={"WWW-Authenticate": 'Bearer realm="sakuin"'}))

    @app.errorhandler(FeatureDisabled)
    def feature_disabled(_: FeatureDisabled) -> Response:
        return answer(told(403, "feature_disabled"))

    @app.errorhandler(RateLimited)
    def rate_limited(error: RateLimited) -> Response:
        return answer(told(429, "rate_limited", n=error.seconds, headers={"Retry-After": str(error.seconds)}))

    @app.errorhandler(SearchTimeout)
    def search_timeout(_: SearchTimeout) -> Response:
        return answer(told(503, "search_timeout", headers=SOON))

    @app.errorhandler(PostNotFound)
    def post_not_found(_: PostNotFound) -> Response:
        return answer(told(404, "post_not_found"))

    @app.errorhandler(NotFound)
    def not_found(_: NotFound) -> Response:
        return answer(told(404, "not_found", detail="no_endpoint" if request.path.startswith("/api/") else "not_found"))

    @app.errorhandler(MethodNotAllowed)
    def method_not_allowed(error: MethodNotAllowed) -> Response:
        allowed = ", ".join(sorted(error.valid_methods or ()))
        return answer(told(405, "method_not_allowed", allowed=allowed, headers={"Allow": allowed}))

    @app.errorhandler(HTTPException)
    def bad_request(error: HTTPException) -> Response:
        return answer(told(error.code or 400, "bad_request"))

    @app.errorhandler(Exception)
    def internal(error: Exception) -> Response:
        app.logger.error("Request %s failed", g.request_id, exc_info=error)
        return answer(told(500, "internal"))

    def answer(failure: Failure) -> Response:
        # Where the host in a request is none, no page can be made: its links could not be.
        for_programs = request.path.startswith(FOR_PROGRAMS) or request_ctx.url_adapter is None
        response = problem_document(failure) if for_programs else error_page(failure, title=title())
        response.headers["Cache-Control"] = "no-store"
        response.headers.extend(failure.headers)
        return response


def told(
    status: int,
    code: Code,
    *,
    problems: tuple[ParameterProblem, ...] = (),
    headers: Mapping[str, str] | None = None,
    checks: Mapping[str, str] | None = None,
    detail: str = "",
    **values: object,
) -> Failure:
    """A failure with what its code, or `detail`, says of it, `values` filled in."""
    told = say(reader_language(), f"{detail or code}_detail", **values)
    return Failure(status, code, told, problems, dict(headers or {}), dict(checks or {}))


def error_page(failure: Failure, *, title: str) -> Response:
    request_id = g.request_id if failure.status >= 500 else ""
    context = {"failure": failure, "request_id": request_id}
    return page("error.html", address=blank_address(), title=title, status=failure.status, **context)


def problem_document(failure: Failure) -> Response:
    language = reader_language()
    problem = ProblemObject(
        type=PROBLEM_TYPE + failure.code.replace("_", "-"),
        title=say(language, failure.code),
        status=failure.status,
        code=failure.code,
        detail=failure.detail,
        instance=_instance(),
        request_id=g.request_id,
        errors=list(_errors(failure.problems, language)) or UNSET,
        checks=failure.checks or UNSET,
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
