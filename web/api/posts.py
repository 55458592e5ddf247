"""One post, and those near to it."""

from __future__ import annotations

from functools import partial
from typing import get_args

from flask import Response
from msgspec import convert
from werkzeug.wrappers import Response as AnyResponse

from search.answer import LEAST_RELATED, Searcher
from search.encode import Part, post_object, related_object
from search.objects import PostObject, RelatedObject
from web.answers.errors import PostNotFound
from web.answers.json import JSON, json_answer
from web.answers.tag import tagged
from web.api.operation import Operation, given
from web.asked.parameters import LANG, POST_ID, Parameter
from web.asked.readers import choices, takes, whole, yes_or_no

PUBLIC_PARTS = tuple(part for part in get_args(Part) if part != "removed")
POST_PARAMETERS = {"include": Parameter(choices(*PUBLIC_PARTS)), "lang": LANG}
RELATED_PARAMETERS = {
    "limit": Parameter(whole(1, 20), default=5),
    "min_score": Parameter(whole(0, 100), default=LEAST_RELATED),
    "include_newer": Parameter(yes_or_no, default=True),
    "lang": LANG,
}


def reading(searcher: Searcher) -> tuple[Operation, ...]:
    one = {"post_id": post_id}
    url = "/api/v1/posts/<post_id>"
    return (
        Operation("post", url, partial(post, searcher), {JSON: PostObject}, POST_PARAMETERS, one),
        Operation(
            "related", f"{url}/related", partial(related, searcher), {JSON: RelatedObject}, RELATED_PARAMETERS, one
        ),
    )


def post(searcher: Searcher, post_id: str) -> AnyResponse:
    include = convert(given(POST_PARAMETERS).get("include", ()), tuple[Part, ...])
    return tagged(searcher.state(), include, make=partial(_post, searcher, post_id, include))


def related(searcher: Searcher, post_id: str) -> AnyResponse:
    values = given(RELATED_PARAMETERS)
    limit, min_score = convert(values["limit"], int), convert(values["min_score"], int)
    newer = convert(values["include_newer"], bool)
    make = partial(_related, searcher, post_id, limit=limit, min_score=min_score, include_newer=newer)
    return tagged(searcher.state(), limit, min_score, newer, make=make)


@takes(type="string", pattern=f"^{POST_ID.pattern}$")
def post_id(value: str) -> str:
    """The id: from the network a post is named by nothing else, never by a path of our disk."""
    if not POST_ID.fullmatch(value):
        raise PostNotFound
    return value


def _post(searcher: Searcher, name: str, include: tuple[Part, ...]) -> Response:
    document = searcher.post(post_id(name))
    if document is None:
        raise PostNotFound
    return json_answer(post_object(document, include=include))


def _related(searcher: Searcher, name: str, *, limit: int, min_score: int, include_newer: bool) -> Response:
    posts = searcher.related(post_id(name), limit=limit, min_score=min_score, include_newer=include_newer)
    if posts is None:
        raise PostNotFound
    return json_answer(related_object(name, posts))
