"""What stands on a page of results."""

import re
from urllib.parse import quote

import pytest
from apps import client_of
from blog import post as blog_post
from blog import searcher_of
from fakes import FakeSearcher, post
from pages import MANY, hrefs, page, text

from index.language import Message


@pytest.mark.parametrize(
    ("url", "status"),
    [
        ("/search?q=味噌", "「味噌」の検索結果 2件中 1〜2件 関連順"),
        ("/search?q=味噌&lang=en", "Results for “味噌” 1–2 of 2 Relevance"),
        ("/search?tag=味噌", "記事の一覧 2件中 1〜2件"),
        ("/search?q=量子", "「量子」に一致する記事は見つかりませんでした"),
        ("/search?year=1999", "この条件に合う記事はありません"),
        ("/search?q=味噌+量子", "「味噌 量子」のすべての語を含む記事は見つかりませんでした"),
        ("/search?q=味噌+量子&lang=en", "No post has all the words of “味噌 量子”"),
    ],
)
def test_status(url, status):
    assert status in text(url)


@pytest.mark.parametrize(
    ("url", "title"),
    [
        ("/", "台所と索引"),
        ("/search?q=味噌", "味噌 – 検索結果 – 台所と索引"),
        ("/search?q=量子", "量子 – 検索結果 – 台所と索引"),
        ("/search?tag=味噌", "記事の一覧 – 台所と索引"),
    ],
)
def test_title(url, title):
    assert f"<title>{title}</title>" in page(url).text


def test_title_names_the_page():
    assert (
        "<title>猫 – 検索結果（2/10ページ） – 台所と索引</title>"
        in page("/search?q=猫&page=2", FakeSearcher(MANY)).text
    )


def test_the_title_given_comes_first():
    assert "<title>私の検索</title>" in client_of(title="私の検索").get("/").text


@pytest.mark.parametrize("url", ["/", "/search", "/search?q=", "/search?q=%E3%80%80", "/?utm_source=x"])
def test_where_nothing_is_asked_there_is_a_place_to_begin(url):
    shown = text(url)
    assert "3件の記事があります" in shown
    assert shown.count("記事を検索") == 1
    assert (
        shown.index("2024年5月12日 味噌ラーメンを作る")
        < shown.index("味噌 2")
        < shown.index("1 2022年 1 2023年 1 2024年")
    )
    assert "/search?sort=-date" in hrefs(url)


def test_the_years_are_drawn_from_the_first_to_the_last():
    posts = [post(f"_posts/{year}-05-12-p{n}.md", "猫", "猫") for year, n in ((2019, 1), (2022, 2), (2022, 3))]
    html = page("/", FakeSearcher(tuple(posts))).text
    years = html[html.index('aria-label="年で見る"') :]
    assert re.findall(r'href="(/search\?year=\d+)" aria-label="([^"]+)"', years) == [
        ("/search?year=2019", "2019年、1件"),
        ("/search?year=2022", "2022年、2件"),
    ]
    assert re.findall(r'<span aria-label="([^"]+)" role="img">', years) == ["2020年、0件", "2021年、0件"]
    assert re.findall(r'<rect y="(\d+)" width="100%" height="(\d+)"', years) == [
        ("24", "24"),
        ("48", "0"),
        ("48", "0"),
        ("0", "48"),
    ]


@pytest.mark.parametrize("dates", [(), ("2022-05-12",), ("2022-05-12", "2022-06-12")])
def test_a_blog_of_one_year_has_no_years_to_draw(dates):
    posts = tuple(post(f"_posts/{date}-p.md", "猫", "猫") for date in dates)
    assert "年で見る" not in page("/", FakeSearcher(posts)).text


def test_a_wrong_date_does_not_draw_a_thousand_years():
    posts = tuple(post(f"_posts/{date}-p.md", "猫", "猫") for date in ("0202-05-12", "2022-05-12"))
    assert page("/", FakeSearcher(posts)).text.count("<rect") == 2


def test_an_empty_index():
    assert "索引にはまだ記事がありません。" in text("/", FakeSearcher(()))


