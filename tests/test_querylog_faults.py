"""The log of queries, where several write at once, and where its file cannot be used: the sum is right, and nothing is lost."""

import os
import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from index.errors import InputUnusable
from search.querylog import Asked, QueryLog, Tally


def log_in(folder):
    return QueryLog(folder / "queries.db", retention_days=90, min_count=1)


def add(log, query, times=1):
    log.add({Asked(log.today(), query, "page"): Tally(times, 0, 1.0)})


@pytest.fixture
def log(tmp_path):
    log = log_in(tmp_path)
    yield log
    log.close()


WRITER = """
import sys
from pathlib import Path
from search.querylog import Asked, QueryLog, Tally
from web.counter import QueryCounter
counter = QueryCounter(QueryLog(Path(sys.argv[1]), retention_days=90, min_count=1))
print("ready", flush=True)
input()
for number in range(200):
    counter.count(Asked(counter.log.today(), f"q{number % 3}", "page"), Tally(1, number % 2, float(number)))
    counter.write()
counter.close()
"""


@pytest.mark.slow
def test_several_processes_write_at_once(tmp_path):
    root = Path(__file__).parents[1]
    command = [sys.executable, "-c", WRITER, str(tmp_path / "queries.db")]
    writers = [
        subprocess.Popen(
            command,
            env={**os.environ, "PYTHONPATH": str(root)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(4)
    ]
    for writer in writers:
        assert writer.stdout.readline() == "ready\n"
    for writer in writers:
        writer.stdin.write("\n")
        writer.stdin.flush()
    for writer in writers:
        writer.communicate(timeout=60)
        assert writer.returncode == 0
    found = log_in(tmp_path).sought(1)
    assert {each.query: each.times for each in found.queries} == {"q0": 268, "q1": 268, "q2": 264}
    assert (found.searches, sum(each.without_hits for each in found.queries)) == (800, 400)
    assert max(each.slowest_ms for each in found.queries) == 199


def test_several_logs_in_threads_write_at_once(tmp_path):
    def write(_):
        log = log_in(tmp_path)
        done = 0
        while done < 20:
            try:
                add(log, "味噌")
                done += 1
            except InputUnusable:  # another was at it for longer than one waits
                continue
        log.close()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(write, range(4)))
    assert log_in(tmp_path).times(1) == (("味噌", 80),)


def foreign(path):
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE mine (x)")
    other.close()


def newer(path):
    log = log_in(path.parent)
    add(log, "味噌")
    log.close()
    with sqlite3.connect(path) as other:
        other.execute("PRAGMA user_version = 2")
    other.close()


@pytest.mark.parametrize(
    ("spoil", "says"),
    [
        (lambda path: path.write_text("これはメモです。" * 200, encoding="utf-8"), "file is not a database"),
        (foreign, "is not a log of queries, so it is left alone"),
        (newer, r"of a newer Sakuin \(format 2, this one has 1\)"),
        (lambda path: path.mkdir(), "cannot be used"),
    ],
)
def test_a_file_that_is_none_of_ours_is_left_as_it_is(log, spoil, says):
    spoil(log.path)
    before = log.path.read_bytes() if log.path.is_file() else None
    for use in (lambda: add(log, "味噌"), lambda: log.sought(28)):
        with pytest.raises(InputUnusable, match=says) as raised:
            use()
        assert str(log.path) in raised.value.message.ja
    assert (log.path.read_bytes() if log.path.is_file() else None) == before


def test_a_log_that_another_program_holds_loses_nothing(log):
    add(log, "味噌", 2)
    other = sqlite3.connect(log.path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(InputUnusable, match="database is locked"):
        add(log, "味噌", 3)
    assert dict(log.times(1)) == {"味噌": 2}  # who reads waits for nobody
    other.execute("COMMIT")
    other.close()
    add(log, "味噌", 3)
    assert dict(log.times(1)) == {"味噌": 5}


def test_a_full_disk_loses_only_what_does_not_fit(log):
    add(log, "味噌", 2)
    log._connection.execute("PRAGMA max_page_count = 3")
    with pytest.raises(InputUnusable, match="full"):
        log.add({Asked(log.today(), f"{number:090}", "page"): Tally(2, 0, 1.0) for number in range(300)})
    assert dict(log.times(1)) == {"味噌": 2}
    add(log, "猫", 2)
    assert dict(log.times(1)) == {"味噌": 2, "猫": 2}
