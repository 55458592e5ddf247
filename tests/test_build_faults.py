"""A run over posts or into a place of which something is amiss: it is told, and the rest is indexed."""

import os
import shutil
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from on_disk import counts, titles, write

import index.build
from index.build import build
from index.errors import IndexDamaged, IndexLocked, IndexUnavailable, InputUnusable
from index.store.storage import current_folder, writing


@pytest.fixture
def blog(tmp_path):
    folder = tmp_path / "blog"
    for number in range(1, 6):
        write(folder, f"2024-01-0{number}-post{number}", f"{number}番目の記事です。猫がいる。", title=f"記事{number}")
    return folder


@pytest.fixture
def place(tmp_path):
    return tmp_path / "index"


def test_a_folder_that_cannot_be_read_keeps_its_posts(blog, place, monkeypatch):
    write(blog, "sub/2024-02-01-inside", "犬がいる。", title="中")
    build(blog, place)
    listing = Path.iterdir

    def refused(folder):
        if folder.name == "sub":
            raise PermissionError(13, "Permission denied")
        return listing(folder)

    monkeypatch.setattr(Path, "iterdir", refused)
    report = build(blog, place)
    assert [(problem.code, problem.path, problem.fatal) for problem in report.problems] == [
        ("F008", "_posts/sub", True)
    ]
    assert counts(report) == (0, 0, 0, 5)
    assert titles(place, "犬") == ["中"]


def test_a_pipe_and_a_name_of_bytes_are_told(blog, place):
    os.mkfifo(blog / "_posts/2024-02-01-pipe.md")
    broken = os.fsencode(blog / "_posts") + b"/2024-02-02-\x83\x65.md"
    shutil.copy(blog / "_posts/2024-01-01-post1.md", broken)
    report = build(blog, place)
    assert [problem.code for problem in report.problems] == ["F010"]
    assert report.skipped["no regular file"] == ["_posts/2024-02-01-pipe.md"]
    assert report.documents == 5


@pytest.mark.parametrize("damage", [lambda path: path.write_bytes(b""), lambda path: path.unlink()])
def test_lost_arrays_are_told_by_a_run_that_changes_nothing(blog, place, damage):
    build(blog, place)
    for path in current_folder(place).path.glob("*.text"):
        damage(path)
    with pytest.raises(IndexDamaged, match="--full"):
        build(blog, place)
    assert build(blog, place, full=True).documents == 5


def broken(blog, name, data):
    path = blog / "_posts" / f"2024-02-01-{name}.md"
    path.write_bytes(data)
    return path


FAULTS = [
    ("yaml", "---\ntitle: 記事: 壊れた: 題\ntags: [猫\n---\n本文の象。\n".encode(), "F001"),
    ("binary", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256)), "F006"),
    ("empty", b"", "F009"),
    ("large", b"---\ntitle: x\n---\n" + b"a" * 50_000_000, "F007"),
]


@pytest.mark.parametrize(("name", "data", "code"), FAULTS, ids=[fault[0] for fault in FAULTS])
def test_a_broken_file_is_reported_and_the_rest_is_indexed(blog, place, name, data, code):
    broken(blog, name, data)
    report = build(blog, place)
    (problem,) = report.problems
    assert (problem.code, problem.path, problem.fatal) == (code, f"_posts/2024-02-01-{name}.md", True)
    assert problem.line >= 1
    assert problem.message.ja
    assert problem.message.en
    assert report.documents == (6 if code == "F001" else 5)


def test_the_body_below_broken_front_matter_is_indexed_and_told_again(blog, place):
    broken(blog, *FAULTS[0][:2])
    build(blog, place)
    assert len(titles(place, "象")) == 1
    again = build(blog, place)
    assert [problem.code for problem in again.problems] == ["F001"]
    assert again.unchanged == 6


def test_a_file_that_cannot_be_read_now_stays_as_it_was(blog, place, monkeypatch):
    build(blog, place)
    unreadable = blog / "_posts/2024-01-01-post1.md"
    read = Path.read_bytes

    def refuse(path):
        if path == unreadable:
            raise PermissionError(13, "Permission denied", str(path))
        return read(path)

    monkeypatch.setattr(Path, "read_bytes", refuse)
    report = build(blog, place)
    assert [problem.code for problem in report.problems] == ["F008"]
    assert len(titles(place)) == 5


