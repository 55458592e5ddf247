from datetime import date

import pytest

from index.days import is_month, last_of_month, read_days


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2024", date(2024, 1, 1), date(2024, 12, 31)),
        ("2024-05", date(2024, 5, 1), date(2024, 5, 31)),
        ("2024/5", date(2024, 5, 1), date(2024, 5, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2023-02", date(2023, 2, 1), date(2023, 2, 28)),
        ("2024-5-1", date(2024, 5, 1), date(2024, 5, 1)),
        ("2024/05/12", date(2024, 5, 12), date(2024, 5, 12)),
        ("0001", date.min, date(1, 12, 31)),
        ("9999-12", date(9999, 12, 1), date.max),
    ],
)
def test_days(text: str, first: date, last: date) -> None:
    assert read_days(text) == (first, last)


@pytest.mark.parametrize(
    "text",
    ["", "0000", "24", "2024-", "2024-0", "2024-13", "2023-02-29", "2024-05-00", "2024-05-12-1", "２０２４", "昨日", "2024-05-12T00:00"],
)  # fmt: skip
def test_no_days(text: str) -> None:
    assert read_days(text) is None


def test_the_last_day_of_a_month() -> None:
    assert last_of_month(date(2024, 2, 3)) == date(2024, 2, 29)
    assert last_of_month(date(2024, 12, 31)) == date(2024, 12, 31)


@pytest.mark.parametrize(
    ("since", "until", "whole"),
    [
        (date(2024, 5, 1), date(2024, 5, 31), True),
        (date(2024, 5, 1), date(2024, 5, 30), False),
        (date(2024, 5, 2), date(2024, 5, 31), False),
        (date(2024, 5, 1), date(2024, 6, 30), False),
        (date(2024, 5, 1), None, False),
        (None, date(2024, 5, 31), False),
        (None, None, False),
    ],
)
def test_one_month(since: date | None, until: date | None, whole: bool) -> None:
    assert is_month(since, until) == whole
