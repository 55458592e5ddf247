"""Reports take seconds on a large blog, and a server answers few requests at once: so long a request waits for one, and then says that it comes."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, wait
from threading import Thread
from typing import TypeVar

from flask import Response, copy_current_request_context

from web.editor.frame import editor_page

Value = TypeVar("Value")

PATIENCE = 2.0  # seconds
_AGAIN = 3  # seconds until the browser asks again


class StillMade(Exception):
    """What is asked for is being made, and kept by the editor as soon as it is."""


def within(make: Callable[[], Value], *, seconds: float | None = None) -> Value:
    """What is made, if that takes no longer. It is made to its end in any case. Errors: `StillMade`."""
    outcome: Future[Value] = Future()
    Thread(target=_settle, args=(outcome, copy_current_request_context(make)), daemon=True).start()
    wait([outcome], timeout=PATIENCE if seconds is None else seconds)
    if not outcome.done():
        raise StillMade
    return outcome.result()


def still_made(_: StillMade) -> Response:
    """The page that says so, and goes on by itself to what was asked for."""
    return asking_again(editor_page("editor/waiting.html", status=503))


def asking_again(response: Response) -> Response:
    response.headers["Refresh"] = response.headers["Retry-After"] = str(_AGAIN)
    return response


def _settle(outcome: Future[Value], make: Callable[[], Value]) -> None:
    try:
        outcome.set_result(make())
    except BaseException as error:
        outcome.set_exception(error)
