"""A disk that is full, or a process that is killed, at any byte that a run writes: the last commit answers, and the next run completes the
index."""

import errno
import gc
import io
import os
import shutil
from collections import Counter

import pytest
from on_disk import counts, titles, write

from index.batches import batches
from index.build import build
from index.errors import IndexUnavailable
from search.searcher import open_searcher

MOMENTS = 16
KILLED = 9


class Disk:
    """Takes so many bytes more, from whoever writes a file, and tells how many of which kind of file it took. What then comes is half written."""

    def __init__(self, monkeypatch):
        self.left, self.took, self.deadly = None, Counter(), False
        self._open = io.open
        monkeypatch.setattr("io.open", self.open)
        monkeypatch.setattr("builtins.open", self.open)

    def open(self, file, mode="r", *arguments, **options):
        if "b" not in mode or not set(mode) & set("wax+"):
            return self._open(file, mode, *arguments, **options)
        raw = Writing(file, mode.replace("b", ""))
        raw.disk = self
        return io.BufferedRandom(raw) if "+" in mode else io.BufferedWriter(raw)

    def room_for(self, size):
        """How many of so many bytes it takes."""
        room = size if self.left is None else min(size, max(self.left, 0))
        self.left = None if self.left is None else self.left - room
        return room


class Writing(io.FileIO):
    def write(self, data):
        size = memoryview(data).nbytes
        room = self.disk.room_for(size)
        self.disk.took[kind(str(self.name))] += room
        written = super().write(memoryview(data).cast("B")[:room])
        if room < size and self.disk.deadly:
            os._exit(KILLED)
        if room < size:
            raise OSError(errno.ENOSPC, "No space left on device", str(self.name))
        return written


def kind(name):
    """What of a name is the same for all files of a kind."""
    return next((each for each in KINDS if each in name), "another")


KINDS = (".text", ".words", ".sums", ".seg", ".toc", "sakuin.json", "CURRENT", "sentences")


@pytest.fixture
def blog(tmp_path):
    """Six posts of which one is gone, two are changed and three are new, after an index was built."""
    folder = tmp_path / "blog"
    for number in range(6):
        write(folder, f"2024-01-0{number + 1}-p", f"{number}番目の記事。猫がいる。", title=f"記事{number}")
    return folder


def edit(blog):
    (blog / "_posts" / "2024-01-01-p.md").unlink()
    for number in (1, 2, 6, 7, 8):
        write(blog, f"2024-01-0{number + 1}-p", f"{number}番目の記事、第二版。犬がいる。", title=f"記事{number}")


def one_by_one(outcomes):
    """Each document as a commit of its own, so that there are many commits, and merges."""
    for batch in batches(outcomes):
        yield from ([document] for document in batch)


# Whoosh does not close what it could not write.
@pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize(
    "deadly", [False, pytest.param(True, marks=pytest.mark.skipif(os.name == "nt", reason="needs fork"))]
)
@pytest.mark.parametrize("full", [False, True], ids=["one more run", "all anew"])
def test_a_run_that_ends_at_any_byte(tmp_path, blog, monkeypatch, full, deadly):
    monkeypatch.setattr("index.batches.batches", one_by_one)
    before, place = tmp_path / "before", tmp_path / "place"
    build(blog, before)
    edit(blog)
    disk = Disk(monkeypatch)
    shutil.copytree(before, place)
    disk.took.clear()
    build(blog, place, full=full)
    taken = sum(disk.took.values())
    assert set(disk.took) >= {*KINDS[:5], *(KINDS[5:7] if full else ())}
    for moment in range(MOMENTS):
        shutil.rmtree(place)
        shutil.copytree(before, place)
        disk.left, disk.deadly = taken * moment // MOMENTS, deadly
        if deadly:
            killed(lambda: build(blog, place, full=full))
        else:
            with pytest.raises(IndexUnavailable, match=r"No space left.*Check the free space"):
                build(blog, place, full=full)
            gc.collect()
        disk.left = None
        check_whole(place, new=not full)
        build(blog, place, full=full)
        assert titles(place) == [f"記事{number}" for number in range(1, 9)]
        assert len(titles(place, "第二版")) == 5
        assert not [path for path in place.rglob("*") if ".part" in path.name or "tmp" in path.name.lower()]
        assert counts(build(blog, place)) == (0, 0, 0, 8)


def killed(run):
    """Run it in a process that is gone before it ends."""
    child = os.fork()
    if not child:
        run()
        os._exit(0)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == KILLED


def check_whole(place, *, new):
    """Each post that is found is that of before, or of a commit that was made since, with its whole text."""
    searcher = open_searcher(place)
    for title in titles(place):
        number = int(title.removeprefix("記事"))
        body = searcher.post(f"2024-01-0{number + 1}-p", include=("body",)).body
        old, newer = f"{number}番目の記事。猫がいる。", f"{number}番目の記事、第二版。犬がいる。"
        assert body in ({old, newer} if new else {old})
