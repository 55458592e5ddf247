"""Problem documents (RFC 9457): what goes wrong, for programs."""

from __future__ import annotations

from urllib.parse import quote

from flask import Response, g, request
from msgspec import UNSET, Struct, UnsetType

from index.language import Language
from web.api.json import json_answer
from web.problems import Code, Problem
from web.request.language import reader_language
from web.request.values import ParameterCode, ParameterProblem
from web.texts import say

PROBLEM = "application/problem+json"
PROBLEM_TYPE = "https://sakuin.example/problems/"
MAX_INSTANCE = 500


class ParameterError(Struct):
    """What is wrong with one parameter; `code` is stable."""

    param: str
    code: ParameterCode
    message: str
    minimum: int | UnsetType = UNSET
    maximum: int | UnsetType = UNSET


class ProblemDocument(Struct):
    """A problem document (RFC 9457). `code` is stable, the texts are for people."""

    type: str
    title: str
    status: int
    code: Code
    detail: str
    instance: str
    request_id: str
    errors: list[ParameterError] | UnsetType = UNSET
    checks: dict[str, str] | UnsetType = UNSET


def problem_document(problem: Problem) -> Response:
    language = reader_language()
    document = ProblemDocument(
        type=PROBLEM_TYPE + problem.code.replace("_", "-"),
        title=say(language, problem.code),
        status=problem.status,
        code=problem.code,
        detail=problem.sentence(language),
        instance=_instance(),
        request_id=g.request_id,
        errors=[_error(parameter, language) for parameter in problem.parameters] or UNSET,
        checks=dict(problem.checks) or UNSET,
    )
    response = json_answer(document, problem.status)
    response.content_type = PROBLEM
    return response


def _error(parameter: ParameterProblem, language: Language) -> ParameterError:
    return ParameterError(
        param=parameter.param,
        code=parameter.code,
        message=parameter.message.to(language),
        minimum=UNSET if parameter.minimum is None else parameter.minimum,
        maximum=UNSET if parameter.maximum is None else parameter.maximum,
    )


def _instance() -> str:
    """The address that was asked for, as far as it is worth repeating."""
    query = quote(request.query_string[:MAX_INSTANCE], safe="=&%+,:;/?@!$'()*-._~")
    path = quote(f"{request.script_root}{request.path}"[:MAX_INSTANCE], errors="replace")
    return f"{path}{'?' if query else ''}{query}"
