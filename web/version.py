"""Which Sakuin this is."""

from __future__ import annotations

from functools import cache
from importlib.metadata import PackageNotFoundError, version


@cache
def installed_version() -> str:
    try:
        return version("sakuin")
    except PackageNotFoundError:
        return "0 (not installed)"
