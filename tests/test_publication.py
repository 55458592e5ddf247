"""Where a blog is published, as its owner says it in `sakuin.toml`, and the ways that lead there from every page."""

import json
import re

import pytest
from apps import client_of
from click.testing import CliRunner
from fakes import FakeSearcher
from sites import read_post

from index.build import build
from index.errors import InputUnusable
from index.reading.sites.detect import detect_site
from index.reading.sites.publication import Publication
from index.reading.sites.published import how_to_place, published
from index.reading.walk import find_posts
from search.searcher import open_searcher
from web.cli import sakuin

POST = "---\ntitle: 題\ndate: 2024-05-06\ncategories: 旅\n---\n本文"
ZENN = {"package.json": '{"devDependencies": {"zenn-cli": "1"}}', "articles/abc.md": POST}
QIITA = {"qiita.config.json": "{}", "public/abc.md": "---\ntitle: 題\nid: 0123\n---\n本文"}
PLAIN = {"notes/2024-05-06-neko.md": POST}
BARE = {"_posts/2024-05-06-neko.md": POST}
JEKYLL = {"_config.yml": "url: https://old.example\nbaseurl: /b\npermalink: pretty\ntitle: 古い", **BARE}
HEXO = {"_config.yml": "url: https://old.example\n", "source/_posts/neko.md": POST}
HUGO = {
    "hugo.toml": 'baseURL = "https://old.example/"\n[permalinks]\nposts = "/p/:slug/"',
    "content/posts/neko.md": POST,
}
BASE = "https://new.example"


def site_of(folder, files, **said):
    return published(detect_site(folder(files)), Publication(**said))


def address(folder, files, **said):
    site = site_of(folder, files, **said)
    (path,) = find_posts(site)
    return read_post(path, site).document.url


@pytest.mark.parametrize(
    ("files", "said", "url"),
    [
        (ZENN, {"url": "https://zenn.dev/neko"}, "https://zenn.dev/neko/articles/abc"),
        (ZENN, {"url": BASE, "permalink": "/z/:slug/"}, f"{BASE}/z/abc/"),
        (QIITA, {"url": "https://qiita.com/neko/"}, "https://qiita.com/neko/items/0123"),
        (PLAIN, {"url": BASE}, f"{BASE}/notes/2024-05-06-neko/"),
        (PLAIN, {"url": BASE, "permalink": "/:year/:month/:slug/"}, f"{BASE}/2024/05/neko/"),
        (
            PLAIN,
            {"url": f"{BASE}/日記", "permalink": ":path.html"},
            f"{BASE}/%E6%97%A5%E8%A8%98/notes/2024-05-06-neko.html",
        ),
        (PLAIN, {"permalink": "/:name"}, "/2024-05-06-neko"),
        (BARE, {"url": BASE}, f"{BASE}/%E6%97%85/2024/05/06/neko.html"),
        (BARE, {"url": BASE, "permalink": "pretty"}, f"{BASE}/%E6%97%85/2024/05/06/neko/"),
        (JEKYLL, {}, "https://old.example/b/%E6%97%85/2024/05/06/neko/"),
        (JEKYLL, {"url": BASE}, f"{BASE}/%E6%97%85/2024/05/06/neko/"),
        (JEKYLL, {"permalink": "/:slug"}, "https://old.example/b/neko"),
        (HEXO, {"url": BASE, "permalink": ":year/:title/"}, f"{BASE}/2024/neko/"),
        (HUGO, {"url": BASE}, f"{BASE}/p/{'%E9%A1%8C'}/"),
        (HUGO, {"permalink": "/:year/:filename/"}, "https://old.example/2024/neko/"),
    ],
)
def test_the_owner_comes_before_the_generator(folder, files, said, url):
    assert address(folder, files, **said) == url


@pytest.mark.parametrize("files", [ZENN, QIITA, PLAIN, BARE, JEKYLL, HUGO])
def test_a_placeholder_that_is_not_there(folder, files):
    with pytest.raises(InputUnusable, match=r"no :yaer \(it is /:yaer/:slug/\)"):
        site_of(folder, files, permalink="/:yaer/:slug/")


def test_the_title_and_the_front_page(folder):
    site = site_of(folder, JEKYLL, url=f"{BASE}/日記", title="新しい")
    assert (site.title, site.home) == ("新しい", f"{BASE}/%E6%97%A5%E8%A8%98/")
    assert site_of(folder, JEKYLL).title == "古い"


