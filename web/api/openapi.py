"""The OpenAPI 3.1 document, made from the operations themselves: from the Structs that declare their parameters and those
that their answers are encoded from."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from msgspec.json import schema_components

from index.language import Language
from search.answer import Suggestion
from search.declaration import Declaration, declarations
from search.marked import Span
from web.api.about import API, FOUND, HEADERS, LIST, LIST_OF_TEXTS, NOT_MODIFIED, OPERATIONS, TOKEN
from web.api.json import JSON
from web.api.operation import SEGMENT, Operation
from web.api.problem import PROBLEM, ProblemDocument
from web.request.requests import Segments
from web.request.values import Json, schema_of
from web.texts import say
from web.version import installed_version

PROBLEMS = {
    400: ("invalid_parameter", "offset_too_large"),
    401: ("unauthorized",),
    403: ("feature_disabled",),
    404: ("post_not_found", "not_found"),
    500: ("internal",),
    503: ("index_unavailable", "search_timeout"),
}
"""The codes of each status."""

_SOMETIMES = {"Link"}  # the other headers are always there
_SPARSE = {kind.__name__ for kind in (Span, Suggestion)}  # of others what has a default is sent all the same
_REFERENCE = "#/components/schemas/{name}"
_PROBLEM_HEADERS = {401: ("WWW-Authenticate",), 503: ("Retry-After",)}


def document(operations: Iterable[Operation], language: Language, *, root: str) -> Json:
    """The document for these operations, its sentences in one language. Their paths lie below `root`."""
    operations = tuple(operations)
    paths: dict[str, Json] = {}
    types = [kind for each in operations for kind in each.answers.values() if kind]
    _, schemas = schema_components([*types, ProblemDocument], ref_template=_REFERENCE)
    for name, schema in schemas.items():
        schema.pop("title", None)  # it repeats the name
        if name not in _SPARSE:
            always = [field for field, value in schema.get("properties", {}).items() if "default" in value]
            schema["required"] = [*schema.get("required", ()), *always]
    for each in operations:
        paths.setdefault(SEGMENT.sub(r"{\1}", each.rule), {})[each.method.lower()] = _operation(each, language)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Sakuin",
            "version": installed_version(),
            "description": API.to(language),
            "license": {"name": "MIT", "identifier": "MIT"},
        },
        "servers": [{"url": root or "/"}],
        "paths": paths,
        "components": {
            "schemas": schemas,
            "responses": {f"Problem{status}": _problem(status, language) for status in PROBLEMS},
            "headers": {name: _header(name, language) for name in HEADERS},
            "securitySchemes": {
                "token": {"type": "http", "scheme": "bearer", "description": TOKEN.to(language)},
            },
        },
    }


def _operation(operation: Operation, language: Language) -> Json:
    segments = [declarations(Segments)[name] for name in SEGMENT.findall(operation.rule)]
    queries = declarations(operation.request).values() if operation.request else ()
    described: Json = {
        "operationId": operation.name,
        "summary": OPERATIONS[operation.name].to(language),
        "parameters": [
            *(_parameter(segment, language, place="path") for segment in segments),
            *(_parameter(query, language, place="query") for query in queries),
        ],
        "responses": {
            "200": _answer(operation, language),
            **({"304": _not_modified(language)} if operation.tagged else {}),
            **{str(status): {"$ref": f"#/components/responses/Problem{status}"} for status in _statuses(operation)},
        },
    }
    return {**described, "security": [{"token": []}]} if operation.secured else described


def _statuses(operation: Operation) -> list[int]:
    """The statuses of the problems that it may have."""
    may = {
        400: operation.request,
        401: operation.secured,
        403: operation.secured,
        404: SEGMENT.search(operation.rule),
        500: True,
        503: operation.asks_index,
    }
    return [status for status, possible in may.items() if possible]


def _answer(operation: Operation, language: Language) -> Json:
    headers = ["X-Request-Id", *(["ETag", "Cache-Control"] if operation.tagged else [])]
    return {
        "description": FOUND.to(language),
        "headers": _headers([*headers, "Link"] if operation.links else headers),
        "content": {media: {"schema": _schema(kind, media)} for media, kind in operation.answers.items()},
    }


def _schema(kind: type | None, media: str = JSON) -> Json:
    if kind:
        return {"$ref": _REFERENCE.format(name=kind.__name__)}
    return {"type": "object" if media == JSON else "string"}


def _not_modified(language: Language) -> Json:
    return {"description": NOT_MODIFIED.to(language), "headers": _headers(["X-Request-Id", "ETag", "Cache-Control"])}


def _problem(status: int, language: Language) -> Json:
    codes = "; ".join(f"{code}: {say(language, code)}" for code in PROBLEMS[status])
    return {
        "description": codes,
        "headers": _headers(["X-Request-Id", *_PROBLEM_HEADERS.get(status, ())]),
        "content": {PROBLEM: {"schema": _schema(ProblemDocument)}},
    }


def _headers(names: Iterable[str]) -> Json:
    return {name: {"$ref": f"#/components/headers/{name}"} for name in names}


def _header(name: str, language: Language) -> Json:
    kind = "integer" if name == "Retry-After" else "string"
    return {"description": HEADERS[name].to(language), "required": name not in _SOMETIMES, "schema": {"type": kind}}


def _parameter(declared: Declaration, language: Language, *, place: Literal["path", "query"]) -> Json:
    about = declared.about.to(language)
    if declared.many:
        about += (LIST_OF_TEXTS if declared.kind is str else LIST).to(language)
    return {
        "name": declared.name,
        "description": about,
        "schema": schema_of(declared),
        "in": place,
        **({"required": True} if place == "path" else {}),
        **({"style": "form", "explode": True} if declared.many else {}),
    }
