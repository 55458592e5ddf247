"""Permalinks: `/:year/:month/:title/`. Dates and slugs in them are as Jekyll has them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial
from typing import Literal

SlugMode = Literal["none", "raw", "default", "pretty", "ascii", "latin"]
Placeholders = Mapping[str, Callable[[], str]]

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
_CLOCK: Mapping[str, Callable[[datetime], str]] = {
    "year": lambda date: f"{date.year:04}",
    "short_year": lambda date: f"{date.year % 100:02}",
    "month": lambda date: f"{date.month:02}",
    "i_month": lambda date: str(date.month),
    "short_month": lambda date: _MONTHS[date.month - 1][:3],
    "long_month": lambda date: _MONTHS[date.month - 1],
    "day": lambda date: f"{date.day:02}",
    "i_day": lambda date: str(date.day),
    "y_day": lambda date: f"{date.timetuple().tm_yday:03}",
    "short_day": lambda date: _WEEKDAYS[date.weekday()][:3],
    "long_day": lambda date: _WEEKDAYS[date.weekday()],
    "week": lambda date: f"{date.isocalendar().week:02}",
    "w_year": lambda date: f"{date.isocalendar().year:04}",
    "w_day": lambda date: str(date.isoweekday()),
    "hour": lambda date: f"{date.hour:02}",
    "minute": lambda date: f"{date.minute:02}",
    "second": lambda date: f"{date.second:02}",
}


def filled(pattern: str, values: Placeholders) -> str:
    """A pattern with its `:placeholders` replaced; ":year_:title" means :year, as in Jekyll. Unknown ones stay."""

    def value(match: re.Match[str]) -> str:
        name = match[1]
        if name in values:
            return values[name]()
        return values[name[:-1]]() + "_" if name.endswith("_") and name[:-1] in values else match[0]

    return re.sub(r":([a-z_]+)", value, pattern)


def clock(date: datetime | None) -> dict[str, Callable[[], str]]:
    """The placeholders of a date, all "" for a post without one. English names, whatever the machine's language."""
    if not date:
        return dict.fromkeys(_CLOCK, str)
    return {name: partial(show, date) for name, show in _CLOCK.items()}


def slugify(text: str, mode: SlugMode = "default", *, cased: bool = False) -> str:
    """A text as part of an address, by Jekyll's rules: runs of what the mode does not keep become one hyphen."""
    if mode == "latin":
        text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    if mode != "none":
        kept = "".join(c if _keeps(c, mode) else " " for c in text)
        text = re.sub(" +", "-", kept).removeprefix("-").removesuffix("-")
    return text if cased else text.lower()


def _keeps(character: str, mode: SlugMode) -> bool:
    if mode == "raw":
        return not character.isspace()
    if mode == "ascii":
        return character.isascii() and character.isalnum()
    if mode == "pretty" and character in "._~!$&'()+,;=@":
        return True
    category = unicodedata.category(character)
    return category[0] in "LM" or category == "Nd"
