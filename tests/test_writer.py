"""Documents go in and out of an index, and it stays whole whatever happens."""

from collections import Counter
from pathlib import Path

import pytest
from blog import analyzed, new_index, post, searcher_of
from hypothesis import given, settings
from hypothesis import strategies as st

from index.analyzed import Field, field_of
from index.errors import IndexDamaged, IndexLocked, IndexMissing, IndexOutdated, InputUnusable
from index.store.manifest import Manifest
from index.store.segment import Segment
from index.store.segment_text import SegmentText
from index.store.segment_writer import segment_arrays
from index.store.storage import create_folder, current_folder, prepare, writing
from index.store.writer import Writer
from search.request import SearchRequest
from search.searcher import open_searcher
from search.snapshot import open_snapshot

TEXT = "猫と犬。東京都へ行った。" * 300


def paths(index_dir, query=""):
    return sorted(hit.path for hit in open_searcher(index_dir).search(SearchRequest(query, limit=100)).hits)


@pytest.fixture
def folder(tmp_path):
    return new_index(tmp_path / ".sakuin")


def test_a_document_takes_the_place_of_the_one_with_its_id(tmp_path, folder):
    writer = Writer(folder)
    writer.commit([analyzed(post("one", "猫")), analyzed(post("two", "犬"))])
    writer.commit([analyzed(post("one", "鳥"))])
    assert paths(tmp_path / ".sakuin") == ["one.md", "two.md"]
    assert paths(tmp_path / ".sakuin", "猫") == []
    assert paths(tmp_path / ".sakuin", "鳥") == ["one.md"]


def test_deleted_is_gone_from_every_answer(tmp_path, folder):
    writer = Writer(folder)
    one, two = post("one", "猫", tags=("鳥",)), post("two", "猫")
    writer.commit([analyzed(one), analyzed(two)])
    writer.commit((), deleted={one.id})
    searcher = open_searcher(tmp_path / ".sakuin")
    result = searcher.search(SearchRequest("猫"))
    assert (result.total, result.index.documents) == (1, 1)
    assert result.facets["tags"].total_values == 0
    assert searcher.post(one.id) is None


def test_a_searcher_keeps_its_generation_while_a_new_one_is_written(tmp_path, folder):
    Writer(folder).commit([analyzed(post("one", "猫"))])
    snapshot = open_snapshot(tmp_path / ".sakuin")
    Writer(folder).commit([analyzed(post("two", "猫"))], deleted={post("one").id})
    assert [brief.path for brief in snapshot.briefs] == ["one.md"]
    assert snapshot.post(0).text() == "猫"
    newer = open_snapshot(tmp_path / ".sakuin")
    assert [brief.path for brief in newer.briefs] == ["two.md"]
    assert newer.generation == snapshot.generation + 1


def test_postings_that_are_missing_or_damaged_are_made_again(tmp_path, folder):
    Writer(folder).commit([analyzed(post("one", "猫", TEXT))])
    (words,) = folder.path.glob("*.words")
    for damage in (words.unlink, lambda: words.write_bytes(b"x")):
        damage()
        assert paths(tmp_path / ".sakuin", "東京") == ["one.md"]
        assert words.stat().st_size > 100


def test_a_failed_commit_leaves_the_one_before(tmp_path, folder):
    writer = Writer(folder)
    writer.commit([analyzed(post("one", "猫"))])
    with pytest.raises(AttributeError):
        writer.commit([analyzed(post("two", "犬")), None])
    assert paths(tmp_path / ".sakuin") == ["one.md"]
    writer.commit([analyzed(post("two", "犬"))])
    assert paths(tmp_path / ".sakuin") == ["one.md", "two.md"]


@pytest.mark.usefixtures("folder")
def test_one_writer_at_a_time(tmp_path):
    place = tmp_path / ".sakuin"
    with writing(place), pytest.raises(IndexLocked, match="Another sakuin index"), writing(place):
        pass
    with writing(place):
        pass


def test_no_index(tmp_path):
    with pytest.raises(IndexMissing, match="sakuin index POSTS"):
        open_snapshot(tmp_path / ".sakuin")


