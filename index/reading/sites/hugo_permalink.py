"""Addresses as Hugo makes them: what goes out of a path, and the `:tokens` of its patterns."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime

from index.reading.sites.permalink import clock

UNDATED = datetime(1, 1, 1, tzinfo=UTC)  # what Hugo takes for the date of a page without one

_TOKEN = re.compile(r":(\w+)(\[[^\]\n]{1,20}\])?", re.ASCII)
_KEPT = "./\\_#+~-@"
# The pieces of a date of 2006, by which Go tells how a date is to be written.
_GO_DATE = re.compile(
    r"January|Jan(?![a-z])|Monday|Mon(?![a-z])|2006|002|0[1-6]|15|_2|[1-5]|PM|pm",
)
_GO_PIECES: Mapping[str, Callable[[datetime], str]] = {
    "January": lambda date: clock(date)["long_month"](),
    "Jan": lambda date: clock(date)["short_month"](),
    "Monday": lambda date: clock(date)["long_day"](),
    "Mon": lambda date: clock(date)["short_day"](),
    "2006": lambda date: f"{date.year:04}",
    "06": lambda date: f"{date.year % 100:02}",
    "01": lambda date: f"{date.month:02}",
    "1": lambda date: str(date.month),
    "02": lambda date: f"{date.day:02}",
    "2": lambda date: str(date.day),
    "_2": lambda date: f"{date.day:2}",
    "002": lambda date: f"{date.timetuple().tm_yday:03}",
    "15": lambda date: f"{date.hour:02}",
    "03": lambda date: f"{date.hour % 12 or 12:02}",
    "3": lambda date: str(date.hour % 12 or 12),
    "04": lambda date: f"{date.minute:02}",
    "4": lambda date: str(date.minute),
    "05": lambda date: f"{date.second:02}",
    "5": lambda date: str(date.second),
    "PM": lambda date: "PM" if date.hour >= 12 else "AM",
    "pm": lambda date: "pm" if date.hour >= 12 else "am",
}


def sanitized(path: str) -> str:
    """A path without what Hugo keeps out of addresses: 「猫」 と! gives 猫-と (`common/paths/path.go`, `Sanitize`, 0.168)."""
    kept: list[str] = []
    blank = False
    for place, character in enumerate(path):
        if _is_kept(character, path, place):
            if blank and character != "-":
                kept.append("-")
            kept.append(character)
            blank = False
        elif character.isspace() and kept and kept[-1] != "-":
            blank = True
    return "".join(kept)


def expanded(pattern: str, date: datetime, texts: Mapping[str, str], lists: Mapping[str, Sequence[str]]) -> str:
    """A pattern with its tokens filled in: `:title` from the texts, `:sections` and `:sections[1:]` from the lists, the others
    from the date; `:06` and `:Jan` are written as Go writes dates. Unknown ones stay (`resources/page/permalinks.go`, 0.168)."""

    def value(token: re.Match[str]) -> str:
        name, part = token[1], token[2]
        if name in lists:
            return "/".join(_part(lists[name], part or "[:]"))
        said = texts.get(name)
        if said is None:
            said = (
                _DATES[name](date) if name in _DATES else _GO_DATE.sub(lambda piece: _GO_PIECES[piece[0]](date), name)
            )
        return token[0] if said == name and name not in texts else said + (part or "")

    return _TOKEN.sub(value, pattern)


_DATES: Mapping[str, Callable[[datetime], str]] = {
    "year": lambda date: str(date.year),
    "month": lambda date: f"{date.month:02}",
    "monthname": lambda date: clock(date)["long_month"](),
    "day": lambda date: f"{date.day:02}",
    "weekday": lambda date: str(date.isoweekday() % 7),
    "weekdayname": lambda date: clock(date)["long_day"](),
    "yearday": lambda date: str(date.timetuple().tm_yday),
}


def _part(sections: Sequence[str], part: str) -> Sequence[str]:
    """The part of a list that `[1]`, `[1:]`, `[:last]` or `[last]` names; nothing for what names none."""
    low, colon, high = part.strip("[]").partition(":")
    last = len(sections) - 1
    try:
        start = last if low == "last" else int(low or 0)
        end = last if high == "last" else int(high or len(sections))
    except ValueError:
        return ()
    return sections[start : end if colon else start + 1] if start >= 0 else ()


def _is_kept(character: str, path: str, place: int) -> bool:
    if character in _KEPT:
        return True
    if character == "%":
        return re.match("[0-9a-fA-F]{2}", path[place + 1 : place + 3]) is not None
    category = unicodedata.category(character)
    return category[0] in "LM" or category == "Nd"
