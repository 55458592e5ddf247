"""What an owner has put over our style, and the logo, at addresses that change with them."""

from __future__ import annotations

from flask import Blueprint, Response, abort, request, url_for

from web.blog import this_blog
from web.serving.asset import FOR_EVER

look = Blueprint("look", __name__)


def style_address() -> str:
    """The address of the owner's style; "" where there is none."""
    own = this_blog().look
    return url_for("look.style", v=own.version) if own.style else ""


def logo_address() -> str:
    """The address of the logo; "" where there is none."""
    own = this_blog().look
    return url_for("look.logo", v=own.version) if own.logo else ""


@look.get("/look/style.css")
def style() -> Response:
    return _file(this_blog().look.style, "text/css; charset=utf-8")


@look.get("/look/logo")
def logo() -> Response:
    return _file(this_blog().look.logo, this_blog().look.logo_type)


def _file(content: bytes, kind: str) -> Response:
    if not content:
        abort(404)
    response = Response(content, content_type=kind)
    if request.args.get("v") == this_blog().look.version:
        response.headers["Cache-Control"] = FOR_EVER
    return response
