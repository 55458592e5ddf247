"""One post, and those near to it."""

from __future__ import annotations

from functools import partial

from flask import Response
from werkzeug.wrappers import Response as AnyResponse

from search.answer import Searcher
from search.encode import post_object, related_object
from search.objects import PostObject, RelatedObject
from web.api.errors import PostNotFound
from web.api.json import JSON, json_answer
from web.api.operation import Operation
from web.blog import this_blog
from web.request.requests import PostPath, PostRequest, RelatedRequest, is_id
from web.serving.etag import tagged


def post(asked: PostRequest, post_id: str) -> AnyResponse:
    searcher = this_blog().searcher
    return tagged(asked, make=partial(_post, searcher, post_id, asked))


def related(asked: RelatedRequest, post_id: str) -> AnyResponse:
    searcher = this_blog().searcher
    return tagged(asked, make=partial(_related, searcher, post_id, asked))


def _post(searcher: Searcher, post_id: str, asked: PostRequest) -> Response:
    document = searcher.post(post_id) if is_id(post_id) else None
    if document is None:
        raise PostNotFound
    return json_answer(post_object(document, include=asked.include))


def _related(searcher: Searcher, post_id: str, asked: RelatedRequest) -> Response:
    if not is_id(post_id):
        raise PostNotFound
    posts = searcher.related(post_id, limit=asked.limit, min_score=asked.min_score, include_newer=asked.include_newer)
    if posts is None:
        raise PostNotFound
    return json_answer(related_object(post_id, posts))


POST = Operation("post", "/api/v1/posts/<post_id>", post, {JSON: PostObject}, PostRequest, PostPath)
RELATED = Operation(
    "related", "/api/v1/posts/<post_id>/related", related, {JSON: RelatedObject}, RelatedRequest, PostPath
)
