"""A run over posts on disk: what is read, what is left, and what a run does that was stopped or that is told to begin anew."""

import os
import shutil
from collections import Counter
from datetime import datetime
from pathlib import Path

import pytest
from msgspec.structs import replace
from on_disk import counts, titles, write

import index.batches
import index.files
from index.build import build
from index.errors import InputUnusable
from index.reading.frontmatter import frontmatter
from index.store.manifest import sealed, unsealed
from index.store.storage import current_folder
from search.request import SearchRequest
from search.searcher import open_searcher


@pytest.fixture
def blog(tmp_path):
    folder = tmp_path / "blog"
    for number in range(1, 6):
        write(folder, f"2024-01-0{number}-post{number}", f"{number}番目の記事です。猫がいる。", title=f"記事{number}")
    return folder


@pytest.fixture
def place(tmp_path):
    return tmp_path / "index"


def test_only_what_changed_is_read(blog, place):
    assert counts(build(blog, place)) == (5, 0, 0, 0)
    assert counts(build(blog, place)) == (0, 0, 0, 5)
    write(blog, "2024-01-01-post1", "書き直した。犬がいる。", title="記事1改")
    (blog / "_posts/2024-01-02-post2.md").unlink()
    write(blog, "2024-01-09-post9", "新しい。")
    assert counts(build(blog, place)) == (1, 1, 1, 3)
    assert titles(place, "犬") == ["記事1改"]
    assert titles(place, "猫") == sorted(["題名", "記事1改", "記事3", "記事4", "記事5"])  # all by their tag


def test_each_file_is_read_once_and_its_front_matter_parsed_once(blog, place, monkeypatch):
    for name in ("2024-01-06-draft.md", "2024-01-07-empty.md"):
        (blog / "_posts" / name).write_text("---\ndraft: true\n---\n" if "draft" in name else "", encoding="utf-8")
    read, parsed = Counter(), Counter()
    bytes_of, load = Path.read_bytes, frontmatter.load
    monkeypatch.setattr(Path, "read_bytes", lambda path: read.update([path.name]) or bytes_of(path))
    monkeypatch.setattr(frontmatter, "load", lambda text, form: parsed.update([text]) or load(text, form))
    build(blog, place)
    posts = {path.name for path in (blog / "_posts").iterdir()}
    assert ({name: count for name, count in read.items() if name in posts}, set(parsed.values())) == (
        dict.fromkeys(posts, 1),
        {1},
    )
    assert len(parsed) == 6  # an empty file has none
    parsed.clear()
    build(blog, place)
    assert {read[name] for name in posts} == {2}
    assert len(parsed) == 1  # that of the draft: what is as it was is not parsed at all


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


def test_a_draft_that_was_touched_has_the_date_of_its_file(blog, place):
    draft = blog / "_drafts/idea.md"
    draft.parent.mkdir()
    draft.write_text("---\ntitle: 下書き\n---\n思いつき。\n", encoding="utf-8")
    for noon in (1_700_000_000, 1_710_000_000):
        os.utime(draft, (noon, noon))
        build(blog, place, drafts=True)
        (hit,) = open_searcher(place).search(SearchRequest("思いつき")).hits
        assert datetime.fromisoformat(hit.date).timestamp() == noon
    assert counts(build(blog, place, drafts=True))[3] == 6


def test_a_document_of_a_collection_without_front_matter_is_none(blog, place):
    (blog / "_config.yml").write_text("collections: {notes: {output: true}}\n", encoding="utf-8")
    (blog / "_notes").mkdir()
    (blog / "_notes/memo.md").write_text("# メモ\n\n本文。\n", encoding="utf-8")
    report = build(blog, place)
    assert report.documents == 5
    assert report.skipped["no front matter"] == ["_notes/memo.md"]
    assert report.problems == []


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


def test_an_index_of_another_format_is_built_again(blog, place):
    build(blog, place)
    manifest = current_folder(place).path / "sakuin.json"
    manifest.write_bytes(sealed(replace(unsealed(manifest.read_bytes()), format=99)))
    assert build(blog, place).documents == 5
    assert len(titles(place)) == 5


@pytest.mark.parametrize("most", [8_000, 7])
def test_many_posts_are_read_by_processes_titles_first(tmp_path, place, monkeypatch, most):
    monkeypatch.setattr(index.batches, "POSTS", 6)
    monkeypatch.setattr(index.batches, "MOST", most)
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
    monkeypatch.setattr(index.batches, "POSTS", 4)
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


def test_a_post_that_is_not_kept_is_read_again_and_as_it_is_then(blog, place, monkeypatch):
    """A blog that is too large to be kept in memory between titles and bodies."""
    monkeypatch.setattr(index.files, "_MOST", 120)  # one file, or four bodies

    def edit(progress):
        if progress.phase == "bodies" and progress.done == 0:
            write(blog, "2024-01-05-post5", "鳥がいる。", title="記事5")

    assert counts(build(blog, place, progress=edit)) == (5, 0, 0, 0)
    assert titles(place, "鳥") == ["記事5"]
    assert len(titles(place, "番目")) == 4
    assert counts(build(blog, place)) == (0, 0, 0, 5)
