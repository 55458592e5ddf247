"""Passages and headings of a hit, the months of a year, and a post with its marks."""

import re
from html import unescape
from urllib.parse import unquote

import pytest
from apps import client_of
from fakes import POSTS, FakeSearcher, post

from index.document import Code, Section
from web.app import create_app

PUBLISHED = post(
    "_posts/2024-05-12-miso.md",
    "味噌の本",
    "",
    tags=("味噌",),
    sections=(
        Section(2, "味噌の仕込み", "味噌の 仕込み", "大豆を煮て、麹と塩を混ぜる。"),
        Section(2, "味噌の保存", "b", "冷たい所に置く。"),
    ),
)
HERE = post(
    "_posts/2024-03-01-here.md",
    "樽の話",
    "",
    url="/2024/here/",
    sections=(
        Section(0, "", "", "樽を洗う。\n\n樽を干す。"),
        Section(2, "樽", "taru", "樽がある。"),
        Section(3, "また樽", "taru", ""),
        Section(2, "結果", "results", "よい。"),
    ),
    code=(Code("python", "print('樽')"),),
)
SEARCHER = FakeSearcher((PUBLISHED, HERE, *POSTS))


def get(url, **options):
    return client_of(SEARCHER, **options).get(url)


def links(url, kind, **options):
    """The links of that class: address and text."""
    html = get(url, **options).text
    found = re.findall(rf'<a class="{kind}" href="([^"]*)"[^>]*>(.*?)</a>', html)
    return [(unquote(href.replace("&amp;", "&")), re.sub("</?mark>", "|", text)) for href, text in found]


def test_the_heading_of_a_passage_and_others_that_match_are_links():
    assert links("/search?q=味噌&sort=-date&from=2024-05", "heading")[:2] == [
        (f"{PUBLISHED.url}#b", "|味噌|の保存"),
        (f"{PUBLISHED.url}#味噌の 仕込み", "|味噌|の仕込み"),
    ]


def test_a_heading_is_percent_encoded():
    assert f'href="{PUBLISHED.url}#%E5%91%B3%E5%99%8C%E3%81%AE%20' in get("/search?q=味噌").text


def test_the_headings_of_a_post_that_is_read_here_are_on_its_page():
    (first, *_) = links("/search?q=樽", "heading")
    assert first == (f"/p/{HERE.id}?q=樽#results", "結果")


def test_a_passage_is_one_jump_away_on_the_published_page():
    (jump,) = links("/search?q=麹&from=2024-05", "jump")
    assert jump == (f"{PUBLISHED.url}#b:~:text=大豆を煮て、麹と塩を混ぜる。 冷たい所に置く。", "この箇所へ")
    assert links("/search?q=麹", "jump", text_fragments=False) == []
    assert links("/search?q=麹", "jump", read_here=True) == []
    assert links("/search?q=樽", "jump&from=2024-03") == []


@pytest.mark.parametrize("read_here", [False, True])
def test_related_posts_are_one_click_away(read_here):
    html = get("/search?q=大豆", read_here=read_here).text
    assert f'<a href="/p/{PUBLISHED.id}?q=%E5%A4%A7%E8%B1%86#related"' in html


@pytest.mark.parametrize(
    ("url", "bars"),
    [
        ("/search?q=味噌&year=2024", {"5月": (2, "/search?q=味噌&year=2024&from=2024-05-01&to=2024-05-31")}),
        (
            "/search?year=2024&tag=味噌&from=2024-05-01&to=2024-05-31&sort=date",
            {"5月": (2, "/search?tag=味噌&year=2024&sort=date")},
        ),
        ("/search?year=2024&lang=en", {"Mar": (1, None), "May": (2, None)}),
    ],
)
def test_the_months_of_one_year(url, bars):
    nav = re.search(r'<nav class="months".*?</nav>', get(url).text, re.DOTALL)[0]
    assert nav.count("<li>") == nav.count("<svg") == 12
    assert "style" not in nav
    found = re.findall(r'href="([^"]*)".*?count" [^>]*>(\d+)</span>.*?<span [^>]*>(\w+)</span>', nav, re.DOTALL)
    assert {name: int(count) for _, count, name in found} == {name: count for name, (count, _) in bars.items()}
    for href, _, name in found:
        assert bars[name][1] in {None, unquote(href.replace("&amp;", "&"))}


