"""Methods that remember what they returned."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import ParamSpec, TypeVar, cast
from weakref import WeakMethod

Arguments = ParamSpec("Arguments")
Value = TypeVar("Value")


def remembered(method: Callable[Arguments, Value], most: int) -> Callable[Arguments, Value]:
    """A method that remembers what it returned for `most` arguments. It does not hold its object, which may hold it: in a
    circle the two would stay, and a whole generation with them, until Python looks for garbage."""
    weak = WeakMethod(method)

    def call(*arguments: Arguments.args, **named: Arguments.kwargs) -> Value:
        found = weak()
        assert found is not None
        return found(*arguments, **named)

    return cast("Callable[Arguments, Value]", lru_cache(most)(call))
