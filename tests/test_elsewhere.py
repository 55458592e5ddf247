"""Names of categories and authors: a filter on a field that does not have its value, and a plain word that is one."""

import re
from urllib.parse import unquote

import pytest
from apps import app_of
from blog import post, searcher_of

from search.request import SearchRequest
from web.commands.tables import note_lines


@pytest.fixture(scope="module")
def searcher(tmp_path_factory):
    posts = [
        post("旅の宿", "旅の宿", "温泉に着いた。", categories=("旅",), tags=("宿",), author="山田 太郎"),
        post("味噌汁", "味噌汁", "朝の味噌汁。", categories=("料理",), tags=("味噌",), author="小林"),
        post("旅の味", "旅の味", "旅先の味噌。", categories=("旅", "料理"), tags=("味噌",), author="林"),
    ]
    return searcher_of(tmp_path_factory.mktemp("blog"), posts)


def told(searcher, query="", **options):
    found = searcher.search(SearchRequest(query, **options)).elsewhere
    return [(each.filter, each.value, each.found, each.count, each.query) for each in found]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("tag:旅", [("tag", "旅", "category", 2, "category:旅")]),
        ("category:味噌 朝", [("category", "味噌", "tag", 2, "朝 tag:味噌")]),
        ("tag:旅 OR 温泉", [("tag", "旅", "category", 2, "category:旅 OR 温泉")]),
        ("味噌 -tag:旅", [("tag", "旅", "category", 2, "味噌 -category:旅")]),
        ('tag:"山田 太郎"', [("tag", "山田 太郎", "author", 1, 'author:"山田 太郎"')]),
        ("tag:味噌", []),
        ("tag:無い", []),
        ("category:旅", []),
        ("year:2024", []),
    ],
)
def test_the_field_that_has_the_value_is_told(searcher, query, found):
    assert told(searcher, query) == found


def test_of_a_filter_beside_the_query(searcher):
    assert told(searcher, "温泉", tags=("旅",)) == [("tag", "旅", "category", 2, "温泉")]


@pytest.mark.parametrize(
    ("url", "link"),
    [
        ("/search?q=tag:旅", "/search?q=category:旅"),
        ("/search?q=温泉&tag=旅", "/search?q=温泉&category=旅"),
        ("/search?tag=旅&year=2024", "/search?category=旅&year=2024"),
        ("/search?q=味噌 -tag:旅", "/search?q=味噌+-category:旅"),
    ],
)
def test_the_page_says_it_with_a_link(searcher, url, link):
    html = app_of(searcher).test_client().get(url + "&lang=ja").text
    assert re.search("「<bdi>旅</bdi>」というタグはありません", html)
    assert f"{link}&lang=ja" in unquote(html.replace("&amp;", "&")).replace("%3A", ":")


def test_the_terminal_says_it_too(searcher, monkeypatch):
    monkeypatch.setattr("index.terminal.LANGUAGE", "ja")
    (line,) = (each for each in note_lines(searcher.search(SearchRequest("tag:旅"))) if "タグ" in each)
    assert line.endswith("ほかの項目にはあります: category:旅（2件）")


@pytest.fixture(scope="module")
def named(tmp_path_factory):
    posts = [
        post("a", "京の宿", "旅のあとで京都に着いた。", categories=("旅",), author="山田 太郎"),
        post("b", "温泉", "湯に入った。", categories=("旅", "Web 開発"), author="小林花子"),
        post("c", "索引", "転置索引。", categories=("プログラミング", "登山"), author="Ann Lee"),
        post("d", "味噌", "味噌と大豆の話。", categories=("味噌",), tags=("味噌",), author="Ann Lee"),
        post("e", "旅先の温泉の索引", "湯。", author="Diego"),
    ]
    return searcher_of(tmp_path_factory.mktemp("named"), posts)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("プログラミング", [("プログラミング", "category", 1, "category:プログラミング")]),
        ("ﾌﾟﾛｸﾞﾗﾐﾝｸﾞ", [("プログラミング", "category", 1, "category:プログラミング")]),
        ("web開発", [("Web 開発", "category", 1, 'category:"Web 開発"')]),
        ("Web 開発", [("Web 開発", "category", 1, 'category:"Web 開発"')]),
        ("プログラミング 索引", [("プログラミング", "category", 1, "category:プログラミング 索引")]),
        ("プログラミング OR 大豆", [("プログラミング", "category", 2, "category:プログラミング OR 大豆")]),
        ("プログラミング 大豆", []),  # there is nothing to be found there
        ("京都 -プログラミング", []),
        ('"プログラミング"', []),  # whoever quotes wants the characters
        ("title:プログラミング", []),
        ("山田太郎", [("山田太郎", "author", 1, "author:山田太郎")]),
        ("山田", [("山田", "author", 1, "author:山田")]),
        ("小林", [("小林", "author", 1, "author:小林")]),
        ("lee", [("lee", "author", 2, "author:lee")]),
        ("小", []),
        ("ego", []),
        ("味噌", []),  # its posts have been found already
        ("プログラム", []),
    ],
)
def test_a_word_that_is_a_name_is_told_where_more_posts_have_it_so(named, query, found):
    assert [(None, *each) for each in found] == told(named, query)


def test_beside_hits_and_filters(named):
    assert told(named, "旅") == [(None, "旅", "category", 2, "category:旅")]
    assert told(named, "プログラミング", tags=("味噌",)) == []
    assert told(named, "プログラミング", categories=("旅",)) == []  # it would widen, not narrow


def test_a_synonym_that_is_a_name(tmp_path):
    searcher = searcher_of(tmp_path, [post("a", "岩", categories=("登山",))], synonyms=(("山歩き", "登山"),))
    assert told(searcher, "山歩き") == [(None, "登山", "category", 1, "category:登山")]


def test_the_page_leads_from_a_word_to_the_posts(named):
    client = app_of(named).test_client()
    html = client.get("/search?q=プログラミング&lang=ja").text
    assert '同じ名前の\n<a href="/search?' in html
    assert "別の言い方" not in html  # there is something better
    (link,) = re.findall(r'href="(/search[?]q=category[^"]*)"', html)
    assert "索引" in client.get(link.replace("&amp;", "&")).text
    assert "Of that name:\n<a href=" in client.get("/search?q=旅&lang=en").text


def test_the_terminal_leads_there_too(named, monkeypatch):
    monkeypatch.setattr("index.terminal.LANGUAGE", "ja")
    assert "「旅」をカテゴリーとする記事（2件）: category:旅" in note_lines(named.search(SearchRequest("旅")))
    assert '「Web 開発」をカテゴリーとする記事（1件）: category:"Web 開発"' in note_lines(
        named.search(SearchRequest("web開発"))
    )


@pytest.mark.parametrize(
    ("name", "titles"),
    [
        ("山田", ["旅の宿"]),
        ("太郎", ["旅の宿"]),
        ("山田太郎", ["旅の宿"]),
        ("林", ["旅の味"]),  # there is somebody of just that name
        ("小林", ["味噌汁"]),
        ("小", ["味噌汁"]),
        ("花子", []),
    ],
)
def test_an_author_by_a_part_of_the_name(searcher, name, titles):
    for request in (SearchRequest(f"author:{name}"), SearchRequest(author=name)):
        assert [hit.title for hit in searcher.search(request).hits] == titles
    selected = [
        value.count for value in searcher.search(SearchRequest(author=name)).facets["authors"].values if value.selected
    ]
    assert sum(selected) == len(titles)
