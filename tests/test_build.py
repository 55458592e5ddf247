"""A run over posts on disk: what is read, what is left, what is said of what cannot be read."""

import os
import shutil
from pathlib import Path

import pytest

import index.build
from index.build import build
from index.errors import IndexDamaged, IndexLocked, IndexUnavailable, InputUnusable
from index.storage import current_folder, writing
from search.request import SearchRequest
from search.searcher import open_searcher


def write(folder: Path, name: str, text: str, *, title: str = "題名", date: str = "2024-01-02") -> Path:
    path = folder / "_posts" / f"{name}.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"---\ntitle: {title}\ndate: {date}\ntags: [猫]\n---\n{text}\n", encoding="utf-8")
    return path


@pytest.fixture
def blog(tmp_path):
    folder = tmp_path / "blog"
    for number in range(1, 6):
        write(folder, f"2024-01-0{number}-post{number}", f"{number}番目の記事です。猫がいる。", title=f"記事{number}")
    return folder


@pytest.fixture
def place(tmp_path):
    return tmp_path / "index"


def titles(place, query=""):
    return sorted(hit.title for hit in open_searcher(place).search(SearchRequest(query, limit=100)).hits)


def counts(report):
    return report.added, report.updated, report.deleted, report.unchanged


def test_only_what_changed_is_read(blog, place):
    assert counts(build(blog, place)) == (5, 0, 0, 0)
    assert counts(build(blog, place)) == (0, 0, 0, 5)
    write(blog, "2024-01-01-post1", "書き直した。犬がいる。", title="記事1改")
    (blog / "_posts/2024-01-02-post2.md").unlink()
    write(blog, "2024-01-09-post9", "新しい。")
    assert counts(build(blog, place)) == (1, 1, 1, 3)
    assert titles(place, "犬") == ["記事1改"]
    assert titles(place, "猫") == sorted(["題名", "記事1改", "記事3", "記事4", "記事5"])  # all by their tag


def test_a_run_that_changes_nothing_makes_no_generation(blog, place):
    build(blog, place)
    before = open_searcher(place).state()
    build(blog, place)
    assert open_searcher(place).state() == before


def test_full_builds_anew_and_goes_on_counting(blog, place):
    build(blog, place)
    before = open_searcher(place).state().generation
    report = build(blog, place, full=True)
    assert (counts(report), open_searcher(place).state().generation > before) == ((5, 0, 0, 0), True)
    assert len([path for path in place.iterdir() if path.is_dir()]) == 1


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
    assert [problem.code for problem in report.problems] == ["F008", "F010"]
    assert report.documents == 5


@pytest.mark.parametrize("damage", [lambda path: path.write_bytes(b""), lambda path: path.unlink()])
def test_lost_arrays_are_told_by_a_run_that_changes_nothing(blog, place, damage):
    build(blog, place)
    for path in current_folder(place).path.glob("*.text"):
        damage(path)
    with pytest.raises(IndexDamaged, match="--full"):
        build(blog, place)
    assert build(blog, place, full=True).documents == 5


def test_another_tokenizer_builds_anew_and_says_so(blog, place):
    pytest.importorskip("fugashi", reason="fugashi (the extra mecab) is not installed")
    build(blog, place)
    report = build(blog, place, tokenizer="mecab")
    assert "mecab" in str(report.rebuilt)
    assert titles(place, "番目") == [f"記事{number}" for number in range(1, 6)]
    assert build(blog, place).rebuilt is None  # the index keeps its tokenizer


def test_drafts_and_future_posts_come_when_asked(blog, place):
    write(blog, "2099-01-01-later", "未来の話。", title="未来", date="2099-01-01")
    draft = blog / "_drafts/idea.md"
    draft.parent.mkdir()
    draft.write_text("---\ntitle: 下書き\n---\n思いつき。\n", encoding="utf-8")
    report = build(blog, place)
    assert {reason: len(paths) for reason, paths in report.skipped.items()} == {"draft": 1, "future": 1}
    assert counts(build(blog, place, drafts=True, future=True))[0] >= 2
    assert {"未来", "下書き"} <= set(titles(place))
    build(blog, place)
    assert not {"未来", "下書き"} & set(titles(place))


