"""Pages that are no results: help, a way forward, a post read here, errors."""

import logging
from html import unescape
from threading import Event

import blog
import pytest
from apps import app_of, client_of
from fakes import POSTS, FailingSearcher, FakeSearcher, post
from pages import hrefs, page, text

from index.errors import IndexMissing
from search.query.syntax import SYNTAX


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
    client = app_of(read_here=True).test_client()
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


def test_an_excerpt_of_code_is_shown_as_code(tmp_path):
    posts = [
        blog.post("a", "題", "はじめの文。", code=("def greet(name):\n    return name",)),
        blog.post("b", "挨拶", "greet という名。"),
    ]
    html = app_of(blog.searcher_of(tmp_path, posts)).test_client().get("/search?q=greet").text
    assert html.count("<code>") == 1
    assert "<code>def <mark>greet</mark>(name):\n    return name</code>" in html


def test_nobody_waits_for_related_posts_to_read_one(monkeypatch):
    """They are shown to the next who comes, and a page without them is not kept."""
    monkeypatch.setattr("web.pages.post._PATIENCE", 0.05)
    compared = Event()

    class Comparing(FakeSearcher):
        def post(self, name, *, related=None, **options):
            if related:
                compared.wait(5)
            return super().post(name, related=related, **options)

    client = client_of(Comparing())
    first = client.get(f"/p/{POSTS[0].id}")
    compared.set()
    monkeypatch.setattr("web.pages.post._PATIENCE", 5)
    second = client.get(f"/p/{POSTS[0].id}")
    assert (first.status_code, first.headers["Cache-Control"], "ETag" in first.headers) == (200, "no-store", False)
    assert 'id="related"' not in first.text
    assert 'id="related"' in second.text
    assert "ETag" in second.headers