def test_a_month_is_told_in_words():
    html = get("/search?year=2024").text
    assert 'aria-label="2024年5月、2件"' in html
    assert 'aria-label="2024年1月、0件"' in html
    assert 'aria-label="May 2024: 2 posts"' in get("/search?year=2024&lang=en").text


@pytest.mark.parametrize("url", ["/search?q=味噌", "/search?q=味噌&year=2024&year=2022", "/search?q=量子&year=2024"])
def test_no_months_without_one_year(url):
    assert 'class="months"' not in get(url).text


def test_a_post_is_marked_from_title_to_code():
    html = get(f"/p/{HERE.id}?q=樽").text
    assert "<h2><mark>樽</mark>の話</h2>" in html
    assert "<p><mark>樽</mark>を洗う。</p>\n<p><mark>樽</mark>を干す。</p>" in html
    assert '<h3 id="taru"><mark>樽</mark></h3>' in html
    assert "print('<mark>樽</mark>')" in unescape(html)
    assert "<mark>" not in get(f"/p/{HERE.id}").text


@pytest.mark.parametrize(
    ("levels", "shown"),
    [
        ((2, 3, 4, 2), "3453"),
        ((3, 3, 2, 3), "3334"),  # it begins below where it goes on
        ((1, 4, 6, 3), "3454"),
        ((1, 2, 3, 4, 5, 6), "345666"),
    ],
)
def test_no_level_of_headings_is_passed_over(levels, shown):
    sections = tuple(Section(level, f"見出し{number}", "", "") for number, level in enumerate(levels))
    document = post("_posts/2024-01-01-a.md", "題", "", sections=sections)
    html = create_app(FakeSearcher((document,))).test_client().get(f"/p/{document.id}").text
    assert "".join(re.findall(r"<h(\d)>見出し", html)) == shown


def test_no_id_is_there_twice():
    html = get(f"/p/{HERE.id}").text
    assert "<h4>また樽</h4>" in html
    assert "<h3>結果</h3>" in html


@pytest.mark.parametrize(
    ("url", "back"),
    [
        ("?q=樽&tag=味噌&sort=date&page=3", "/search?q=樽&tag=味噌&sort=date&page=3"),
        ("?q=樽&lang=en", "/search?q=樽&lang=en"),
        ("?year=2024", "/search?year=2024"),
    ],
)
def test_the_way_back_to_the_results(url, back):
    html = get(f"/p/{HERE.id}{url}").text
    assert unquote(re.search(r'class="back"><a href="([^"]*)"', html)[1].replace("&amp;", "&")) == back


def test_no_way_back_where_nothing_was_asked():
    assert 'class="back"' not in get(f"/p/{HERE.id}?lang=en").text


def test_the_other_language_keeps_the_marks():
    assert f'href="/p/{HERE.id}?q=%E6%A8%BD&amp;lang=en"' in get(f"/p/{HERE.id}?q=樽").text


def test_the_box_keeps_the_query_and_a_tag_begins_anew():
    html = get(f"/p/{PUBLISHED.id}?q=樽&year=2024").text
    assert 'name="q" value="樽"' in html
    assert 'href="/search?tag=%E5%91%B3%E5%99%8C"' in html


@pytest.mark.parametrize(
    ("setting", "browser", "url", "language"),
    [
        ("auto", "en", "/", "en"),
        ("ja", "en", "/", "ja"),
        ("en", "ja", "/", "en"),
        ("ja", "ja", "/?lang=en", "en"),
    ],
)
def test_the_language_that_is_set(setting, browser, url, language):
    answer = client_of(SEARCHER, language=setting).get(url, headers={"Accept-Language": browser})
    assert f'<html lang="{language}">' in answer.text
    assert ("Accept-Language" in answer.vary) == (setting == "auto")
