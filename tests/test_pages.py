import logging
import re
from html import unescape
from html.parser import HTMLParser
from urllib.parse import quote

import pytest
from apps import client_of
from blog import post as blog_post
from blog import searcher_of
from fakes import POSTS, FailingSearcher, FakeSearcher, post
from hypothesis import given, settings
from hypothesis import strategies as st

from index.errors import IndexMissing
from index.language import Message
from search.declaration import declarations
from search.query.syntax import SYNTAX
from web.app import create_app
from web.request.requests import PageRequest

VOID = {"meta", "link", "input", "rect"}
MANY = tuple(
    post(f"_posts/2024-01-{n % 28 + 1:02}-p{n}.md", f"猫の記事{n}", "猫がいる。", tags=("猫",)) for n in range(95)
)
EVIL = '<script>alert("x")</script>'
ADDRESSES = [
    *("/", "/help", "/search?q=味噌", "/search?q=量子", "/search?q=味噌+Janome", "/search?tag=味噌&year=2024", "/nope"),
    f"/p/{POSTS[2].id}?q=道具",
]
CLIENT = create_app(FakeSearcher()).test_client()


class Wellformed(HTMLParser):
    """Every element that is opened is closed, in order."""

    def __init__(self, html):
        super().__init__()
        self.open, self.found = [], []
        self.feed(html)
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        assert len(dict(attrs)) == len(attrs)
        self.found.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


def page(url, searcher=None, **headers):
    return create_app(searcher or FakeSearcher()).test_client().get(url, headers=headers)


def text(url, searcher=None, **headers):
    html = re.sub(r"<head>.*</head>", "", page(url, searcher, **headers).text, flags=re.DOTALL)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", "", html))


def hrefs(url, searcher=None):
    return re.findall(r'href="([^"]*)"', page(url, searcher).text)


