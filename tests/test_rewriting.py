"""What is written, counted in bytes: nothing by a run that has nothing to do, and little by many small commits."""

from math import log

import pytest
from blog import analyzed, new_index, post
from on_disk import counts, write

from index.build import build
from index.store import merge_policy
from index.store.segment import Segment
from index.store.whoosh_files import Commit
from index.store.writer import Writer

TEXT = "猫と犬。東京都へ行った。" * 60


@pytest.mark.parametrize("segments", [9, 90])
def test_a_run_with_nothing_to_do_writes_no_byte(tmp_path, monkeypatch, segments):
    monkeypatch.setattr(merge_policy, "LARGEST", 1)  # so all segments are full
    monkeypatch.setattr("index.batches.batches", each_alone)
    blog, place = tmp_path / "blog", tmp_path / "index"
    for number in range(segments):
        write(blog, f"2024-01-01-p{number}", f"{number}番目。", title=f"記事{number}")
    build(blog, place, jobs=1)
    before = files_in(place)
    assert sum(path.suffix == ".text" for path in before) == segments
    assert counts(build(blog, place)) == (0, 0, 0, segments)
    assert files_in(place) == before


def test_a_run_with_nothing_to_do_reads_what_is_stored_once(tmp_path, monkeypatch):
    blog, place, read = tmp_path / "blog", tmp_path / "index", []
    for number in range(5):
        write(blog, f"2024-01-01-p{number}", f"{number}番目。")
    build(blog, place)
    stored = Segment.stored
    monkeypatch.setattr(Segment, "stored", lambda segment, number: read.append(number) or stored(segment, number))
    build(blog, place)
    assert sorted(read) == [0, 1, 2, 3, 4]


def each_alone(outcomes):
    return ([outcome.analyzed] for outcome in outcomes)


def files_in(place):
    every = (path for path in place.rglob("*") if path.is_file())
    return {path: (path.stat().st_mtime_ns, path.stat().st_size, path.stat().st_ino) for path in every}


def test_no_commit_and_no_merge_opens_a_segment_of_whoosh(tmp_path, monkeypatch):
    """Opening one takes reading its file; its postings are those of our arrays."""
    folder = new_index(tmp_path / ".sakuin")
    writer, opened = Writer(folder), []
    writer.commit([analyzed(post("long", "題名", "猫" * 100_000))])
    whoosh_open = Commit.open
    monkeypatch.setattr(Commit, "open", lambda commit, each: opened.append(each) or whoosh_open(commit, each))
    for number in range(3):
        writer.commit([analyzed(post(str(number), "題名", TEXT))])
        writer.consolidate()
    writer.commit([analyzed(post("3", "題名", TEXT))])
    writer.consolidate()
    assert opened == []
    assert len(folder.commit().segments) == 2


def test_what_200_commits_rewrite_grows_as_n_log_n(tmp_path, monkeypatch):
    monkeypatch.setattr(
        merge_policy, "LARGEST", 4**4 * len(TEXT)
    )  # as many levels as there are between a long post and a full segment
    folder = new_index(tmp_path / ".sakuin")
    writer, seen, written = Writer(folder), set(), 0
    size_after = {}

    def count(done, total):
        nonlocal written
        if done == total:
            new = [
                path
                for path in folder.path.glob("MAIN*")
                if path not in seen and path.suffix in {".text", ".words", ".seg"}
            ]
            seen.update(new)
            written += sum(path.stat().st_size for path in new)

    for commits in range(1, 201):
        writer.commit([analyzed(post(str(commits), f"題名{commits}", TEXT))])
        count(1, 1)
        writer.consolidate(count)
        size_after[commits] = written
    one = size_after[1]
    assert size_after[200] <= 200 * one * (1 + log(200, 4))
    assert size_after[200] <= size_after[50] * 4 * log(200) / log(50)
    assert len(folder.commit().segments) <= 3 * 5
