"""The JSON API: all of its operations, each at its address."""

from __future__ import annotations

from flask import Flask

from web.api.export import list_posts
from web.api.manual import manual
from web.api.operation import register
from web.api.posts import reading
from web.api.running import running
from web.api.searches import searching
from web.blog import Blog
from web.embed.suggestions import suggesting
from web.serving.metrics import Metrics


def register_api(app: Flask, blog: Blog, *, admin_token: str, metrics: Metrics | None) -> None:
    """Give the API its addresses."""
    searcher = blog.searcher
    asked = (*searching(searcher), *reading(searcher), list_posts(searcher), suggesting(blog))
    operations = (*asked, *running(searcher, admin_token, metrics))
    for operation in (*operations, *manual(operations, blog.title)):
        register(app, operation)
