"""Sentences that were tokenized before."""

import sqlite3

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.analysis import sentence_cache
from index.analysis.sentence_cache import CachingTokenizer
from index.analysis.tokenizers import open_tokenizer
from index.build import build

JANOME = open_tokenizer("janome")
SENTENCE = "猫が 東京都で味噌ラーメンを食べた。"


class Counting:
    """A tokenizer that notes what it was asked."""

    def __init__(self):
        self.asked = []

    def __call__(self, text):
        self.asked.append(text)
        return JANOME(text)


@pytest.fixture(autouse=True)
def written_at_once(monkeypatch):
    monkeypatch.setattr(sentence_cache, "_WRITTEN_TOGETHER", 1)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "sentences"


def test_a_sentence_is_tokenized_once_and_is_the_same_ever_after(path):
    first, later = Counting(), Counting()
    assert list(CachingTokenizer(first, "janome-1", path)(SENTENCE)) == list(JANOME(SENTENCE))
    assert list(CachingTokenizer(later, "janome-1", path)(SENTENCE)) == list(JANOME(SENTENCE))
    assert (first.asked, later.asked) == ([SENTENCE], [])


def test_another_version_tokenizes_anew(path):
    other = Counting()
    list(CachingTokenizer(JANOME, "janome-1", path)(SENTENCE))
    list(CachingTokenizer(other, "janome-2", path)(SENTENCE))
    assert other.asked == [SENTENCE]


@given(st.text(max_size=40) | st.text("猫犬がをにー東京都 \u3000\n食べたEmacsサーバ１", max_size=40))
@settings(max_examples=200)
def test_any_sentence_comes_back_as_it_was(tmp_path_factory, text):
    path = tmp_path_factory.mktemp("cache") / "sentences"
    expected = list(JANOME(text))
    assert [list(CachingTokenizer(JANOME, "1", path)(text)) for _ in range(2)] == [expected, expected]


@pytest.mark.parametrize("spoil", ["nothing left", "no database", "other rows", "of another sentence", "a folder"])
def test_a_spoilt_file_does_not_matter(path, spoil):
    list(CachingTokenizer(JANOME, "1", path)(SENTENCE))
    match spoil:
        case "nothing left":
            path.write_bytes(b"")
        case "no database":
            path.write_bytes(b"x" * 5000)
        case "other rows":
            with sqlite3.connect(path) as file:
                file.execute("update sentences set morphemes = x'00ff'")
        case "of another sentence":
            other = sentence_cache._encoded(list(JANOME("犬")))
            with sqlite3.connect(path) as file:
                file.execute("update sentences set morphemes = ?", (other,))
        case "a folder":
            path.unlink()
            path.mkdir()
    for _ in range(2):
        assert list(CachingTokenizer(JANOME, "1", path)(SENTENCE)) == list(JANOME(SENTENCE))


def test_a_file_that_grew_too_large_is_begun_anew(path, monkeypatch):
    list(CachingTokenizer(JANOME, "1", path)(SENTENCE))
    monkeypatch.setattr(sentence_cache, "MOST_BYTES", path.stat().st_size - 1)
    again = Counting()
    list(CachingTokenizer(again, "1", path)("犬が走る。"))
    with sqlite3.connect(path) as file:
        assert file.execute("select count(*) from sentences").fetchone() == (1,)


def test_a_rebuild_tokenizes_nothing_again(tmp_path, monkeypatch):
    from index.analysis import analyzer as analysis

    blog, place = tmp_path / "blog", tmp_path / ".sakuin"
    blog.mkdir()
    (blog / "2024-01-01-neko.md").write_text(f"---\ntitle: 猫\n---\n{SENTENCE}\n", encoding="utf-8")
    build(blog, place)
    counting = Counting()
    monkeypatch.setattr(analysis, "open_tokenizer", lambda _: counting)
    analysis.analyzer.cache_clear()
    try:
        build(blog, place, full=True)
    finally:
        analysis.analyzer.cache_clear()
    assert SENTENCE not in counting.asked
