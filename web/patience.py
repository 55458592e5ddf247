"""Some values take seconds to make on a large blog, once a generation, and a server answers few requests at once: so long a request waits for
one."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, wait
from threading import Thread
from typing import TypeVar

from flask import copy_current_request_context

Value = TypeVar("Value")


class StillMade(Exception):
    """What is asked for is being made, and will be there soon."""


def within(seconds: float, make: Callable[[], Value]) -> Value:
    """What is made, if that takes no longer. It is made to its end in any case. Errors: `StillMade`."""
    outcome: Future[Value] = Future()
    Thread(target=_settle, args=(outcome, copy_current_request_context(make)), daemon=True).start()
    wait([outcome], timeout=seconds)
    if not outcome.done():
        raise StillMade
    return outcome.result()


def _settle(outcome: Future[Value], make: Callable[[], Value]) -> None:
    try:
        outcome.set_result(make())
    except BaseException as error:
        outcome.set_exception(error)
