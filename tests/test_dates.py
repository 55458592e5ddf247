from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.reading.dates import on_clock, parse_date, zone_of

TOKYO = zone_of("Asia/Tokyo")


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("2025-09-24 08:51:36 +0000", "2025-09-24T08:51:36+00:00"),
        ("2025-09-24 08:51:36 +0900", "2025-09-24T08:51:36+09:00"),
        ("2025-09-24 08:51:36 +09:00", "2025-09-24T08:51:36+09:00"),
        ("2025-09-24 08:51:36 -0330", "2025-09-24T08:51:36-03:30"),
        ("2025-09-24 08:51:36 JST", "2025-09-24T08:51:36+09:00"),
        ("2025-09-24T08:51:36Z", "2025-09-24T08:51:36+00:00"),
        ("2025-09-24T08:51:36.123456789+09:00", "2025-09-24T08:51:36.123456+09:00"),
        ("2025-09-24T08:51", "2025-09-24T08:51:00+09:00"),
        ("2025-09-24 08:51:36", "2025-09-24T08:51:36+09:00"),
        ("2025-09-24", "2025-09-24T00:00:00+09:00"),
        ("2025-9-4", "2025-09-04T00:00:00+09:00"),
        ("2013/7/13 20:46:25", "2013-07-13T20:46:25+09:00"),
        ("2013.07.13", "2013-07-13T00:00:00+09:00"),
        ("15 Oct 2023", "2023-10-15T00:00:00+09:00"),
        ("October 15, 2023", "2023-10-15T00:00:00+09:00"),
        ("Sun, 15 Oct 2023 10:20:30 +0900", "2023-10-15T10:20:30+09:00"),
        ("2024年1月2日", "2024-01-02T00:00:00+09:00"),
        ("2024年1月2日(火) 13時05分", "2024-01-02T13:05:00+09:00"),
        ("２０２４年１月２日", "2024-01-02T00:00:00+09:00"),
        ("20240102", "2024-01-02T00:00:00+09:00"),
        ("20240102 15:04", "2024-01-02T15:04:00+09:00"),
        ("2024/05/06(月)", "2024-05-06T00:00:00+09:00"),
        ("2024/5/6（月・祝） 7:08", "2024-05-06T07:08:00+09:00"),
        ("2024-05-06 月曜日", "2024-05-06T00:00:00+09:00"),
        ("2024年5月6日 ㈪ 7時8分", "2024-05-06T07:08:00+09:00"),
        ("2020-02-03 04:05:06 2020 -0700", "2020-02-03T04:05:06+09:00"),  # as Ruby reads it
        ("令和5年10月2日", "2023-10-02T00:00:00+09:00"),
        ("令和5年10月2日（月） 9:10", "2023-10-02T09:10:00+09:00"),
        ("R5.10.2", "2023-10-02T00:00:00+09:00"),
        ("h23/3/11", "2011-03-11T00:00:00+09:00"),
        ("平成３０．０１．０２", "2018-01-02T00:00:00+09:00"),
        ("㍻元年1月8日", "1989-01-08T00:00:00+09:00"),  # its first day
        ("平成31年4月30日", "2019-04-30T00:00:00+09:00"),  # its last
        ("令和元年5月1日", "2019-05-01T00:00:00+09:00"),
        ("平成31年12月1日", "2019-12-01T00:00:00+09:00"),  # in the old habit
        ("昭和64年1月7日", "1989-01-07T00:00:00+09:00"),
        ("昭和元年12月25日", "1926-12-25T00:00:00+09:00"),
        ("大正15年12月25日", "1926-12-25T00:00:00+09:00"),
        ("大正元年7月30日", "1912-07-30T00:00:00+09:00"),
        ("明治45年7月30日", "1912-07-30T00:00:00+09:00"),
    ],
)
def test_formats(written: str, iso: str) -> None:
    moment = parse_date(written, TOKYO)
    assert moment is not None
    assert moment.isoformat() == iso


def test_values_of_toml() -> None:
    assert parse_date(date(2024, 1, 2), TOKYO) == datetime(2024, 1, 2, tzinfo=TOKYO)
    assert parse_date(datetime(2024, 1, 2, 3), TOKYO) == datetime(2024, 1, 2, 3, tzinfo=TOKYO)
    assert parse_date(datetime(2024, 1, 2, 3, tzinfo=UTC), TOKYO) == datetime(2024, 1, 2, 3, tzinfo=UTC)


@pytest.mark.parametrize(
    "written",
    [
        "",
        "昨日",
        "2024-02-30",
        "2024-13-01",
        "2024-01-01 25:00",
        "2024",
        "20241302",
        "2024010",
        "平成32年1月1日",
        "平成40年1月1日",
        "昭和65年1月1日",
        "令和0年1月1日",
        "令和6年2月30日",
        "慶応3年1月1日",
        "S5",
        "true",
        None,
        ["2024-01-02"],
        "9" * 99,
    ],
)
def test_no_date(written: object) -> None:
    assert parse_date(written, TOKYO) is None


@pytest.mark.parametrize(
    ("name", "hours"),
    [("Asia/Tokyo", 9), ("UTC", 0), ("JST", 9), ("+09:00", 9), ("-0500", -5), ("", 9), ("Mars/Base", 9), ("../etc", 9)],
)
def test_zones(name: str, hours: int) -> None:
    assert datetime(2024, 1, 2, tzinfo=zone_of(name)).utcoffset() == timedelta(hours=hours)


def test_late_in_utc_is_tomorrow_in_japan() -> None:
    assert on_clock(datetime(2025, 9, 24, 20, tzinfo=UTC), TOKYO).day == 25
    assert on_clock(datetime.max.replace(tzinfo=timezone.utc), TOKYO).year == 9999  # noqa: UP017


@given(
    st.text()
    | st.from_regex(r"(令和|[HT])(元|\d\d?)[年./]\d\d?[月./]\d\d?日?", fullmatch=True)
    | st.from_regex(r"\d{4}[-/]\d\d[-/]\d\d \d\d:\d\d:\d\d [+-]\d{4}", fullmatch=True)
)
def test_any_text(written: str) -> None:
    moment = parse_date(written, TOKYO)
    assert moment is None or moment.utcoffset() is not None
