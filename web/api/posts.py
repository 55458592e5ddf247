"""One post, and those near to it."""

from __future__ import annotations

from flask import Response

from search.answer import Post
from web.api.json import JSON, json_answer
from web.api.operation import Operation
from web.blog import this_blog
from web.encode import Related
from web.problems import Problem
from web.request.requests import PostRequest, RelatedPostsRequest, is_id


def post(parameters: PostRequest, post_id: str) -> Response:
    answer = this_blog().searcher.post(post_id, include=parameters.include) if is_id(post_id) else None
    if answer is None:
        raise Problem(404, "post_not_found")
    return json_answer(answer)


def related(parameters: RelatedPostsRequest, post_id: str) -> Response:
    answer = this_blog().searcher.post(post_id, related=parameters) if is_id(post_id) else None
    if answer is None:
        raise Problem(404, "post_not_found")
    return json_answer(Related(post_id, answer.related or ()))


POST = Operation("post", "/api/v1/posts/<post_id>", post, {JSON: Post}, PostRequest)
RELATED = Operation("related", "/api/v1/posts/<post_id>/related", related, {JSON: Related}, RelatedPostsRequest)
