"""The widget: a script that pages of other sites load, which a browser lets them only where its server agrees."""

from __future__ import annotations

from flask import Response, request

WIDGET = "widget.js"


def share_widget(response: Response) -> Response:
    """The answer, open to every site if it is the script; there is no secret in it."""
    if request.endpoint == "static" and request.view_args == {"filename": WIDGET}:
        response.headers["Access-Control-Allow-Origin"] = "*"
    return response