@pytest.mark.parametrize(
    ("url", "status"),
    [
        ("/search?q=味噌", "「味噌」の検索結果 2件中 1〜2件（0.001秒）"),
        ("/search?q=味噌&lang=en", "Results for “味噌” 1–2 of 2 (0.001 s)"),
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
    assert "味噌 2" in shown
    assert "2024年 1" in shown
    assert "2024年5月12日 味噌ラーメンを作る" in shown
    assert "/search?sort=-date" in hrefs(url)


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


@pytest.mark.parametrize("url", ["/", "/search?q=味噌", "/search?q=量子"])
def test_the_banner_while_the_index_is_built(url):
    assert "索引を作成中です（2/3件）。" in text(url, FakeSearcher(indexed=2))
    assert "索引を作成中です" not in text(url)


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


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_help_tells_the_whole_syntax(lang):
    shown = unescape(text(f"/help?lang={lang}"))
    for form in SYNTAX.values():
        assert f"{form.of('猫', '写真')}{form.meaning.to(lang)}" in shown


@pytest.mark.parametrize("url", ["/", "/search?q=味噌", "/nope"])
def test_help_is_one_link_away(url):
    assert "/help" in hrefs(url)
    assert "/help?lang=en" in hrefs(f"{url}{'&' if '?' in url else '?'}lang=en")


@pytest.mark.parametrize(("shortcut", "switches"), [("/", 1), ("", 0)])
def test_a_key_that_is_switched_off_is_not_told(shortcut, switches):
    client = client_of(shortcut=shortcut)
    assert client.get("/help").text.count('type="checkbox"') == switches
    assert f'data-shortcut="{shortcut}"' in client.get("/").text


def test_nothing_found_helps():
    shown = text("/search?q=Janome&tag=料理", FakeSearcher(suggestions=("味噌",)))
    assert "フィルターを外すと 1件" in shown
    assert "もしかして： 味噌 （1件）" in shown
    assert "よく使われているタグ" in shown
    assert "新しい記事" in shown


def test_a_post_that_is_not_published_is_read_here():
    hidden = post("_posts/2024-01-01-a.md", "下書き", "まだ公開していない。", url="/2024/a/")
    searcher = FakeSearcher((hidden,))
    assert f"/p/{hidden.id}?q=%E5%85%AC%E9%96%8B" in hrefs("/search?q=公開", searcher)
    assert "まだ公開していない。" in text(f"/p/{hidden.id}", searcher)


def test_a_demo_is_read_here():
    client = create_app(FakeSearcher(), read_here=True).test_client()
    assert f'href="/p/{POSTS[0].id}"' in client.get("/").text
    assert "blog.example.jp" not in client.get(f"/p/{POSTS[0].id}").text


def test_links_lead_to_the_web_only():
    searcher = FakeSearcher((post("_posts/2024-01-01-a.md", "罠", "猫", url="javascript:alert(1)"),))
    assert not [link for link in hrefs("/search?q=猫", searcher) if link.startswith("javascript")]


def test_a_post_shows_its_neighbours():
    assert "関連する記事 2022年1月9日 味噌を仕込む 共通する語：味噌" in text(f"/p/{POSTS[0].id}")


@pytest.mark.parametrize("url", ["/p/0123456789ab", "/p/..%2fsecret", "/p/readme.md", "/nope"])
def test_not_found(url):
    answer = page(url)
    assert answer.status_code == 404
    assert "見つかりません" in answer.text


@pytest.mark.parametrize("url", ["/", "/search?q=猫", "/search/fragment?q=猫", "/help", f"/p/{POSTS[0].id}"])
def test_no_index(url):
    answer = page(url, FailingSearcher(IndexMissing(ja="/srv/blog に索引がありません", en="No index in /srv/blog")))
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "10")
    assert "索引を開けません。" in answer.text
    assert "/srv" not in answer.text


def test_an_internal_error_tells_a_number_and_nothing_else(caplog):
    caplog.set_level(logging.CRITICAL + 1, "web.app")
    answer = page("/", FailingSearcher(RuntimeError("secret")))
    assert answer.status_code == 500
    assert answer.headers["X-Request-Id"] in answer.text
    assert "secret" not in answer.text


@pytest.mark.parametrize(
    ("url", "browser", "language"),
    [
        ("/", "", "ja"),
        ("/", "ja,en;q=0.8", "ja"),
        ("/", "en-US,en;q=0.9,ja;q=0.8", "en"),
        ("/", "fr", "ja"),
        ("/", ";;q=x,,", "ja"),
        ("/?lang=ja", "en", "ja"),
        ("/?lang=en", "ja", "en"),
        ("/?lang=tlh", "en", "en"),
    ],
)
def test_language(url, browser, language):
    answer = page(url, **{"Accept-Language": browser})
    assert f'<html lang="{language}">' in answer.text
    assert answer.headers["Content-Language"] == language


def test_the_other_language_is_one_link_away():
    assert "/search?q=%E5%91%B3%E5%99%8C&amp;page=2&amp;lang=en" not in hrefs("/search?q=味噌")
    assert "/search?q=%E7%8C%AB&amp;page=2&amp;lang=en" in hrefs("/search?q=猫&page=2", FakeSearcher(MANY))


@pytest.mark.parametrize("url", ADDRESSES)
@pytest.mark.parametrize("lang", ["ja", "en"])
def test_html_is_well_formed(url, lang):
    html = page(url, **{"Accept-Language": lang}).text
    found = Wellformed(html.replace("<!doctype html>", "")).found
    ids = [attributes["id"] for _, attributes in found if "id" in attributes]
    assert len(ids) == len(set(ids))
    assert not [attributes for _, attributes in found if "style" in attributes or "onclick" in attributes]
    assert len(html) < 60_000


def test_everything_is_escaped():
    evil = post(f"_posts/2024-01-01-a.md", EVIL, f"{EVIL} 猫", tags=(EVIL,), categories=(EVIL,), url="/a/")  # noqa: F541
    for url in ["/", "/search?q=猫", f"/search?q={EVIL}", f"/search?tag={EVIL}&year={EVIL}", f"/p/{evil.id}"]:
        html = page(url, FakeSearcher((evil,), title=EVIL)).text
        assert html.count("<script") == 1  # which loads search.js
        assert "&lt;script&gt;" in html


def test_a_broken_file_name_does_not_break_the_page():
    assert page("/", FakeSearcher((post("_posts/2024-01-01-a.md", "\udcff題", "猫"),))).status_code == 200


@pytest.mark.parametrize("url", [*ADDRESSES, "/static/style.css", "/api/v1/search", "/healthz"])
def test_headers(url):
    with page(url) as answer:
        headers = answer.headers
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Robots-Tag"] == "noindex, follow"


@pytest.mark.parametrize(("name", "most"), [("style.css", 10_000), ("search.js", 8_000)])
def test_what_a_page_loads_is_small(name, most):
    with page(f"/static/{name}", **{"Accept-Encoding": "gzip"}) as answer:
        assert answer.content_encoding == "gzip"
        assert len(answer.data) < most


@pytest.mark.parametrize("name", [*declarations(PageRequest), "other"])
@given(value=st.binary(max_size=12))
@settings(deadline=1000)
def test_any_bytes_in_any_parameter(name, value):
    escaped = "".join(f"%{byte:02x}" for byte in value)
    answer = CLIENT.get(f"/search?q=猫&{name}={escaped}")
    assert answer.status_code in {200, 302}


@pytest.mark.parametrize("host", ["a b", "x" * 70 + ".example.jp", "[", "a/b", "\xff"])
def test_a_host_that_is_none_is_a_bad_request(host):
    answer = CLIENT.get("/search", environ_overrides={"HTTP_HOST": host})
    assert answer.status_code in {200, 400}


@pytest.mark.parametrize(
    ("accepted", "language"),
    [
        ("ja-JP,en;q=0.5", "ja"),
        ("en-US,ja;q=0.5", "en"),
        ("en-GB,ja;q=0.9", "en"),
        ("ja-JP,ja;q=0.9,en-US;q=0.8", "ja"),
        ("en;q=0.3,ja;q=0.7", "ja"),
        ("de,en;q=0.5", "en"),
        ("de", "ja"),
        ("*", "ja"),
        ("en;q=0", "ja"),
        ("EN_us", "en"),
        ("", "ja"),
    ],
)
def test_the_language_that_is_liked_best(accepted, language):
    answer = create_app(FakeSearcher()).test_client().get("/help", headers={"Accept-Language": accepted})
    assert answer.headers["Content-Language"] == language


@pytest.mark.parametrize("url", ["/nope", "/p/0123456789ab", "/search?q=味噌"])
def test_every_page_bears_the_name_of_the_blog(url):
    assert "台所と索引</title>" in create_app(FakeSearcher()).test_client().get(url).text


def test_choosing_another_year_lets_the_month_go(tmp_path):
    dated = [blog_post(day, "猫", "猫がいる。", date=day) for day in ("2021-03-01", "2022-01-09", "2022-05-05")]
    client = create_app(searcher_of(tmp_path / "idx", dated)).test_client()
    html = client.get("/search?year=2022&from=2022-01-01&to=2022-01-31").text
    assert 'href="/search?year=2022&amp;year=2021"' in html
    assert 'href="/search"' in html  # without 2022
