"""Dates as people write them at the top of a post: 2024-01-02 15:04, 2024年1月2日(火), 令和6年1月2日, Jan 2nd, 2024."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime, time, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

DEFAULT_ZONE = "Asia/Tokyo"
AMERICAN = {
    "est": -5,
    "edt": -4,
    "cst": -6,
    "cdt": -5,
    "mst": -7,
    "mdt": -6,
    "pst": -8,
    "pdt": -7,
}  # RFC 822, as Ruby reads it
NAMED_OFFSETS = {"z": 0, "utc": 0, "gmt": 0, "jst": 9, **AMERICAN}
MONTHS = {
    name: number
    for number, name in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), start=1)  # noqa: SIM905
}
# The year before the first of an era, and the last year of one that has ended. 平成40年 is no date: a post cannot have been
# written then, and whether 平成4年 is meant or 令和 nobody knows. But 平成31年5月1日 is the day that it says, in the old habit.
ERAS = {"明治": (1867, 45), "大正": (1911, 15), "昭和": (1925, 64), "平成": (1988, 31), "令和": (2018, 99)}
LETTERS = {"m": "明治", "t": "大正", "s": "昭和", "h": "平成", "r": "令和"}

TIME = (
    r"(?:(?:\s*T\s*|\s+|\s*(?P<before>午前|午後)\s*)(?P<hour>\d{1,2})\s*[:時]\s*(?P<minute>\d{1,2})"
    r"(?:\s*[:分]\s*(?:(?P<second>\d{1,2})(?:[.,](?P<fraction>\d+))?\s*秒?)?)?"
    r"(?:\s*(?P<behind>[ap]\.?m\b\.?))?"
    rf"(?:\s*(?P<zone>{'|'.join(NAMED_OFFSETS)}|[+-]\d{{2}}(?::?\d{{2}})?))?"
    r"(?:\s+\d{4}\s+[+-]\d{4})?)?"  # the end of what `git log` prints, pasted behind a time: Ruby passes over it, and so do we
)
OF_WEEK = r"(?:\s*(?:\([月火水木金土日][^()]{0,8}\)|[月火水木金土日]曜日?))?"  # (金), (金・祝), 金曜日
WEEKDAY = r"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,?\s+)?"
ERA = r"(?P<era>令和|平成|昭和|大正|明治|[RHSTM])\s*(?P<year>元|\d{1,2})"
MONTH = r"(?P<month>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"

# In order: the first that fits the whole value wins.
FORMATS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?P<year>\d{{4}})-(?P<month>\d{{1,2}})-(?P<day>\d{{1,2}}){OF_WEEK}{TIME}",
        rf"(?P<year>\d{{4}})/(?P<month>\d{{1,2}})/(?P<day>\d{{1,2}}){OF_WEEK}{TIME}",
        rf"(?P<year>\d{{4}})\.(?P<month>\d{{1,2}})\.(?P<day>\d{{1,2}}){OF_WEEK}{TIME}",
        rf"(?P<year>\d{{4}})(?P<month>\d{{2}})(?P<day>\d{{2}}){OF_WEEK}{TIME}",
        rf"(?P<year>\d{{4}})\s*年\s*(?P<month>\d{{1,2}})\s*月\s*(?P<day>\d{{1,2}})\s*日{OF_WEEK}{TIME}",
        rf"{ERA}\s*年\s*(?P<month>\d{{1,2}})\s*月\s*(?P<day>\d{{1,2}})\s*日{OF_WEEK}{TIME}",
        rf"{ERA}[-/.](?P<month>\d{{1,2}})[-/.](?P<day>\d{{1,2}}){OF_WEEK}{TIME}",
        rf"{WEEKDAY}(?P<day>\d{{1,2}})\s+{MONTH},?\s+(?P<year>\d{{4}}){TIME}",
        rf"{WEEKDAY}{MONTH}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>\d{{4}}){TIME}",
    )
)


def parse_date(value: object, zone: tzinfo) -> datetime | None:
    """The moment that a front matter value names, in its own zone or else in `zone`; None when it names none."""
    if isinstance(value, datetime):
        return value if value.tzinfo else value.replace(tzinfo=zone)
    if isinstance(value, date):
        return datetime(value.year, value.month, value.day, tzinfo=zone)
    if not isinstance(value, str) or len(value) > 60:
        return None
    text = unicodedata.normalize("NFKC", value).strip()
    matches = (pattern.fullmatch(text) for pattern in FORMATS)
    return next((_moment(match.groupdict(), zone) for match in matches if match), None)


def zone_of(name: str) -> tzinfo:
    """The zone that a site's settings name ("Asia/Tokyo", "+09:00", "JST"), Japan's when there is no such zone."""
    offset = _offset(name.strip())
    return offset or _first_known(name.strip(), DEFAULT_ZONE)


def on_clock(moment: datetime, zone: tzinfo) -> datetime:
    """The moment on the clock of a zone: 18:00 of one day in UTC is 03:00 of the next in Japan."""
    try:
        return moment.astimezone(zone)
    except OverflowError:  # within hours of the year 1 or 9999
        return moment


def _first_known(*names: str) -> tzinfo:
    for name in names:
        try:
            return ZoneInfo(name)
        except (OSError, ValueError, KeyError):  # no such zone, a folder of zones, "../etc/passwd", no zone data
            continue
    return timezone(timedelta(hours=9))


def _moment(parts: dict[str, str | None], zone: tzinfo) -> datetime | None:
    def number(name: str) -> int:
        return int(parts[name] or 0)

    month = parts["month"] or ""
    half = parts["before"] or (parts["behind"] or "").lower()[:1]
    microsecond = int((parts["fraction"] or "0")[:6].ljust(6, "0"))
    try:
        midnight = datetime(
            _year(parts["year"] or "", parts.get("era") or ""),
            MONTHS.get(month.lower()) or int(month),
            number("day"),
            tzinfo=_offset(parts["zone"] or "") or zone,
        )
        return midnight + _since_midnight(number("hour"), number("minute"), number("second"), microsecond, half)
    except (ValueError, OverflowError):  # the 31st of February, 25 o'clock, 平成40年; the midnight behind the last day
        return None


def _since_midnight(hour: int, minute: int, second: int, microsecond: int, half: str) -> timedelta:
    """The time of a day; `half` is that of a clock with twelve hours: 午前, 午後, "a", "p" or "". 24:00 is the end of the day;
    ValueError for what no clock shows."""
    if half and hour > 12:
        raise ValueError(f"no hour {hour} {half}")
    if half:
        hour = hour % 12 + (12 if half in ("p", "午後") else 0)
    if (hour, minute, second) != (24, 0, 0):
        time(hour, minute, second)
    return timedelta(hours=hour, minutes=minute, seconds=second, microseconds=microsecond)


def _year(year: str, era: str) -> int:
    """A year of our calendar; ValueError for one that the era did not have."""
    count = 1 if year == "元" else int(year)
    if not era:
        return count
    before, last = ERAS[LETTERS.get(era.lower(), era)]
    if not 1 <= count <= last:
        raise ValueError(f"no year {count} of {era}")
    return before + count


def _offset(text: str) -> timezone | None:
    if text.lower() in NAMED_OFFSETS:
        return timezone(timedelta(hours=NAMED_OFFSETS[text.lower()]))
    match = re.fullmatch(r"([+-])(\d{2}):?(\d{2})?", text)
    if not match:
        return None
    ahead = timedelta(hours=int(match[2]), minutes=int(match[3] or 0))
    return timezone(-ahead if match[1] == "-" else ahead) if ahead < timedelta(hours=24) else None