def test_a_file_that_vanishes_during_the_run(blog, place, monkeypatch):
    find = index.build.find_files

    def find_then_remove(site, **options):
        files = list(find(site, **options))
        (blog / "_posts/2024-01-03-post3.md").unlink()
        return files

    monkeypatch.setattr(index.build, "find_files", find_then_remove)
    report = build(blog, place)
    assert [problem.code for problem in report.problems] == ["F008"]
    assert report.documents == 4


def test_two_files_with_one_url_are_both_indexed_and_told(blog, place):
    for name in ("a", "b"):
        path = blog / "_posts" / f"2024-03-01-{name}.md"
        path.write_text(f"---\ntitle: {name}\npermalink: /same/\n---\n本文。\n", encoding="utf-8")
    report = build(blog, place)
    (problem,) = report.problems
    assert (problem.code, problem.fatal, report.documents) == ("U001", False, 7)


@pytest.mark.parametrize("kind", ["missing", "empty", "file", "no posts"])
def test_a_path_that_is_no_blog(tmp_path, place, kind):
    path = tmp_path / "blog"
    if kind in {"empty", "no posts"}:
        path.mkdir()
    if kind == "file":
        path.write_text("text")
    if kind == "no posts":
        (path / "photo.jpg").write_bytes(b"\xff\xd8")
    with pytest.raises(InputUnusable, match=str(path)):
        build(path, place)
    assert not place.exists()


def test_a_second_writer_is_told(blog, place):
    build(blog, place)
    with writing(place), pytest.raises(IndexLocked):
        build(blog, place)


# Whoosh does not close what it cannot read.
@pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning")
def test_a_damaged_index_is_left_until_full(blog, place):
    build(blog, place)
    (toc,) = current_folder(place).path.glob("_MAIN_*.toc")
    toc.write_bytes(b"")
    with pytest.raises(IndexDamaged, match="--full"):
        build(blog, place)
    assert build(blog, place, full=True).documents == 5
    assert len(titles(place)) == 5


def test_a_foreign_folder_is_left_alone(blog, tmp_path):
    place = tmp_path / "documents"
    place.mkdir()
    (place / "letter.txt").write_text("private")
    with pytest.raises(IndexDamaged, match="not an index"):
        build(blog, place)
    assert [path.name for path in place.iterdir()] == ["letter.txt"]


def test_no_permission_to_write(blog, tmp_path, monkeypatch):
    def refuse(path, *_, **__):
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "mkdir", refuse)
    with pytest.raises(InputUnusable, match="Cannot write"):
        build(blog, tmp_path / "index")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_leaves_the_index_as_it_was(blog, place, monkeypatch):
    build(blog, place)
    write(blog, "2024-01-09-post9", "新しい。")

    def full(*_, **__):
        with Path("/dev/full").open("wb", buffering=0) as file:
            file.write(b"x")

    monkeypatch.setattr("index.store.writer.write_arrays", full)
    with pytest.raises(IndexUnavailable, match="free space"):
        build(blog, place)
    assert len(titles(place)) == 5
    monkeypatch.undo()
    assert build(blog, place).added == 1


@pytest.mark.parametrize("data", [b"", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256)), b"a" * 6_000_000])
def test_what_is_no_post_any_more_is_found_no_more(blog, place, data):
    build(blog, place)
    (blog / "_posts/2024-01-01-post1.md").write_bytes(data)
    assert build(blog, place).documents == 4


def test_a_post_whose_time_is_over_goes_though_its_file_is_as_it_was(tmp_path, place):
    ends = datetime.now(UTC) + timedelta(seconds=3)
    for name, line in (("a", f"expiryDate: {ends.isoformat()}"), ("b", "title: 残る"), ("c", "title: 残る")):
        path = tmp_path / f"site/content/{name}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"---\n{line}\ndate: 2024-01-02\n---\n象。\n", encoding="utf-8")
    (tmp_path / "site/hugo.toml").write_text("title = '題'\n")
    assert build(tmp_path / "site", place).documents == 3
    time.sleep(max(0, (ends - datetime.now(UTC)).total_seconds()) + 0.1)
    report = build(tmp_path / "site", place)
    assert (report.documents, report.unchanged) == (2, 2)
    assert dict(report.skipped) == {"expired": ["content/a.md"]}
