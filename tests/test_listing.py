"""All posts of a blog, newest first, in parts."""

from itertools import chain

import pytest
from blog import analyzed, new_index, post
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from index.document import document_id
from index.store.writer import Writer
from search.request import Cursor, Filters
from search.searcher import open_searcher

DATES = {
    "newest": "2024-05-01T00:00:00+09:00",
    "same-a": "2023-01-01T00:00:00+00:00",
    "same-b": "2023-01-01T09:00:00+09:00",  # the same moment in another zone
    "ancient": "0001-01-01T00:00:00+14:00",
    "far": "9999-12-31T23:59:59.999999-12:00",
    "undated": "",
}
TRAVEL = {"newest", "ancient", "far"}


def dated(name, date):
    path = f"{name}.md"
    tags = ("旅",) if name in TRAVEL else ()
    return replace(post(name, name, "本文", date=date, tags=tags), id=document_id(path))


POSTS = [dated(name, date) for name, date in DATES.items()]
SAME = sorted(["same-a", "same-b"], key=lambda name: document_id(f"{name}.md"))
IN_ORDER = ["far", "newest", *SAME, "undated", "ancient"]


@pytest.fixture
def writer(tmp_path):
    writer = Writer(new_index(tmp_path / "idx"))
    writer.commit([analyzed(each) for each in POSTS])
    return writer


@pytest.fixture
def searcher(writer, tmp_path):
    assert writer
    return open_searcher(tmp_path / "idx")


def walk(searcher, limit, **filters):
    """The names in each part."""
    parts, cursor = [], None
    while True:
        page = searcher.posts(Filters(**filters), limit=limit, after=cursor)
        parts.append([found.title for found in page.posts])
        cursor = page.cursor and Cursor.of(page.cursor)
        if cursor is None:
            return parts


@pytest.mark.parametrize("limit", range(1, 8))
def test_every_post_comes_once_in_order(searcher, limit):
    parts = walk(searcher, limit)
    assert [*chain(*parts)] == IN_ORDER
    assert [len(part) for part in parts[:-1]] == [limit] * (len(parts) - 1)


@pytest.mark.parametrize("limit", [1, 2, 9])
def test_filters(searcher, limit):
    assert [*chain(*walk(searcher, limit, tags=("旅",)))] == ["far", "newest", "ancient"]
    assert [*chain(*walk(searcher, limit, years=(2023,)))] == SAME


def test_the_total_is_of_all_parts(searcher):
    page = searcher.posts(Filters(tags=("旅",)), limit=1)
    rest = searcher.posts(Filters(tags=("旅",)), limit=1, after=Cursor.of(page.cursor))
    assert (page.total, rest.total) == (3, 3)


def test_a_cursor_holds_while_posts_come_and_go(searcher, writer, tmp_path):
    first = searcher.posts(Filters(), limit=2)
    assert [found.title for found in first.posts] == ["far", "newest"]
    new = dated("new", "2025-01-01T00:00:00+09:00")
    writer.commit([analyzed(new)], deleted=[document_id("newest.md")])
    rest = open_searcher(tmp_path / "idx").posts(Filters(), limit=9, after=Cursor.of(first.cursor))
    assert [found.title for found in rest.posts] == IN_ORDER[2:]


@pytest.mark.parametrize(("path", "names"), [("same-a.md", ["same-a"]), ("same-a", []), ("../idx", []), ("", IN_ORDER)])
def test_by_path(searcher, path, names):
    assert [found.title for found in searcher.posts(Filters(), limit=9, path=path).posts] == names


def test_an_empty_blog(tmp_path):
    Writer(new_index(tmp_path / "idx")).commit([])
    page = open_searcher(tmp_path / "idx").posts(Filters())
    assert (page.posts, page.total, page.cursor) == ((), 0, None)


@given(moment=st.integers(0, 2**59), number=st.integers(0, 2**48 - 1))
def test_a_cursor_as_text_and_back(moment, number):
    cursor = Cursor(moment, f"{number:012x}")
    assert Cursor.of(str(cursor)) == cursor


@pytest.mark.parametrize("text", ["", "x", "0" * 26, "0" * 28, "G" * 27, "０" * 27, "0" * 27 + "\n"])
def test_a_text_that_is_no_cursor(text):
    assert Cursor.of(text) is None
