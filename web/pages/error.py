"""What goes wrong, as a page."""

from __future__ import annotations

from flask import Response, g

from web.blog import this_blog
from web.pages.frame import page
from web.problems import Problem
from web.request.language import reader_language
from web.request.page import blank_address


def error_page(problem: Problem) -> Response:
    ours = problem.status >= 500
    blog = this_blog()
    return page(
        "error.html",
        address=blank_address(),
        # Where the fault is ours its index, which knows what the blog is called, may be what is wrong.
        title=blog.settings.ui.title if ours else blog.name,
        status=problem.status,
        heading=problem.code,
        detail=problem.sentence(reader_language()),
        request_id=g.request_id if ours else "",
    )
