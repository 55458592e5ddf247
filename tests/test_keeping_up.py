"""A searcher that keeps up with new generations while it answers."""

import gc
import logging
import os
import shutil
import threading
import time
from weakref import ref

import pytest
from blog import analyzed, new_index, post, searcher_of

from index.errors import IndexDamaged, IndexMissing
from index.store.storage import current_folder
from index.store.writer import Writer
from search.request import SearchRequest
from search.searcher import IndexSearcher, open_searcher

SECONDS = 5.0


@pytest.fixture
def writer(tmp_path):
    writer = Writer(new_index(tmp_path / "idx"))
    writer.commit([analyzed(post("a", "ラーメン", "味噌ラーメンを食べる。"))])
    return writer


@pytest.fixture
def opened(writer, tmp_path):
    """A searcher that has not been asked yet."""
    assert writer
    searcher = open_searcher(tmp_path / "idx")
    searcher.keep_up()
    return searcher


@pytest.fixture
def searcher(opened):
    assert total(opened) == 1
    return opened


@pytest.fixture
def slow_to_open(monkeypatch):
    """Opening a snapshot waits until it may; how many are being opened at once is counted."""
    from search import searcher

    may, opening, most = threading.Event(), [], []
    open_snapshot = searcher.open_snapshot

    def slow(index_dir):
        opening.append(index_dir)
        most.append(len(opening))
        may.wait(SECONDS)
        opening.pop()
        return open_snapshot(index_dir)

    monkeypatch.setattr(searcher, "open_snapshot", slow)
    yield may, most
    may.set()


def total(searcher):
    return searcher.search(SearchRequest("ラーメン")).total


def soon(condition):
    """Whether it comes true."""
    end = time.monotonic() + SECONDS
    while time.monotonic() < end:
        if condition():
            return True
        time.sleep(0.01)
    return False


def more(writer):
    writer.commit([analyzed(post("b", "塩ラーメン", "塩ラーメンも食べる。"))])


def test_a_new_generation_is_found_though_nobody_asks(searcher, writer):
    before = searcher._view
    more(writer)
    assert soon(lambda: searcher._view is not before)
    assert total(searcher) == 2


@pytest.mark.parametrize("keeps_up", [True, False])
def test_told_to_reload_it_answers_from_the_new_one_at_once(writer, tmp_path, keeps_up):
    searcher = open_searcher(tmp_path / "idx")
    if keeps_up:
        searcher.keep_up()
    more(writer)
    assert searcher.state(reload=True).documents == 2
    assert (searcher.state().documents, total(searcher)) == (2, 2)


def test_told_to_reload_what_is_broken_it_says_so_and_answers_as_before(opened, tmp_path):
    assert total(opened) == 1
    (tmp_path / "idx/CURRENT").write_text("nonsense")
    with pytest.raises(IndexDamaged):
        opened.state(reload=True)
    assert total(opened) == 1


def test_the_edition_changes_with_each_commit_and_each_setting(writer, tmp_path):
    searcher = open_searcher(tmp_path / "idx")
    editions = [searcher.state().edition, searcher.state(reload=True).edition]
    assert editions[0] == editions[1]
    more(writer)
    editions.append(searcher.state(reload=True).edition)
    folder = current_folder(tmp_path / "idx")
    folder.describe(
        folder.manifest(), title="", home="", root="", synonyms=(("猫", "ねこ"),), recency=0.0, skipped={}, unread=()
    )
    editions.append(searcher.state(reload=True).edition)
    assert len(set(editions)) == 3


def test_the_one_before_answers_while_the_new_one_is_opened(searcher, writer, slow_to_open):
    may, most = slow_to_open
    more(writer)
    assert soon(lambda: most)
    asked = time.monotonic()
    assert total(searcher) == 1
    assert time.monotonic() - asked < 1
    may.set()
    assert soon(lambda: total(searcher) == 2)


def test_never_two_are_opened_at_once(searcher, writer, slow_to_open):
    may, most = slow_to_open
    more(writer)
    assert soon(lambda: most)
    threads = [threading.Thread(target=total, args=(searcher,)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    may.set()
    assert soon(lambda: total(searcher) == 2)
    assert set(most) == {1}


def test_an_index_that_cannot_be_opened_leaves_the_one_before(searcher, writer, monkeypatch, caplog):
    def damaged(_):
        raise IndexDamaged(ja="索引が壊れています", en="The index is damaged")

    monkeypatch.setattr("search.searcher.open_snapshot", damaged)
    with caplog.at_level(logging.WARNING):
        more(writer)
        assert soon(lambda: caplog.messages)
        time.sleep(1.2)  # it looks again, and does not tell again
    assert caplog.messages == ["Answers come from the generation before: The index is damaged"]
    assert total(searcher) == 1
    monkeypatch.undo()
    assert soon(lambda: total(searcher) == 2)


@pytest.mark.parametrize("lost", ["everything", "the description"])
def test_an_index_that_is_taken_away_leaves_no_trace(searcher, tmp_path, caplog, lost):
    """That of `sakuin demo` goes while the thread may be looking at it."""
    folder = current_folder(tmp_path / "idx").path
    if lost == "everything":
        shutil.rmtree(tmp_path / "idx")
    else:
        (folder / "sakuin.json").unlink()  # as it is within the removal
    assert soon(lambda: caplog.records)
    (record,) = caplog.records
    assert not record.exc_info
    assert "Errno" not in record.getMessage()
    assert total(searcher) == 1


def test_told_to_rest_it_looks_no_more(searcher, tmp_path, caplog):
    searcher.rest()
    shutil.rmtree(tmp_path / "idx")
    time.sleep(0.5)
    assert caplog.records == []


def test_without_a_generation_before_the_error_is_raised(tmp_path):
    searcher = IndexSearcher(tmp_path / "none")
    searcher.keep_up()
    with pytest.raises(IndexMissing):
        total(searcher)


def test_nobody_looks_once_the_searcher_is_gone(tmp_path):
    searcher = searcher_of(tmp_path / "idx", [post("a", "ラーメン")])
    searcher.keep_up()
    total(searcher)
    watch = searcher._watch
    del searcher
    gc.collect()
    assert soon(lambda: not watch.is_alive())


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")
def test_each_process_looks_for_itself(opened, writer):
    assert opened._watch is None  # a thread begun before the fork would be none after it
    child = os.fork()
    if not child:
        os._exit(0 if soon(lambda: total(opened) == 2) else 1)
    more(writer)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


def test_an_old_generation_goes(searcher, writer):
    total(searcher)
    before = ref(searcher._view)
    more(writer)
    assert soon(lambda: gc.collect() >= 0 and before() is None)