def test_a_file_without_front_matter_is_no_post(blog, place):
    (blog / "_posts/2024-01-01-note.md").write_text("# メモ\n\n本文。\n", encoding="utf-8")
    report = build(blog, place)
    assert report.documents == 5
    assert report.skipped["no front matter"] == ["_posts/2024-01-01-note.md"]
    assert report.problems == []


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
    find = index.build.find_posts

    def find_then_remove(site):
        files = list(find(site))
        (blog / "_posts/2024-01-03-post3.md").unlink()
        return files

    monkeypatch.setattr(index.build, "find_posts", find_then_remove)
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


def test_a_path_that_would_empty_the_index_changes_nothing(blog, place, tmp_path):
    build(blog, place)
    before = current_folder(place).manifest()
    other = tmp_path / "other"
    write(other, "2024-01-01-other", "別のブログ。")
    with pytest.raises(InputUnusable, match="--full"):
        build(other, place)
    assert len(titles(place)) == 5
    assert current_folder(place).manifest() == before
    assert build(other, place, full=True).documents == 1


def test_half_of_the_posts_may_go(blog, place):
    build(blog, place)
    for number in (1, 2):
        (blog / f"_posts/2024-01-0{number}-post{number}.md").unlink()
    assert build(blog, place).deleted == 2


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


def test_an_index_of_another_format_is_built_again(blog, place):
    build(blog, place)
    manifest = current_folder(place).path / "sakuin.json"
    manifest.write_text(manifest.read_text().replace('"format":1', '"format":99'))
    assert build(blog, place).documents == 5
    assert len(titles(place)) == 5


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

    monkeypatch.setattr("index.writer.write_segment", full)
    with pytest.raises(IndexUnavailable, match="free space"):
        build(blog, place)
    assert len(titles(place)) == 5
    monkeypatch.undo()
    assert build(blog, place).added == 1


def test_many_posts_are_read_by_processes_titles_first(tmp_path, place, monkeypatch):
    monkeypatch.setattr(index.build, "_COMMIT_POSTS", 6)
    blog = tmp_path / "many"
    for number in range(20):
        write(
            blog,
            f"2024-01-{number + 1:02}-p",
            f"{number}番目。",
            title=f"記事{number}",
            date=f"2024-01-{number + 1:02}",
        )
    states = []

    def look(progress):
        if progress.phase == "bodies":
            searcher = open_searcher(place)
            result = searcher.search(SearchRequest(limit=100))
            bodies = [hit.title for hit in result.hits if hit.length > len(hit.title) + 5]
            states.append((result.total, len(bodies)))
            assert bodies == [f"記事{19 - rank}" for rank in range(len(bodies))]  # the newest have theirs first

    report = build(blog, place, jobs=2, progress=look)
    assert report.added == 20
    assert {total for total, _ in states} == {20}
    assert states[0][1] == 0
    assert states[-1][1] >= 12
    assert open_searcher(place).state().state == "ready"


def test_a_run_that_was_stopped_goes_on(tmp_path, place, monkeypatch):
    monkeypatch.setattr(index.build, "_COMMIT_POSTS", 4)
    blog = tmp_path / "many"
    for number in range(11):
        write(blog, f"2024-01-{number + 1:02}-p", f"{number}番目。", title=f"記事{number}")

    def stop(progress):
        if progress.phase == "bodies" and progress.done == 6:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build(blog, place, progress=stop)
    state = open_searcher(place).state()
    assert (state.documents, state.indexed, state.state) == (11, 4, "building")
    report = build(blog, place)
    assert (report.unchanged, report.added) == (4, 7)
    assert open_searcher(place).state().state == "ready"


def test_a_blog_that_moved_is_the_same_blog(blog, place, tmp_path):
    build(blog, place)
    moved = shutil.move(blog, tmp_path / "moved")
    assert counts(build(Path(moved), place)) == (0, 0, 0, 5)
