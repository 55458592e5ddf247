"""Who may see the pages for editors: whoever sends the administrator's token, or has typed it here; where none is set, this computer alone."""

from __future__ import annotations

from hashlib import sha256
from hmac import compare_digest, digest

from flask import Response, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from web.blog import this_blog
from web.editor.frame import editor_page, never_kept
from web.problems import Problem

_COOKIE = "sakuin_editor"
_LOOPBACK = frozenset(["127.0.0.1", "::1"])
_NAMES = frozenset(["127.0.0.1", "localhost", "[::1]"])
# A proxy on this computer asks from here, too: one that says so is none of ours, and one that does not should not be there.
_OF_PROXIES = ("Forwarded", "Via", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Real-IP")


def admit() -> AnyResponse | None:
    """Let an editor through, and nobody else. Errors: `Problem`, the same for all who are not known."""
    token = this_blog().settings.server.admin_token
    if not token:
        if _is_here():
            return None
        raise Problem(403, "feature_disabled", detail="editor_closed")
    if request.method == "POST":
        return _entered(token)
    if _knows(token):
        return None
    return _door()


def _is_here() -> bool:
    """Whether the request comes from this computer, by no proxy, and under a name that no page of somebody else can have taken."""
    name = request.host.rpartition(":")[0] if request.host[-1:].isdigit() and ":" in request.host else request.host
    proxied = any(header in request.headers for header in _OF_PROXIES)
    return request.remote_addr in _LOOPBACK and name in _NAMES and not proxied


def _knows(token: str) -> bool:
    scheme, _, shown = request.headers.get("Authorization", "").partition(" ")
    sent = shown.strip() if scheme.lower() == "bearer" else ""
    return _same(sent, token) | _same(request.cookies.get(_COOKIE, ""), _ticket(token))


def _entered(token: str) -> AnyResponse:
    """What follows a token that was typed: the dashboard, or the door again."""
    if not _same(request.form.get("token", ""), token):
        return _door(wrong=True)
    response = redirect(f"{request.script_root}/editor/", 303)
    response.set_cookie(
        _COOKIE,
        _ticket(token),
        path=f"{request.script_root}/editor",
        secure=request.is_secure,
        httponly=True,
        samesite="Strict",
    )
    return never_kept(response)


def _door(*, wrong: bool = False) -> Response:
    return editor_page("editor/door.html", status=403, wrong=wrong)


def _ticket(token: str) -> str:
    """What the browser keeps instead of the token."""
    return digest(token.encode("utf-8", "replace"), b"sakuin editor", sha256).hex()


def _same(one: str, other: str) -> bool:
    return compare_digest(one.encode("utf-8", "replace"), other.encode("utf-8", "replace"))
