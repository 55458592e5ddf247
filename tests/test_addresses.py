from __future__ import annotations

from dataclasses import replace
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sites import SITES

from index.reading.frontmatter.values import Quoted
from index.reading.sites.head import Head
from index.reading.sites.hugo import Hugo
from index.reading.sites.hugo_address import Addresses
from index.reading.sites.jekyll import Jekyll
from index.reading.sites.jekyll_places import Places
from index.reading.sites.permalink import SlugMode, slugify

JEKYLL = Jekyll(Path())
# Without quotes the time would be one of UTC to Jekyll.
VALUES = {"title": "検索エンジン", "date": Quoted("2024-03-05 07:08:09"), "categories": ["技術", "Full Text"]}


def head(path: str = "_posts/2024-03-05-検索-Engine.md", **values: str) -> Head:
    return Head(PurePosixPath(path), {**VALUES, **values})


@pytest.mark.parametrize(
    ("pattern", "url"),
    [
        ("", "/技術/full text/2024/03/05/検索-Engine.html"),
        ("date", "/技術/full text/2024/03/05/検索-Engine.html"),
        ("pretty", "/技術/full text/2024/03/05/検索-Engine/"),
        ("ordinal", "/技術/full text/2024/065/検索-Engine.html"),
        ("weekdate", "/技術/full text/2024/W10/Tue/検索-Engine.html"),
        ("none", "/技術/full text/検索-Engine.html"),
        ("/:year/:month/:day/:title/", "/2024/03/05/検索-Engine/"),
        ("/:short_year/:i_month/:i_day/:slug", "/24/3/5/検索-engine"),
        ("/:slugified_categories/:name:output_ext", "/技術/full-text/2024-03-05-検索-engine.html"),
        ("/:year_:month/:hour:minute:second/", "/2024_03/070809/"),
        ("/:short_month/:long_month/:long_day/:w_year/:week/:w_day/", "/Mar/March/Tuesday/2024/10/2/"),
        ("/:collection/:path/", "/posts/2024-03-05-検索-Engine/"),
        ("//a/../b/:unknown/", "/a/b/:unknown/"),
    ],
)
def test_jekyll_patterns(pattern: str, url: str) -> None:
    assert unquote(replace(JEKYLL, permalink=pattern).url_of(head())) == url


def test_an_address_can_go_into_a_link_as_it_is() -> None:
    assert replace(JEKYLL, permalink="/:title/").url_of(head()) == "/%E6%A4%9C%E7%B4%A2-Engine/"
    assert JEKYLL.url_of(head("_posts/2024-03-05-a b (c)+d.md", permalink="/x y/:title/")) == "/x%20y/a-b-(c)+d/"
    assert JEKYLL.url_of(head(permalink="/%E6%A4%9C/?/")) == "/%E6%A4%9C/%3F/"


@pytest.mark.parametrize(
    ("path", "values", "url"),
    [
        ("_posts/2024-03-05-a.md", {"permalink": "/about/"}, "/about/"),
        ("_posts/2024-03-05-a.md", {"permalink": "about"}, "/about"),
        ("_posts/2024-03-05-a.md", {"permalink": "/:year/x.html"}, "/2024/x.html"),
        ("_posts/2024-03-05-a.md", {"permalink": "pretty"}, "/pretty"),  # a style is one in the settings alone
        ("_posts/24-03-05-a.md", {"date": ""}, "/2024/03/05/a/"),
        ("_posts/2024-03-05-a.md", {"slug": "My Slug"}, "/2024/03/05/My-Slug/"),
        ("_posts/2024/2024-03-05-a.b.md", {}, "/2024/03/05/a.b/"),
        ("_posts/2024-03-05-end-.md", {}, "/2024/03/05/end/"),
        ("_posts/undated.md", {"date": ""}, "/undated/"),
        ("_posts/2024-03-05-a.md", {"date": "2024-03-05T20:00:00Z"}, "/2024/03/06/a/"),  # it is the 6th in Japan
    ],
)
def test_front_matter_and_file_name(path: str, values: dict[str, str], url: str) -> None:
    assert unquote(replace(JEKYLL, permalink="/:year/:month/:day/:title/").url_of(head(path, **values))) == url


