"""An example for each operation, made of the blog that is searched here: an address that finds something, and its answer, short."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from shlex import quote as in_shell
from typing import Any
from urllib.parse import quote

from flask import Response, request
from werkzeug.urls import uri_to_iri

from index.document import Brief
from index.errors import IndexUnavailable, SearchTimeout
from search.request import SearchRequest
from web.api.json import JSON
from web.api.operation import SEGMENT, Operation
from web.blog import this_blog
from web.problems import Problem
from web.request.origin import origin
from web.request.read import parse, read

_NEWEST = SearchRequest(limit=1, facets=())
_LONGEST = 60  # characters of a text
_MOST = 1  # values of a list
_MORE = "…"
_WIDEST = 80  # characters of a line


@dataclass(frozen=True)
class Example:
    """`url` is the whole address, readable; `curl` and `fetch` are lines to paste; `answer` is "" where it is no JSON, and None where
    just now there is none."""

    url: str
    curl: str
    fetch: str
    answer: str | None


def examples_of(operations: Iterable[Operation]) -> dict[str, Example]:
    """The examples by the names of their operations; none where no index answers. Errors: `SearchTimeout`."""
    blog = this_blog()
    newest = next(iter(blog.searcher.search(_NEWEST).hits), None) if blog.state else None
    return {each.name: _example(each, newest) for each in operations if newest or not each.asks_index}


def shortened(value: Any) -> Any:
    """Some of the JSON: of each list the first value, of each text the beginning."""
    match value:
        case str() if len(value) > _LONGEST:
            return value[:_LONGEST] + _MORE
        case list():
            return [*map(shortened, value[:_MOST]), *([_MORE] if len(value) > _MOST else [])]
        case dict():
            return {key: shortened(each) for key, each in value.items()}
        case _:
            return value


def laid_out(value: Any, indent: str = "") -> str:
    """JSON, with whatever fits on one line."""
    line = json.dumps(value, ensure_ascii=False)
    if len(indent) + len(line) <= _WIDEST or not isinstance(value, (dict, list)):
        return line
    deeper = f"{indent}  "
    if isinstance(value, list):
        parts = [laid_out(each, deeper) for each in value]
    else:
        parts = [f"{json.dumps(key)}: {laid_out(each, deeper)}" for key, each in value.items()]
    opening, closing = "[]" if isinstance(value, list) else "{}"
    inner = ",\n".join(f"{deeper}{part}" for part in parts)
    return f"{opening}\n{inner}\n{indent}{closing}"


def _example(operation: Operation, newest: Brief | None) -> Example:
    values = {"post_id": newest.id if newest else "", "field": "tags"}
    segments = {name: values[name] for name in SEGMENT.findall(operation.rule)}
    path = SEGMENT.sub(lambda segment: segments[segment[1]], operation.rule)
    query = _query(operation.name, newest)
    url = uri_to_iri(f"{origin()}{request.script_root}{path}{'?' if query else ''}{query}")
    token = "-X POST -H 'Authorization: Bearer …' " if operation.secured else ""
    options = {"method": operation.method, "headers": {"Authorization": "Bearer …"}} if operation.secured else None
    arguments = ", ".join(json.dumps(each, ensure_ascii=False) for each in (url, options) if each)
    return Example(
        url=url,
        curl=f"curl {token}{in_shell(url)}",
        fetch=f"await (await fetch({arguments})).{'json' if JSON in operation.answers else 'text'}()",
        answer=_answer(operation, query, segments),
    )


def _query(name: str, newest: Brief | None) -> str:
    """Parameters that find something: a tag of the newest post, or the beginning of its title."""
    word = next(iter([*newest.tags, newest.title[:2]]), "") if newest else ""
    word, beginning = quote(word), quote(word[:1])
    return {
        "search": f"q={word}&facets=tags,years&limit=1",
        "facet": f"prefix={beginning}&limit=3",
        "post": "include=headings,links",
        "posts": "limit=1",
        "related": "limit=1",
        "suggest": f"q={beginning}",
    }.get(name, "")


def _answer(operation: Operation, query: str, segments: dict[str, str]) -> str | None:
    if operation.answers.get(JSON) is None or operation.secured:
        return ""
    asked = () if operation.request is None else (read(parse(query.encode()), operation.request)[0],)
    try:
        response: Response = operation.view(*asked, **segments)
    except (IndexUnavailable, SearchTimeout, Problem):  # such as a post that has just gone: the page comes all the same
        return None
    return laid_out(shortened(json.loads(response.data)))