@pytest.mark.parametrize(("files", "setting"), [(ZENN, "https://zenn.dev/"), (PLAIN, "https://blog.example.jp")])
def test_where_it_is_not_known_a_line_says_what_to_write(folder, files, setting):
    said = how_to_place(site_of(folder, files))
    assert f'[site]\nurl = "{setting}' in said.en
    assert how_to_place(site_of(folder, files, url=BASE)) is None


def test_an_index_follows(folder, tmp_path):
    root, place = folder(PLAIN), tmp_path / "idx"
    assert build(root, place).unplaced is not None
    report = build(root, place, publication=Publication(url=BASE, title="日記"))
    assert (report.updated, report.unplaced) == (1, None)
    state = open_searcher(place).state()
    assert (state.title, state.url) == ("日記", f"{BASE}/")
    assert build(root, place, publication=Publication(url=BASE, title="名前だけ")).updated == 0


@pytest.mark.parametrize(
    ("toml", "says"),
    [
        (
            'url = "zenn.dev/neko"',
            "sakuin.toml: site.url must be the address of the blog's front page, from https:// on",
        ),
        ('url = "ftp://a.example"', "site.url must be"),
        ('url = "https://"', "site.url must be"),
        ('url = "https://a.example/?p=1"', "site.url must be"),
        ('permalink = "https://a.example/:slug"', "site.permalink must be a path below site.url"),
        ('permalink = "/:yaer/"', "site.permalink: plain has no :yaer (it is /:yaer/). Did you mean :year?"),
        ('titel = "x"', "Did you mean site.title?"),
    ],
)
def test_what_cannot_be_used_is_one_sentence(folder, monkeypatch, toml, says):
    monkeypatch.setattr("web.cli.LANGUAGE", "en")
    root = folder({**PLAIN, "sakuin.toml": f"[site]\n{toml}\n"})
    with pytest.raises(InputUnusable, match=re.escape(says)):
        CliRunner().invoke(sakuin, ["index", str(root)], catch_exceptions=False)


def test_from_the_settings_to_the_answer(folder):
    root = folder({**PLAIN, "sakuin.toml": f'[site]\nurl = "{BASE}"\npermalink = "/:slug"\ntitle = "日記"\n'})
    run = CliRunner().invoke(sakuin, ["index", str(root)], catch_exceptions=False)
    assert "sakuin.toml" not in run.stderr
    shown = CliRunner().invoke(sakuin, ["search", "本文", "--format", "json", "--index", str(root / ".sakuin")])
    assert json.loads(shown.stdout)["hits"][0]["url"] == f"{BASE}/neko"


# ---- On the pages

PAGES = ["/", "/search?q=味噌", "/help", "/nope", "/api/v1/docs"]


@pytest.mark.parametrize("page", PAGES)
def test_the_name_leads_to_the_blog_and_the_search_has_its_own_link(page):
    html = client_of(FakeSearcher(front_page=f"{BASE}/blog/")).get(page).text
    assert f'<h1 lang="ja"><a href="{BASE}/blog/">' in html
    assert '<a href="/">検索のトップ</a>' in html


@pytest.mark.parametrize("page", PAGES)
def test_where_nobody_knows_the_blog_the_name_leads_to_the_search(page):
    html = client_of().get(page).text
    assert '<h1 lang="ja"><a href="/">' in html
    assert "検索のトップ" not in html


@pytest.mark.parametrize(
    ("left", "cors", "leads"),
    [
        (f"{BASE}/blog/a.html?x=1#y", "", True),
        ("https://other.example/a", "https://other.example", True),
        ("https://evil.example/", "", False),
        ("https://evil.example/", "*", False),
        (f"{BASE}.evil.example/", "", False),
        (f"{BASE}@evil.example/", "", False),
        ("javascript:alert(1)", "*", False),
        ("//new.example/", "", False),
        ("https://[", "", False),
    ],
)
def test_a_reader_finds_back_to_the_blog_and_nowhere_else(left, cors, leads):
    client = client_of(FakeSearcher(front_page=f"{BASE}/blog/"), cors=cors)
    html = client.get("/search", query_string={"q": "味噌", "back": left}).text
    assert ("← 元のページに戻る" in html) is leads
    if leads:
        assert f'<a href="{left.replace("&", "&amp;")}">' in html


def test_the_way_back_stays_from_page_to_page():
    client = client_of(FakeSearcher(front_page=f"{BASE}/blog/"))
    html = client.get("/search", query_string={"q": "味噌", "back": f"{BASE}/a"}).text
    kept = "back=https%3A%2F%2Fnew.example%2Fa"
    assert f'<a href="/?{kept}">検索のトップ</a>' in html
    assert f'<input type="hidden" name="back" value="{BASE}/a">' in html
    assert kept not in html.split('type="application/atom+xml"')[1].split(">")[0]