def test_the_whole_address_when_the_site_says_where_it_is() -> None:
    site = replace(JEKYLL, base_url="https://x.jp", baseurl="/ブログ", permalink="/:year/")
    assert site.url_of(head()) == "https://x.jp/%E3%83%96%E3%83%AD%E3%82%B0/2024/"


@pytest.mark.parametrize(
    ("permalink", "patterns", "url"),
    [
        ("", {}, "/notes/sub/a.html"),
        ("none", {}, "/notes/sub/a.html"),
        ("weekdate", {}, "/notes/sub/a"),
        ("/:title", {}, "/notes/sub/a"),
        ("/:title/", {}, "/notes/sub/a/"),
        ("/:title:output_ext", {}, "/notes/sub/a.html"),
        ("date", {"notes": "pretty"}, "/pretty"),
        ("pretty", {}, "/notes/sub/a/"),
        ("date", {"notes": "/n/:name/"}, "/n/a/"),
    ],
)
def test_collections(permalink: str, patterns: dict[str, str], url: str) -> None:
    site = replace(JEKYLL, permalink=permalink, places=Places(collections=("notes",)), permalinks=patterns)
    assert site.url_of(Head(PurePosixPath("_notes/sub/a.md"), {})) == url


@pytest.mark.parametrize(
    ("kind", "path", "values", "url"),
    [
        ("hugo", "content/posts/猫 の日記.md", {}, "/posts/猫-の日記/"),
        ("hugo", "content/posts/Cat/index.md", {}, "/posts/cat/"),
        ("hugo", "content/posts/cat.en.md", {}, "/posts/cat/"),
        ("hugo", "content/posts/cat.ja.md", {}, "/posts/cat.ja/"),
        ("hugo", "content/posts/cat.md", {"slug": "Neko"}, "/posts/neko/"),
        ("hugo", "content/posts/cat.md", {"url": "/cats/1.html"}, "/cats/1.html"),
        ("hugo", "content/cat.md", {}, "/cat/"),
        ("zenn", "articles/0123abc.md", {}, "/articles/0123abc"),
        ("qiita", "public/a.md", {"id": "c0ffee"}, "/items/c0ffee"),
        ("hexo", "source/_posts/2024/cat.md", {}, "/2024/03/05/2024/cat/"),
        ("hexo", "source/_posts/cat.md", {"permalink": ":category/neko"}, "/:category/neko"),
        ("plain", "notes/猫.md", {}, "/notes/猫/"),
    ],
)
def test_other_sites(kind: str, path: str, values: dict[str, str], url: str) -> None:
    assert unquote(SITES[kind](Path()).url_of(head(path, **values))) == url


def test_patterns_of_a_hugo_section() -> None:
    site = Hugo(Path(), addresses=Addresses({"blog": "/:year/:month月/:slug/"}))
    assert unquote(site.url_of(head("content/blog/cat.md"))) == "/2024/03月/検索エンジン/"


@pytest.mark.parametrize(
    ("text", "mode", "slug"),
    [
        ("The _config.yml file", "default", "the-config-yml-file"),
        ("The _config.yml file", "pretty", "the-_config.yml-file"),
        ("The _config.yml file", "ascii", "the-config-yml-file"),
        ("The _config.yml file", "raw", "the-_config.yml-file"),
        ("The _config.yml file", "none", "the _config.yml file"),
        ("全文検索とは？ 入門", "default", "全文検索とは-入門"),
        ("「全文検索」①", "pretty", "全文検索"),
        ("Café 日記", "latin", "cafe-日記"),
        ("が", "default", "が"),
    ],
)
def test_slugs(text: str, mode: SlugMode, slug: str) -> None:
    assert slugify(text, mode) == slug


@given(st.text(), st.text(), st.sampled_from(sorted(SITES)))
def test_any_names(name: str, pattern: str, kind: str) -> None:
    path = PurePosixPath("_posts", name.replace("\0", "").lstrip("/") or "a")
    url = SITES[kind](Path()).url_of(Head(path, {"slug": name, "permalink": pattern}))
    assert url.startswith("/")
    assert url.isascii()
