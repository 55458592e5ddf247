"""All tags, categories and authors: the page that lists them, the box within a long filter, and their order."""

import re
from urllib.parse import unquote

import pytest
from apps import app_of
from blog import post as blog_post
from blog import searcher_of
from fakes import FakeSearcher, post
from pages import MANY, hrefs, page, text

from index.labels import label_reading, name_order
from search.request import SearchRequest
from web.pages.values import initial

LONG = tuple(
    post(f"_posts/2024-01-{n % 28 + 1:02}-p{n}.md", f"題{n}", "猫がいる。", tags=("猫", f"札{n}"), categories=(f"棚{n % 3}",))
    for n in range(60)
)  # fmt: skip
TAGS = ("旅", "味噌", "JavaScript", "Web開発", "がんも", "鎌倉", "2024年問題", "あんこ", "ラーメン")


@pytest.fixture(scope="module")
def searcher(tmp_path_factory):
    posts = [blog_post(f"{n}", tag, "猫がいる。", tags=(tag, "猫")) for n, tag in enumerate(TAGS)]
    return searcher_of(tmp_path_factory.mktemp("blog"), posts)


def names(searcher, **options):
    (facet,) = searcher.search(SearchRequest(facets=("tags",), **options)).facets.values()
    return [value.value for value in facet.values]


def test_by_name_they_stand_as_in_the_syllabary(searcher):
    assert names(searcher, facet_order="name") == [
        "2024年問題", "JavaScript", "Web開発", "あんこ", "鎌倉", "がんも", "旅", "猫", "味噌", "ラーメン"
    ]  # fmt: skip
    assert names(searcher)[0] == "猫"


@pytest.mark.parametrize(
    ("contains", "found"),
    [
        ("ビ", ["旅"]),
        ("たび", ["旅"]),
        ("みそ", ["味噌"]),
        ("script", ["JavaScript"]),
        ("ＷＥＢ", ["Web開発"]),
        ("かいはつ", ["Web開発"]),
        ("らーめん", ["ラーメン"]),
        ("無い", []),
    ],
)
def test_what_they_contain_as_written_or_read(searcher, contains, found):
    assert names(searcher, facet_contains=contains) == found
    answer = app_of(searcher).test_client().get("/api/v1/facets/tags", query_string={"contains": contains}).json
    assert [value["value"] for value in answer["values"]] == found


def test_the_api_tells_how_they_are_read(searcher):
    values = app_of(searcher).test_client().get("/api/v1/facets/tags?order=name&limit=100").json["values"]
    assert {"value": "鎌倉", "count": 1, "selected": False, "reading": "かまくら"} in values
    assert "reading" not in app_of(searcher).test_client().get("/api/v1/facets/tags").json["values"][0]


@pytest.mark.parametrize(
    ("label", "reading", "heading"),
    [
        ("旅", "たび", "た"),
        ("がんも", "がんも", "か"),
        ("ヴァイオリン", "ゔぁいおりん", "その他"),
        ("ＪａｖａＳｃｒｉｐｔ", "javascript", "J"),
        ("3Dプリンター", "3dぷりんたー", "その他"),
        ("んだ", "んだ", "わ"),
        ("ぱん", "ぱん", "は"),
    ],
)
def test_below_which_heading_a_name_stands(label, reading, heading):
    assert label_reading(label) == reading
    assert initial(reading, "ja") == heading
    assert name_order(label)[1:] == (reading, label)


def test_every_tag_is_on_the_page():
    found = set(re.findall(r'<span class="value" lang="ja">([^<]+)', page("/tags", FakeSearcher(LONG)).text))
    assert found == {"猫", *(f"札{n}" for n in range(60)), *(f"棚{n}" for n in range(3))}
    assert "タグ 61" in text("/tags", FakeSearcher(LONG))


def test_a_value_leads_to_its_posts():
    links = list(map(unquote, hrefs("/tags?q=猫&year=2024&contains=札5", FakeSearcher(LONG))))
    assert "/search?q=猫&amp;tag=札5&amp;year=2024" in links
    assert "/search?q=猫&amp;tag=札6&amp;year=2024" not in links
    assert "/tags?order=name&amp;contains=札5&amp;q=猫&amp;year=2024" in links


@pytest.mark.parametrize(
    ("url", "sentence"),
    [
        ("/tags?contains=無い", "「無い」を含むものはありません。"),
        ("/tags?contains=無い&lang=en", "None contains “無い”."),
        ("/tags?year=1999", "タグもカテゴリーもありません。"),
        ("/tags?field=nothing&order=sideways", "タグとカテゴリー"),  # what cannot be read is left out
    ],
)
def test_what_there_is_not(url, sentence):
    answer = page(url)
    assert answer.status_code == 200
    assert sentence in text(url)


def test_a_page_of_results_has_the_first_values_and_a_way_to_all():
    html = page("/search?q=猫", FakeSearcher(LONG)).text
    tags = html[html.index("<h2>タグ</h2>") : html.index("<h2>カテゴリー</h2>")]
    assert len(re.findall("<li>", tags)) == 10
    assert 'action="/tags"' in tags
    assert "/tags?field=tags&amp;q=猫" in unquote(tags)
    assert "すべて見る（61）" in tags
    few = html[html.index("<h2>カテゴリー</h2>") : html.index("<h2>年</h2>")]
    assert "/tags" not in few


def test_a_filter_that_is_chosen_is_among_the_first_ones(searcher):
    html = app_of(searcher).test_client().get("/search?q=猫&tag=旅&lang=ja").text
    assert re.search(r'aria-current="true">\s*<span class="value" lang="ja">旅', html)


def test_the_start_page_leads_to_all_tags():
    assert "/tags" in hrefs("/", FakeSearcher(LONG))


@pytest.mark.parametrize(("authors", "shown"), [(("花",), False), (("花", "林"), True), ((), False)])
def test_authors_are_a_filter_where_there_is_more_than_one(authors, shown):
    posts = [post(f"_posts/2024-01-0{n + 1}-a.md", "猫", "猫", author=name) for n, name in enumerate(authors or ("",))]
    assert ("<h2>著者</h2>" in page("/search?q=猫", FakeSearcher(tuple(posts))).text) == shown
    assert "<h2>著者</h2>" not in page("/search?q=猫", FakeSearcher(MANY)).text


def test_an_author_that_is_chosen_is_shown_alone_too():
    posts = (post("_posts/2024-01-01-a.md", "猫", "猫", author="花"),)
    assert "<h2>著者</h2>" in page("/search?q=猫&author=花", FakeSearcher(posts)).text
