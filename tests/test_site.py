from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from index.errors import InputUnusable
from index.reading.sites.detect import detect_site
from index.reading.sites.site import Site

Folder = Callable[..., Path]

JEKYLL = """\
title: ねこの日記
url: https://blog.example.jp/
baseurl: /blog/
author:
  name: 花子
timezone: Asia/Tokyo
lang: ja
future: true
permalink: pretty
exclude: [_pages, "*.tmp.md"]
collections:
  notes: {output: true, permalink: /notes/:name/}
  parts: {output: false}
defaults:
  - scope: {path: "_posts/old"}
    values: {permalink: "/:title.html"}
  - scope: {path: "", type: posts}
    values: {author: 太郎}
"""


def test_jekyll(folder: Folder) -> None:
    site = detect_site(folder({"_config.yml": JEKYLL, "_posts/2024-01-02-a.md": ""}))
    assert (site.type, site.title, site.author, site.language) == ("jekyll", "ねこの日記", "花子", "ja")
    assert (site.base_url, site.baseurl, site.permalink) == ("https://blog.example.jp", "/blog", "pretty")
    assert (site.timezone, site.future, site.places.exclude) == ("Asia/Tokyo", True, ("_pages", "*.tmp.md"))
    assert (site.places.collections, site.permalinks["notes"]) == (("notes",), "/notes/:name/")
    assert [(each.path, each.type, dict(each.values)) for each in site.sets] == [
        ("", "posts", {"author": "太郎"}),
        ("_posts/old", "", {"permalink": "/:title.html"}),
    ]


@pytest.mark.parametrize(
    ("name", "settings"),
    [
        (
            "hugo.toml",
            'baseURL = "https://x.jp/b/"\ntitle = "題"\nbuildFuture = true\n[permalinks]\nposts = "/:slug/"\n',
        ),
        (
            "hugo.yaml",
            "baseurl: https://x.jp/b/\ntitle: 題\nbuildFuture: yes\npermalinks: {page: {posts: '/:slug/'}}\n",
        ),
        ("hugo.json", '{"baseURL":"https://x.jp/b","title":"題","buildFuture":true,"permalinks":{"posts":"/:slug/"}}'),
        (
            "config.toml",
            'baseURL = "https://x.jp/b/"\ntitle = "題"\nbuildFuture = true\npermalinks.posts = "/:slug/"\n',
        ),
        (
            "config/_default/hugo.yml",
            "baseURL: https://x.jp/b/\ntitle: 題\nbuildFuture: true\npermalinks: {posts: '/:slug/'}\n",
        ),
    ],
)
def test_hugo(folder: Folder, name: str, settings: str) -> None:
    site = detect_site(folder({name: settings, "content/posts/a.md": ""}))
    assert (site.type, site.title, site.future) == ("hugo", "題", True)
    assert (site.base_url, site.baseurl, site.addresses.permalinks["posts"]) == ("https://x.jp", "/b", "/:slug/")


def test_hexo(folder: Folder) -> None:
    settings = "title: 題\nurl: http://x.jp\nroot: /b/\npermalink: :year/:title/\nlanguage: [ja, en]\n"
    site = detect_site(folder({"_config.yml": settings, "source/_posts/a.md": ""}))
    assert (site.type, site.base_url, site.baseurl, site.permalink) == ("hexo", "http://x.jp", "/b", ":year/:title/")
    assert (site.future, site.language) == (True, "ja")  # Hexo shows posts of tomorrow


@pytest.mark.parametrize(
    ("files", "kind"),
    [
        ({"package.json": '{"devDependencies": {"zenn-cli": "1"}}', "articles/a.md": ""}, "zenn"),
        ({"package.json": '{"dependencies": {"@qiita/qiita-cli": "1"}}', "public/a.md": ""}, "qiita"),
        ({"qiita.config.json": "{}", "public/a.md": ""}, "qiita"),
        ({"package.json": '{"dependencies": {"react": "1"}}', "a.md": ""}, "plain"),
        ({"package.json": '{"dependencies": {"zenn-cli": "1"}}', "_config.yml": "", "_posts/a.md": ""}, "jekyll"),
        ({"package.json": '{"dependencies": {"zenn-cli": "1"}}', "_config.yml": "", "source/_posts/a.md": ""}, "hexo"),
        ({"package.json": "{ // of something else", "_config.yml": "", "_posts/a.md": ""}, "jekyll"),
        ({"package.json": "[]", "a.md": ""}, "plain"),
        ({"_posts/2024-01-02-a.md": ""}, "jekyll"),
        ({"_config.yml": ""}, "jekyll"),
        ({"config.toml": "x = 1", "a.md": ""}, "plain"),
        ({"a.md": "# 題"}, "plain"),
        ({}, "plain"),
    ],
)
def test_type(folder: Folder, files: dict[str, str], kind: str) -> None:
    assert detect_site(folder(files)).type == kind


@pytest.mark.parametrize(
    ("files", "inside", "kind"),
    [
        ({"_config.yml": "title: 題", "_posts/2024/a.md": ""}, "_posts", "jekyll"),
        ({"_config.yml": "title: 題", "_posts/2024/a.md": ""}, "_posts/2024", "jekyll"),
        ({"_config.yml": "title: 題", "source/_posts/a.md": ""}, "source/_posts", "hexo"),
        (
            {
                "package.json": '{"dependencies": {"zenn-cli": "1"}}',
                "articles/z.md": "",
                "_config.yml": "title: 題",
                "_posts/a.md": "",
            },
            "_posts",
            "jekyll",
        ),
        ({"hugo.toml": 'title = "題"', "content/posts/a.md": ""}, "content/posts", "hugo"),
    ],
)
def test_a_folder_inside_a_site_has_its_settings(folder: Folder, files: dict[str, str], inside: str, kind: str) -> None:
    site = detect_site(folder(files) / inside)
    assert (site.type, site.title, site.prefix, site.root.name) == (kind, "題", inside, Path(inside).name)


def test_another_folder_of_a_site_is_not_the_site(folder: Folder) -> None:
    root = folder({"_config.yml": "title: 題", "notes/a.md": ""})
    assert detect_site(root / "notes") == Site(root / "notes")


def test_a_folder_named_posts_alone_is_jekyll(folder: Folder) -> None:
    site = detect_site(folder({"_posts/a.md": ""}) / "_posts")
    assert (site.type, site.prefix) == ("jekyll", "_posts")


def test_no_such_folder(tmp_path: Path) -> None:
    with pytest.raises(InputUnusable, match="no folder"):
        detect_site(tmp_path / "missing")


@pytest.mark.parametrize(("inside", "kind"), [(".", "zenn"), ("articles", "zenn"), ("public", "qiita")])
def test_zenn_and_qiita_in_one_repository(folder: Callable[..., Path], inside: str, kind: str) -> None:
    packages = '{"dependencies": {"zenn-cli": "1", "@qiita/qiita-cli": "1"}}'
    root = folder({"package.json": packages, "articles/a.md": "", "public/b.md": ""})
    assert detect_site(root / inside).type == kind
