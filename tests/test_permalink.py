from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.reading.dates import parse_date, zone_of
from index.reading.permalink import Address, SlugMode, slugify, url_of
from index.reading.site import Site, SiteType

JEKYLL = Site(Path(), "jekyll")
POST = Address(
    PurePosixPath("_posts/2024-03-05-検索-Engine.md"),
    title="検索エンジン",
    date=parse_date("2024-03-05 07:08:09", zone_of("Asia/Tokyo")),
    categories=("技術", "Full Text"),
)


@pytest.mark.parametrize(
    ("pattern", "url"),
    [
        ("", "/技術/full text/2024/03/05/検索-Engine.html"),
        ("date", "/技術/full text/2024/03/05/検索-Engine.html"),
        ("pretty", "/技術/full text/2024/03/05/検索-Engine/"),
        ("ordinal", "/技術/full text/2024/065/検索-Engine.html"),
        ("weekdate", "/技術/full text/2024/W10/TUE/検索-Engine.html"),
        ("none", "/技術/full text/検索-Engine.html"),
        ("/:year/:month/:day/:title/", "/2024/03/05/検索-Engine/"),
        ("/:short_year/:i_month/:i_day/:slug", "/24/3/5/検索-engine"),
        ("/:slugified_categories/:name:output_ext", "/技術/full-text/2024-03-05-検索-engine.html"),
        ("/:year_:month/:hour:minute:second/", "/2024_03/070809/"),
        ("/:short_month/:long_month/:long_day/:w_year/:week/:w_day/", "/MAR/March/Tuesday/2024/10/2/"),
        ("/:collection/:path/", "/posts/2024-03-05-検索-Engine/"),
        ("//a/../b/:unknown/", "/a/b/:unknown/"),
    ],
)
def test_jekyll_patterns(pattern: str, url: str) -> None:
    assert unquote(url_of(POST, replace(JEKYLL, permalink=pattern))) == url


def test_an_address_can_go_into_a_link_as_it_is() -> None:
    assert url_of(POST, replace(JEKYLL, permalink="/:title/")) == "/%E6%A4%9C%E7%B4%A2-Engine/"
    spaced = replace(POST, path=PurePosixPath("_posts/2024-03-05-a b (c)+d.md"), permalink="/x y/:title/")
    assert url_of(spaced, JEKYLL) == "/x%20y/a-b-(c)+d/"
    assert url_of(replace(POST, permalink="/%E6%A4%9C/?/"), JEKYLL) == "/%E6%A4%9C/%3F/"


@pytest.mark.parametrize(
    ("change", "url"),
    [
        ({"permalink": "/about/"}, "/about/"),
        ({"permalink": "about"}, "/about"),
        ({"permalink": "/:year/x.html"}, "/2024/x.html"),
        ({"slug": "My Slug"}, "/2024/03/05/My-Slug/"),
        ({"path": PurePosixPath("_posts/2024/2024-03-05-a.b.md")}, "/2024/03/05/a.b/"),
        ({"path": PurePosixPath("_posts/2024-03-05-end-.md")}, "/2024/03/05/end/"),
        ({"path": PurePosixPath("_posts/undated.md"), "date": None}, "/undated/"),
        ({"date": datetime(2024, 3, 5, 20, tzinfo=UTC)}, "/2024/03/06/検索-Engine/"),  # it is the 6th in Japan
    ],
)
def test_front_matter_and_file_name(change: dict[str, object], url: str) -> None:
    site = replace(JEKYLL, permalink="/:year/:month/:day/:title/")
    assert unquote(url_of(replace(POST, **change), site)) == url  # type: ignore[arg-type]


def test_the_whole_address_when_the_site_says_where_it_is() -> None:
    site = replace(JEKYLL, base_url="https://x.jp", baseurl="/ブログ", permalink="/:year/")
    assert url_of(POST, site) == "https://x.jp/%E3%83%96%E3%83%AD%E3%82%B0/2024/"


@pytest.mark.parametrize(
    ("permalink", "patterns", "url"),
    [
        ("", {}, "/notes/sub/a.html"),
        ("pretty", {}, "/notes/sub/a/"),
        ("date", {"notes": "/n/:name/"}, "/n/a/"),
    ],
)
def test_collections(permalink: str, patterns: dict[str, str], url: str) -> None:
    site = replace(JEKYLL, permalink=permalink, collections=("notes",), permalinks=patterns)
    assert url_of(Address(PurePosixPath("_notes/sub/a.md")), site) == url


@pytest.mark.parametrize(
    ("kind", "path", "change", "url"),
    [
        ("hugo", "content/posts/猫 の日記.md", {}, "/posts/猫-の日記/"),
        ("hugo", "content/posts/Cat/index.md", {}, "/posts/cat/"),
        ("hugo", "content/posts/cat.ja.md", {}, "/posts/cat/"),
        ("hugo", "content/posts/cat.md", {"slug": "Neko"}, "/posts/neko/"),
        ("hugo", "content/posts/cat.md", {"url": "/cats/1.html"}, "/cats/1.html"),
        ("hugo", "content/cat.md", {}, "/cat/"),
        ("hugo", "content/blog/cat.md", {}, "/2024/3月/検索エンジン/"),
        ("zenn", "articles/0123abc.md", {}, "/articles/0123abc"),
        ("qiita", "public/a.md", {"id": "c0ffee"}, "/items/c0ffee"),
        ("hexo", "source/_posts/2024/cat.md", {}, "/2024/03/05/2024/cat/"),
        ("hexo", "source/_posts/cat.md", {"permalink": ":category/:name.html"}, "/技術/Full-Text/cat.html"),
        ("plain", "notes/猫.md", {}, "/notes/猫/"),
    ],
)
def test_other_sites(kind: SiteType, path: str, change: dict[str, str], url: str) -> None:
    site = Site(Path(), kind, permalinks={"blog": "/:year/:month月/:slug/"} if kind == "hugo" else {})
    post = replace(POST, path=PurePosixPath(path), **change)  # type: ignore[arg-type]
    assert unquote(url_of(post, site)) == url.replace("3月", "03月")


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


@given(st.text(), st.text(), st.sampled_from(["jekyll", "hugo", "zenn", "qiita", "hexo", "plain"]))
def test_any_names(name: str, pattern: str, kind: SiteType) -> None:
    path = PurePosixPath("_posts", name.replace("\0", "") or "a")
    url = url_of(Address(path, slug=name, permalink=pattern), Site(Path(), kind))
    assert url.startswith("/")
    assert url.isascii()
