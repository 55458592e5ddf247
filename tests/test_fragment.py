"""A fragment: what changes of a page, for a page that is open already."""

import re

import pytest
from fakes import POSTS, FakeSearcher
from pages import MANY, page


def parts(url, searcher=None):
    """A page from its first result to its footer, its hidden fields, and the links to its languages."""
    html = page(url, searcher).text
    return [
        re.search(pattern, html, re.DOTALL)[0]
        for pattern in ('<main.*(?=<footer)', '<div id="kept">.*?</div>', '<nav id="languages".*?</nav>')
    ]  # fmt: skip


@pytest.mark.parametrize(
    "query",
    ["", "q=味噌", "q=味噌&tag=料理&year=2024&lang=en", "q=量子", "q=味噌+Janome", "q=猫&page=3", "q=味噌&sort=newest"],
)
def test_a_fragment_is_what_changes_of_its_page(query):
    searcher = FakeSearcher((*POSTS, *MANY))
    fragment = page(f"/search/fragment?{query}", searcher).text
    for part in parts(f"/search?{query}", searcher):
        assert part in fragment
    assert not re.search(r"<html|<head|<form|<footer|<script", fragment)


@pytest.mark.parametrize(
    ("query", "kind", "title", "url"),
    [
        ("", "start", "台所と索引", "/"),
        ("q=味噌", "results", "味噌 – 検索結果 – 台所と索引", "/search?q=%E5%91%B3%E5%99%8C"),
        ("tag=味噌&q=量子", "nothing", "量子 – 検索結果 – 台所と索引", "/search?q=%E9%87%8F%E5%AD%90&amp;tag=%E5%91%B3%E5%99%8C"),
        ("q=%22%3E", "nothing", "&#34;&gt; – 検索結果 – 台所と索引", "/search?q=%22%3E"),
    ],
)  # fmt: skip
def test_a_fragment_brings_title_and_address(query, kind, title, url):
    assert f'<div class="{kind}" data-title="{title}" data-url="{url}">' in page(f"/search/fragment?{query}").text


def test_a_fragment_behind_the_last_page_is_one_of_the_first():
    answer = page("/search/fragment?q=猫&page=11", FakeSearcher(MANY))
    assert (answer.status_code, answer.location) == (302, "/search/fragment?q=%E7%8C%AB")