def test_a_beginning_shows_eight_tags():
    many = tuple(post(f"_posts/2024-01-{n + 1:02}-p{n}.md", "猫", "猫", tags=(f"札{n}",)) for n in range(12))
    cloud = re.search(r'<ul class="cloud">.*?</ul>', page("/", FakeSearcher(many)).text, re.DOTALL)[0]
    assert cloud.count("<li>") == 8


@pytest.mark.parametrize("tag", ["味噌", "料理"])
def test_a_filter_that_is_chosen_is_no_link(tag):
    assert f'<li><a href="/search?tag={quote(tag)}" lang="ja">' not in page(f"/search?tag={tag}").text
    assert re.search(f'<li><span lang="ja">(<mark>)?{tag}', page(f"/search?tag={tag}").text)
    assert '<span lang="ja">食</span>' in page("/search?category=食").text


@pytest.mark.parametrize(
    ("url", "line"),
    [
        ("/search?q=味噌", "「<bdi>味噌</bdi>」の検索結果"),
        ("/search?q=味噌&lang=en", 'Results for “<bdi lang="ja">味噌</bdi>”'),
        ("/search?q=Janome&lang=en", "Results for “<bdi>Janome</bdi>”"),
        ("/search?q=「量子」", "「<bdi>『量子』</bdi>」に一致する"),
        ("/search?q=量子", "「<bdi>量子</bdi>」に一致する記事は見つかりませんでした"),
        ("/search?q=味噌+Janome", "「<bdi>味噌 Janome</bdi>」のすべての語を含む記事"),
        ("/search?q=味噌&tag=味噌", '<bdi>タグ: 味噌</bdi>'),
        ("/search?q=<b>", "「<bdi>&lt;b&gt;</bdi>」に一致する"),
    ],
)  # fmt: skip
def test_what_is_typed_stands_alone(url, line):
    assert line in page(url).text


def test_matches_are_marked_in_title_snippet_and_tags():
    html = page("/search?q=味噌").text
    assert "<mark>味噌</mark>ラーメンを作る" in html
    assert "札幌で食べた<mark>味噌</mark>" in html
    assert 'lang="ja"><mark>味噌</mark></a></li>' in html


@pytest.mark.parametrize(
    ("url", "link"),
    [
        ("/search?q=味噌", "/search?q=%E5%91%B3%E5%99%8C&amp;tag=%E6%96%99%E7%90%86"),  # 料理 is added
        ("/search?q=味噌&tag=料理", "/search?q=%E5%91%B3%E5%99%8C"),  # and taken away
        ("/search?q=味噌&tag=料理&page=1", "/search?q=%E5%91%B3%E5%99%8C&amp;tag=%E6%96%99%E7%90%86&amp;sort=-date"),
        ("/search?q=味噌&year=2024", "/search?q=%E5%91%B3%E5%99%8C&amp;category=%E9%A3%9F&amp;year=2024"),
        ("/search?q=味噌&lang=en", "/search?q=%E5%91%B3%E5%99%8C&amp;year=2024&amp;lang=en"),
    ],
)
def test_facets_and_orders_are_links(url, link):
    assert link in hrefs(url)


@pytest.mark.parametrize(("typed", "written"), [("e‐book", "e-book"), ("サ−バ", "サーバ"), ("ＡＩ", "ai")])
def test_a_facet_takes_the_chip_of_its_tag_away(tmp_path, typed, written):
    """However a tag is written, it is one tag to the page and to the facets."""
    searcher = searcher_of(tmp_path / ".sakuin", [blog_post("a", "猫", "猫の話。", tags=(written,))])
    html = page(f"/search?q=猫&tag={typed}", searcher).text
    (url,) = re.findall(r'<li><a href="([^"]*)" aria-current="true"', html)
    assert url == "/search?q=%E7%8C%AB"


def test_chips_take_a_filter_away():
    html = page("/search?q=味噌&tag=料理&from=2024").text
    assert 'aria-label="タグ: 料理 を外す"' in html
    assert 'aria-label="この日から: 2024-01-01 を外す"' in html
    assert "すべて解除" in html


