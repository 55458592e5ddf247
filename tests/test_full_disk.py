"""A disk that is full at any moment of a run: the last commit answers, a sentence says what to do, and the next run completes the index."""

import errno
import gc
import io
import shutil
from collections import Counter

import pytest
from on_disk import counts, titles, write

from index.batches import batches
from index.build import build
from index.errors import IndexUnavailable
from search.searcher import open_searcher

MOMENTS = 16


class Disk:
    """Takes so many bytes more, from whoever writes a file, and tells how many of which kind of file it took."""

    def __init__(self, monkeypatch):
        self.left, self.took = None, Counter()
        self._open = io.open
        monkeypatch.setattr("io.open", self.open)
        monkeypatch.setattr("builtins.open", self.open)

    def open(self, file, mode="r", *arguments, **options):
        if "b" not in mode or not set(mode) & set("wax+"):
            return self._open(file, mode, *arguments, **options)
        raw = Writing(file, mode.replace("b", ""))
        raw.disk = self
        return io.BufferedRandom(raw) if "+" in mode else io.BufferedWriter(raw)

    def take(self, name, size):
        self.took[kind(name)] += size
        if self.left is not None:
            self.left -= size
            if self.left < 0:
                raise OSError(errno.ENOSPC, "No space left on device", name)


class Writing(io.FileIO):
    def write(self, data):
        self.disk.take(str(self.name), memoryview(data).nbytes)
        return super().write(data)


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
@pytest.mark.parametrize("full", [False, True], ids=["one more run", "all anew"])
def test_a_disk_that_is_full_at_any_moment(tmp_path, blog, monkeypatch, full):
    monkeypatch.setattr("index.batches.batches", one_by_one)
    before, place = tmp_path / "before", tmp_path / "place"
    build(blog, before)
    edit(blog)
    disk = Disk(monkeypatch)
    shutil.copytree(before, place)
    disk.took.clear()
    build(blog, place, full=full)
    taken = sum(disk.took.values())
    assert set(disk.took) >= {".text", ".words", ".sums", ".seg", ".toc"} | (
        {"sakuin.json", "CURRENT"} if full else set()
    )
    for moment in range(MOMENTS):
        shutil.rmtree(place)
        shutil.copytree(before, place)
        disk.left = taken * moment // MOMENTS
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


def check_whole(place, *, new):
    """Each post that is found is that of before, or of a commit that was made since, with its whole text."""
    searcher = open_searcher(place)
    for title in titles(place):
        number = int(title.removeprefix("記事"))
        body = searcher.post(f"2024-01-0{number + 1}-p", include=("body",)).body
        old, newer = f"{number}番目の記事。猫がいる。", f"{number}番目の記事、第二版。犬がいる。"
        assert body in ({old, newer} if new else {old})
