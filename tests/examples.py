"""How many examples a property is tried with."""

from __future__ import annotations

import os

from hypothesis import settings

QUICK = bool(os.environ.get("SAKUIN_QUICK"))


def examples(number: int) -> settings:
    """So many, a tenth of them in `make quick`."""
    return settings(max_examples=number // 10 if QUICK else number, deadline=None)
