"""Which Sakuin this is."""

from __future__ import annotations

from functools import cache


@cache
def installed_version() -> str:
    from importlib.metadata import (
        PackageNotFoundError,
        version,
    )  # with `email`: whoever types a command need not wait for it

    try:
        return version("sakuin")
    except PackageNotFoundError:
        return "0 (not installed)"
