"""Counting what readers search for, where many ask at once, and where nothing can be written: the answers are as ever, and nothing is lost."""

import logging
import sqlite3
from threading import Thread

import blog
import pytest
from blog import searcher_of
from counted import Counted
from fakes import FakeSearcher, post
from gunicorns import get, gunicorn, with_gunicorn

from search.querylog import QueryLog
from web.counter import MOST_WAITING


@pytest.mark.parametrize("fault", ["locked", "no database", "no folder", "read-only"])
def test_a_log_that_cannot_be_written_stops_nobody(tmp_path, caplog, fault):
    folder = tmp_path / "a"
    folder.mkdir()
    counted = Counted(folder / "queries.db")
    other = None
    if fault == "locked":
        counted.ask("/search?q=味噌")
        other = sqlite3.connect(counted.log.path, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
    elif fault == "no database":
        counted.log.path.write_bytes(b"no database at all" * 100)
    elif fault == "no folder":
        folder.rmdir()
    else:
        counted.log.path.mkdir()  # for root may write what is read-only
    with caplog.at_level(logging.WARNING, "sakuin.queries"):
        for _ in range(5):
            assert counted.ask("/search?q=猫").status_code == 200
            counted.counter._rests_until = 0
    (record,) = caplog.records
    assert record.getMessage().startswith("Searching goes on, but queries are not counted for now: ")
    if other:
        other.execute("COMMIT")
        other.close()
        assert counted.ask("/search?q=犬").status_code == 200
        assert counted.times == {"味噌": 1, "猫": 5, "犬": 1}
    counted.counter.close()


def test_a_log_that_cannot_be_written_is_left_alone_for_a_while(tmp_path):
    counted = Counted(tmp_path / "nowhere" / "queries.db")
    tries = []
    add = counted.log.add
    counted.log.add = lambda tallies: tries.append(tallies) or add(tallies)
    for _ in range(5):
        counted.ask("/search?q=猫")
    assert len(tries) == 1
    (tmp_path / "nowhere").mkdir()
    counted.counter.close()
    assert counted.times == {"猫": 5}


def test_what_waits_is_bounded(tmp_path):
    counted = Counted(tmp_path / "nowhere" / "queries.db")
    for number in range(MOST_WAITING + 50):
        counted.ask(f"/api/v1/search?q={number}&facets=")
    assert len(counted.counter._waiting) == MOST_WAITING


def test_threads_count_at_once(tmp_path):
    counted = Counted(tmp_path / "queries.db", FakeSearcher((post("_posts/2024-01-01-a.md", "猫", "猫"),)))

    def ask():
        for number in range(25):
            counted.ask(f"/api/v1/search?q={('猫', '犬')[number % 2]}&facets=")

    threads = [Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    counted.counter.close()
    assert counted.times == {"猫": 52, "犬": 48}
    assert counted.found["犬"].without_hits == 48


@pytest.mark.slow
@with_gunicorn
def test_several_processes_of_a_server_count_together(tmp_path):
    place = tmp_path / ".sakuin"
    searcher_of(place, [blog.post("a", "cat", "cat")])
    with gunicorn(place, SAKUIN_QUERIES="true") as (port, _):

        def ask():
            for number in range(25):
                get(port, f"/api/v1/search?q={('cat', 'dog')[number % 2]}&limit={number + 1}")

        threads = [Thread(target=ask) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    found = QueryLog(place / "queries.db", retention_days=90, min_count=1).sought(1)
    assert {each.query: (each.times, each.without_hits) for each in found.queries} == {"cat": (52, 0), "dog": (48, 48)}
    assert [path.name for path in place.glob("queries.db*")] == ["queries.db"]
