"""One post, and those near to it."""

from __future__ import annotations

from functools import partial

from flask import Response
from werkzeug.wrappers import Response as AnyResponse

from search.answer import Post, Searcher
from web.api.errors import PostNotFound
from web.api.json import JSON, json_answer
from web.api.operation import Operation
from web.blog import this_blog
from web.encode import Related
from web.request.requests import PostPath, PostRequest, RelatedPostsRequest, is_id
from web.serving.etag import tagged


def post(asked: PostRequest, post_id: str) -> AnyResponse:
    searcher = this_blog().searcher
    return tagged(asked, make=partial(_post, searcher, post_id, asked))


def related(asked: RelatedPostsRequest, post_id: str) -> AnyResponse:
    searcher = this_blog().searcher
    return tagged(asked, make=partial(_related, searcher, post_id, asked))


def _post(searcher: Searcher, post_id: str, asked: PostRequest) -> Response:
    found = searcher.post(post_id, include=asked.include) if is_id(post_id) else None
    if found is None:
        raise PostNotFound
    return json_answer(found)


def _related(searcher: Searcher, post_id: str, asked: RelatedPostsRequest) -> Response:
    found = searcher.post(post_id, related=asked) if is_id(post_id) else None
    if found is None:
        raise PostNotFound
    return json_answer(Related(post_id, found.related or ()))


POST = Operation("post", "/api/v1/posts/<post_id>", post, {JSON: Post}, PostRequest, PostPath)
RELATED = Operation(
    "related", "/api/v1/posts/<post_id>/related", related, {JSON: Related}, RelatedPostsRequest, PostPath
)