def test_a_month_is_one_chip():
    html = page("/search?from=2024-05&to=2024-05").text
    assert 'href="/search" aria-label="月: 2024年5月 を外す"' in html
    assert "この日から" not in html


def test_the_form_keeps_filters_and_order_but_not_the_page():
    html = page("/search?q=猫&tag=猫&sort=date&page=2", FakeSearcher(MANY)).text
    assert re.findall(r'type="hidden" name="(\w+)"', html) == ["tag", "sort"]


@pytest.mark.parametrize(
    ("number", "pages"),
    [
        (1, "1 2 … 10 次へ"),
        (4, "前へ 1 2 3 4 5 … 10 次へ"),
        (5, "前へ 1 … 4 5 6 … 10 次へ"),
        (10, "前へ 1 … 9 10"),
    ],
)
def test_pages(number, pages):
    html = page(f"/search?q=猫&page={number}", FakeSearcher(MANY)).text
    nav = re.search(r'<nav class="pages".*?</nav>', html, re.DOTALL)
    assert re.sub(r"\s+", " ", re.sub(r"<[^>]*>", "", nav[0])).strip() == pages


def test_hits_are_numbered_through():
    assert '<ol class="hits" start="21">' in page("/search?q=猫&page=3", FakeSearcher(MANY)).text


def test_one_page_needs_no_numbers():
    assert 'class="pages"' not in page("/search?q=味噌").text


@pytest.mark.parametrize("number", ["11", "1000", "99999999"])
def test_a_page_behind_the_last_one_is_the_first(number):
    answer = page(f"/search?q=猫&page={number}", FakeSearcher(MANY))
    assert (answer.status_code, answer.location) == (302, "/search?q=%E7%8C%AB")


@pytest.mark.parametrize(
    ("url", "note"),
    [
        ("/search?q=味噌&page=x", "ページ番号「x」は使えないため、最初のページを表示しています。"),
        ("/search?q=味噌&page=0", "ページ番号「0」は使えないため"),
        ("/search?q=味噌&sort=newest", "sort「newest」は使えないため無視しました"),
        ("/search?q=味噌&from=昨日&lang=en", "Ignored from “昨日”: it must be a date such as"),
        ("/search?q=味噌&year=20x4", "year「20x4」は使えないため無視しました"),
        ("/search?q=味噌&mode=any&mode=all", "mode は1回だけ指定できます。"),
        ("/search?q=" + "味" * 1001, "先頭の1,000文字で検索しました"),
    ],
)
def test_bad_parameters_are_noted(url, note):
    answer = page(url)
    assert answer.status_code == 200
    assert note in text(url)


@pytest.mark.parametrize("url", ["/search?q=味噌&utm_source=x&fbclid=1", "/search?q=味噌&from=&to=&author=&year="])
def test_what_is_not_ours_or_empty_is_not_worth_a_note(url):
    assert 'class="notes"' not in page(url).text


def test_warnings_are_notes():
    searcher = FakeSearcher(warnings=(Message(ja="引用符が閉じていません", en="The quote is not closed"),))
    assert "引用符が閉じていません" in text("/search?q=味噌", searcher)


def test_a_correction_is_shown_at_once_with_a_link_to_what_was_typed():
    searcher = FakeSearcher(slips={"味曽": "味噌"})
    corrected = page("/search?q=味曽", searcher).text
    assert "「味噌」の検索結果を表示しています。 「味曽」で検索" in text("/search?q=味曽", searcher)
    assert 'value="味曽"' in corrected
    assert f'href="/search?q={quote("味曽")}&amp;exact=1"' in corrected
    assert "表示しています" not in text("/search?q=味曽&exact=1", searcher)
    assert "表示しています" not in text("/search?q=味噌", searcher)


@pytest.mark.parametrize("url", ["/", "/search?q=味噌", "/search?q=量子"])
def test_the_banner_while_the_index_is_built(url):
    assert "索引を作成中です（2/3件）。" in text(url, FakeSearcher(indexed=2))
    assert "索引を作成中です" not in text(url)
