"""The log of queries: counted right whoever writes at once, kept for so many days, and nothing in it of whoever asked."""

import stat
from collections import Counter
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import search.querylog
from index.normalize import normalize
from search.query.parse import parse
from search.query.tree import typed as typed_again
from search.querylog import Asked, QueryLog, Tally, counted_as

TODAY = date(2026, 11, 30)


class Days:
    """A calendar that a test turns."""

    def __init__(self):
        self.day = TODAY

    def __call__(self):
        return self.day


@pytest.fixture
def days():
    return Days()


@pytest.fixture
def log(tmp_path, days):
    log = QueryLog(tmp_path / "queries.db", retention_days=90, min_count=2, today=days)
    yield log
    log.close()


def add(log, query, times=1, *, ago=0, source="page", without_hits=0, slowest_ms=1.0):
    log.add({Asked(log.today() - timedelta(days=ago), query, source): Tally(times, without_hits, slowest_ms)})


def numbers(log, days=28):
    return dict(log.times(days))


@pytest.mark.parametrize(
    ("typed", "counted"),
    [
        ("味噌", "味噌"),
        ("  味噌　 汁 ", "味噌 汁"),
        ("ＰＹＴＨＯＮ ｶﾞｽ", "python ガス"),
        ("猫 OR 犬", "猫 OR 犬"),
        ("猫 ＯＲ 犬 NOT Dog", "猫 OR 犬 NOT dog"),
        ("nor or not", "nor or not"),
        ("猫 OR(Dog ORB)", "猫 OR(dog orb)"),
        ("tag:旅 Foo", "tag:旅 foo"),
        ("", ""),
        (" 　\n", ""),
        ("\u200b", ""),
        ("あ" * 100, "あ" * 100),
        ("あ" * 101, ""),
    ],
)
def test_the_spelling_in_which_a_query_is_counted(typed, counted):
    assert counted_as(typed) == counted
    assert counted_as(counted) == counted


TYPED = [*'猫ねコｶﾞ aＡO|｜(（)"”　', "OR", "ＯＲ", "or", " NOT ", " Not ", " -", " －", "tag:", "Title："]


@given(st.lists(st.sampled_from(TYPED), max_size=20).map("".join))
def test_a_query_and_its_counted_spelling_are_read_alike(typed):
    counted = counted_as(typed)
    assert len(counted) <= 100
    if counted:
        one, other = (set(normalize(typed_again(parse(text).query)).text.split()) for text in (typed, counted))
        assert one - {"or"} == other - {"or"}  # a OR Ａ is a


KEYS = st.builds(
    Asked,
    st.dates(TODAY - timedelta(days=20), TODAY),
    st.sampled_from(["味噌", "猫", "'; DROP TABLE queries; --", "\0"]),
    st.sampled_from(["page", "api"]),
)
TALLIES = st.builds(Tally, st.integers(1, 9), st.integers(0, 1), st.floats(0, 1000))


@settings(max_examples=25, deadline=None)
@given(st.lists(st.dictionaries(KEYS, TALLIES, max_size=5), max_size=6))
def test_nothing_is_lost_and_nothing_counted_twice(batches):
    expected = Counter()
    with TemporaryDirectory() as folder:
        log = QueryLog(Path(folder) / "queries.db", retention_days=90, min_count=1, today=Days())
        for batch in batches:
            log.add(batch)
            for asked, tally in batch.items():
                expected[asked.query] += tally.times
        assert dict(log.times(90)) == expected
        log.close()


def test_it_is_counted_by_day_and_source(log):
    add(log, "味噌", 3)
    add(log, "味噌", 2, source="api", without_hits=1, slowest_ms=700)
    add(log, "味噌", 4, ago=1, source="widget")
    add(log, "味噌", 5, ago=7, slowest_ms=20)
    add(log, "猫", 2, ago=13)
    miso, cat = log.sought(28).queries
    assert (miso.query, miso.times, miso.without_hits, miso.slowest_ms) == ("味噌", 14, 1, 700)
    assert (miso.page, miso.widget, miso.api, miso.week) == (8, 4, 2, 9)
    assert miso.before == 5  # in the seven days before this week, which the log has
    assert (cat.query, cat.week, cat.before) == ("猫", 0, 2)


def test_only_the_days_that_are_asked_for(log):
    for ago in (0, 6, 7, 27, 28):
        add(log, "味噌", 2, ago=ago)
    assert [numbers(log, days)["味噌"] for days in (1, 7, 8, 28, 29)] == [2, 4, 6, 8, 10]
    found = log.sought(7)
    assert (found.first, found.last, found.searches) == ("2026-11-24", "2026-11-30", 4)


def test_no_query_below_the_least_count_is_told(log):
    add(log, "秘密の名前")
    add(log, "味噌", ago=1)
    add(log, "味噌")
    assert numbers(log) == {"味噌": 2}
    assert log.sought(28).searches == 3
    assert numbers(log, days=1) == {}


def test_a_day_ends_while_queries_wait(log, days):
    waiting = {Asked(days(), "味噌", "page"): Tally(2, 0, 1.0)}
    days.day += timedelta(days=1)
    waiting[Asked(days(), "味噌", "page")] = Tally(3, 0, 1.0)
    log.add(waiting)
    assert (numbers(log, 1), numbers(log, 2)) == ({"味噌": 3}, {"味噌": 5})


def test_old_days_go_and_leave_no_byte(log, days):
    add(log, "むかしのひみつ", 5)
    add(log, "きのう", 2)
    days.day += timedelta(days=89)
    assert numbers(log, 365) == {"むかしのひみつ": 5, "きのう": 2}
    days.day += timedelta(days=1)
    assert numbers(log, 365) == {}  # even before anything is written
    add(log, "あたらしい", 2)
    log.close()
    assert "むかしのひみつ".encode() not in log.path.read_bytes()
    assert numbers(log, 365) == {"あたらしい": 2}


def test_only_its_owner_reads_it(log):
    add(log, "味噌")
    for path in log.path.parent.glob("queries.db*"):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_no_log_is_made_by_reading(log):
    assert log.sought(28) is None
    assert log.times(28) == ()
    assert list(log.path.parent.iterdir()) == []


def test_an_empty_file_is_a_log_that_has_not_begun(log):
    log.path.touch(0o600)  # as another process has it for a moment
    assert log.sought(28) is None
    add(log, "味噌", 2)
    assert numbers(log) == {"味噌": 2}


def test_a_log_is_read_where_nobody_can_write(log, monkeypatch):
    add(log, "味噌", 2)
    log.close()
    monkeypatch.setattr("search.querylog.os.access", lambda *_: False)
    assert numbers(log) == {"味噌": 2}
    assert [path.name for path in log.path.parent.iterdir()] == ["queries.db"]


def test_a_log_that_was_deleted_begins_anew(log):
    add(log, "味噌", 2)
    for path in log.path.parent.glob("queries.db*"):
        path.unlink()
    add(log, "猫", 3)
    assert numbers(log) == {"猫": 3}


def test_who_floods_it_fills_no_disk(log, monkeypatch):
    monkeypatch.setattr("search.querylog._ADD", search.querylog._ADD.replace("10000", "5"))
    for number in range(9):
        add(log, f"q{number}", 2)
        add(log, "q0", 2)
    assert numbers(log) == {"q0": 20, "q1": 2, "q2": 2, "q3": 2, "q4": 2}
