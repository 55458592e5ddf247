"""Days as people name them: 2024-05-12, the month 2024-05, the year 2024; with - or /, zeros before a number or not."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from typing import NamedTuple

_NAMED = re.compile(r"([0-9]{4})(?:[-/]([0-9]{1,2})(?:[-/]([0-9]{1,2}))?)?")


class Days(NamedTuple):
    """All days from the first to the last."""

    first: date
    last: date


def read_days(text: str) -> Days | None:
    """The days that a text names: 2024-02 gives the 1st and the 29th of February. None where it names none, as 2024-13."""
    found = _NAMED.fullmatch(text)
    if not found:
        return None
    year, month, day = (int(number) if number else None for number in found.groups())
    try:
        first = date(year or 0, 1 if month is None else month, 1 if day is None else day)
    except ValueError:
        return None
    if month is None:
        return Days(first, first.replace(month=12, day=31))
    return Days(first, last_of_month(first) if day is None else first)


def last_of_month(day: date) -> date:
    """The last day of the month that a day is in."""
    return day.replace(day=monthrange(day.year, day.month)[1])


def is_month(since: date | None, until: date | None) -> bool:
    """Whether these are the first and the last day of one month; False where a side is open."""
    return since is not None and since.day == 1 and until == last_of_month(since)
