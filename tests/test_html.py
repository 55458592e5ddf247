"""What holds for every page: its language, well-formed HTML, nothing unescaped, its headers and its size."""

import pytest
from apps import app_of
from blog import post as blog_post
from blog import searcher_of
from fakes import FakeSearcher, post
from hypothesis import given, settings
from hypothesis import strategies as st
from pages import ADDRESSES, CLIENT, EVIL, MANY, Wellformed, hrefs, page

from search.declaration import declarations
from web.app import create_app
from web.request.requests import PageRequest


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
        assert html.count("<script") == 2  # which load search.js and facets.js
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
    answer = app_of().test_client().get("/help", headers={"Accept-Language": accepted})
    assert answer.headers["Content-Language"] == language


@pytest.mark.parametrize("url", ["/nope", "/p/0123456789ab", "/search?q=味噌"])
def test_every_page_bears_the_name_of_the_blog(url):
    assert "台所と索引</title>" in app_of().test_client().get(url).text


def test_choosing_another_year_lets_the_month_go(tmp_path):
    dated = [blog_post(day, "猫", "猫がいる。", date=day) for day in ("2021-03-01", "2022-01-09", "2022-05-05")]
    client = create_app(searcher_of(tmp_path / "idx", dated)).test_client()
    html = client.get("/search?year=2022&from=2022-01-01&to=2022-01-31").text
    assert 'href="/search?year=2022&amp;year=2021"' in html
    assert 'href="/search"' in html  # without 2022