def test_a_folder_of_something_else_is_left_alone(tmp_path):
    (tmp_path / "letter.txt").write_text("private")
    for use in (prepare, open_snapshot):
        with pytest.raises(IndexDamaged, match="not an index of sakuin"):
            use(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


# Whoosh does not close what it cannot read.
@pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize("pattern", ["_MAIN_*.toc", "MAIN-*.text", "sakuin.json", "../CURRENT"])
@pytest.mark.parametrize("size", [0, 10, 0.5])
def test_a_truncated_file_is_said_to_be_damaged(tmp_path, folder, pattern, size):
    Writer(folder).commit([analyzed(post(str(number), "猫", TEXT)) for number in range(5)])
    place, _, name = f"./{pattern}".rpartition("/")
    (file,) = (folder.path / place).resolve().glob(name)
    data = file.read_bytes()
    file.write_bytes(data[: int(len(data) * size) if size < 1 else min(size, len(data) - 1)])
    with pytest.raises(IndexDamaged, match="--full"):
        open_snapshot(tmp_path / ".sakuin")


@pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning")
def test_a_searcher_reads_whooshs_files_only_where_arrays_are_missing(tmp_path, folder):
    Writer(folder).commit([analyzed(post("1", "猫", TEXT))])
    (segment,), (words,) = folder.path.glob("MAIN_*.seg"), folder.path.glob("MAIN-*.words")
    segment.write_bytes(segment.read_bytes()[:10])
    assert len(open_snapshot(tmp_path / ".sakuin")) == 1
    with pytest.raises(IndexDamaged, match="--full"):
        Writer(folder).stored()
    words.unlink()
    with pytest.raises(IndexDamaged, match="--full"):
        open_snapshot(tmp_path / ".sakuin")


def test_another_format_and_another_analysis_say_to_build_again(tmp_path):
    for manifest in (
        Manifest(format=99, analysis="", tokenizer="janome", root="/blog"),
        Manifest(analysis="janome-0.1/rules-0", tokenizer="janome", root="/blog"),
    ):
        prepare(tmp_path / ".sakuin")
        folder = create_folder(tmp_path / ".sakuin", manifest)
        (tmp_path / ".sakuin" / "CURRENT").write_text(folder.path.name)
        with pytest.raises(IndexOutdated, match="sakuin index"):
            open_snapshot(tmp_path / ".sakuin")


@pytest.mark.usefixtures("folder")
def test_an_index_that_one_may_not_read_is_not_called_damaged(tmp_path, monkeypatch):
    def refused(path, *_, **__):
        raise PermissionError(13, "Permission denied", str(path))

    for reading in ("read_text", "read_bytes"):
        with monkeypatch.context() as patched:
            patched.setattr(Path, reading, refused)
            with pytest.raises(InputUnusable, match="may not read"):
                open_snapshot(tmp_path / ".sakuin")


def test_the_index_keeps_itself_out_of_git_and_from_others(tmp_path, folder):
    assert (tmp_path / ".sakuin" / ".gitignore").read_text() == "*\n"
    assert (tmp_path / ".sakuin").stat().st_mode & 0o077 == 0
    assert current_folder(tmp_path / ".sakuin") == folder


BLOGS = st.lists(
    st.tuples(st.text(max_size=8), st.text("猫犬が東京aＡ。\n", max_size=30), st.booleans(), st.booleans()), max_size=6
)


@given(BLOGS, st.booleans())
@settings(max_examples=60, deadline=None)
def test_postings_are_what_the_tokens_of_the_posts_say(tmp_path_factory, posts, merged):
    documents = [
        analyzed(post(str(number), title, text, code=(text,) if code else ()))
        for number, (title, text, code, _) in enumerate(posts)
    ]
    live = [document for document, (*_, stays) in zip(documents, posts, strict=True) if stays]
    folder = new_index(tmp_path_factory.mktemp("index") / ".sakuin")
    writer = Writer(folder)
    for document in documents:
        writer.commit([document])
    writer.commit((), deleted={each.document.id for each in documents} - {each.document.id for each in live})
    if merged:
        writer.consolidate()
    snapshot = open_snapshot(folder.path.parent)
    found = Counter()
    for term in {term for document in documents for term in document.tokens.terms}:
        for _, field, number, count in zip(*snapshot.postings([term]), strict=True):
            found[term, Field(field), snapshot.briefs[number].id] += int(count)
    assert found == Counter(
        (document.tokens.terms[term], Field(field), document.document.id)
        for document in live
        for term, field in zip(document.tokens.term, field_of(document.regions, document.tokens.start), strict=True)
    )


@given(st.text(alphabet="猫あ。\nａ㌔", min_size=1, max_size=9000), st.integers(0, 9000), st.integers(0, 9000))
@settings(max_examples=30, deadline=None)
def test_any_stretch_of_the_text_can_be_read_alone(text, start, end):
    document = analyzed(post("one", "題", text))
    segment = Segment(segment_arrays([analyzed(post("zero", "前")), document]))
    assert (
        SegmentText(segment, 1).text(start, min(end, len(document.text)))
        == document.text[start : min(end, len(document.text))]
    )


def test_searches_in_many_segments(tmp_path):
    documents = [post(str(number), "猫" if number % 2 else "犬") for number in range(6)]
    assert searcher_of(tmp_path / ".sakuin", documents, commits=6).search(SearchRequest("猫")).total == 3


def test_the_terms_of_a_deleted_post_are_gone_at_once(tmp_path, folder):
    writer = Writer(folder)
    gone, stays = post("gone", "グリースモンキー", "猫"), post("stays", "猫")
    writer.commit([analyzed(gone), analyzed(stays)])
    before = open_snapshot(tmp_path / ".sakuin")
    assert before.has("グリースモンキー")
    assert "グリースモンキー" in before.terms_containing("モンキー")
    writer.commit((), deleted={gone.id})
    snapshot = open_snapshot(tmp_path / ".sakuin")
    assert not snapshot.has("グリースモンキー")
    assert snapshot.has("猫")
    assert dict(snapshot.document_counts())["猫"] == 1
    assert not snapshot.terms_containing("モンキー")
    assert not snapshot.terms_with_key("グリースモンキー")
