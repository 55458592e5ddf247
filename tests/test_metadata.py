from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import FOLDERS
from sites import read_post, read_posts

from index.document import Document, Wishes
from index.reading.sites.detect import detect_site
from index.reading.source import Reading

Folder = Callable[..., Path]


@pytest.mark.parametrize(
    ("line", "tags"),
    [
        ("tags: [猫, 犬]", ("猫", "犬")),
        ("tags:\n  - 猫\n  - no\n  - 2024", ("猫", "no", "2024")),
        ("tags: 猫 犬　鳥", ("猫", "犬", "鳥")),
        ("tags: 猫, 犬,", ("猫", "犬")),
        ("tag: 猫 犬", ("猫 犬",)),
        ("tag: 猫\ntags: 犬", ("猫",)),
        ("topics: [猫, 犬]", ("猫", "犬")),
        ("tags: [猫, 猫]", ("猫",)),
        ("tags:", ()),
        ("layout: post", ()),
    ],
)
def test_tags(post: Callable[..., Document], line: str, tags: tuple[str, ...]) -> None:
    assert post(f"---\n{line}\n---\n").tags == tags


@pytest.mark.parametrize(
    ("line", "name", "categories"),
    [
        ("category: 生活 と猫", "a.md", ("生活 と猫",)),
        ("category: 猫\ncategories: [生活]", "a.md", ("生活", "猫")),
        ("categories: 生活 猫", "a.md", ("生活", "猫")),
        ("categories: [[技術, 検索], 日記]", "a.md", ("技術", "検索", "日記")),
        ("x: y", "2024/a.md", ()),
    ],
)
def test_categories(post: Callable[..., Document], line: str, name: str, categories: tuple[str, ...]) -> None:
    assert post(f"---\n{line}\n---\n", name).categories == categories


@pytest.mark.parametrize(
    ("line", "name", "date"),
    [
        ("date: 2024-03-04 05:06:07 +0900", "2024-01-02-a.md", "2024-03-04T05:06:07+09:00"),
        ("date: 2024/3/4", "a.md", "2024-03-04T00:00:00+09:00"),
        ("published_at: 2024-03-04 05:06", "a.md", "2024-03-04T05:06:00+09:00"),
        ("published: 2024-01-01", "a.md", "2024-01-01T00:00:00+09:00"),
        ("publishDate: 2024-01-01", "a.md", "2024-01-01T00:00:00+09:00"),
        ("x: y", "2024-01-02-a.md", "2024-01-02T00:00:00+09:00"),
        ("date: いつか", "2024-01-02-a.md", "2024-01-02T00:00:00+09:00"),
        ("x: y", "a.md", None),
    ],
)
def test_date(post: Callable[..., Document], line: str, name: str, date: str) -> None:
    assert post(f"---\n{line}\n---\n", name, "plain").date == date


@pytest.mark.parametrize(
    ("content", "kind", "line"),
    [
        ("---\ntitle: 題\ndate: いつか\n---\n", "jekyll", 3),
        ("---\nevent:\n  date: 2024-01-02\nDate: [2024-01-02]\n---\n", "jekyll", 4),
        ("+++\ntitle = '題'\ndate = '2024-02-30'\n+++\n", "plain", 3),
        ('{\n  "title": "題",\n  "date": "いつか"\n}\n', "plain", 3),
        ("title: 題\ndate: いつか\n---\n", "hexo", 2),
    ],
)
def test_an_unreadable_date_is_told(read: Callable[..., Reading], content: str, kind: str, line: int) -> None:
    reading = read(content, kind=kind)
    assert [(each.code, each.line, each.fatal) for each in reading.problems] == [("D001", line, False)]
    assert reading.document is not None
    assert reading.document.date == "2024-01-02T00:00:00+09:00"  # the name of the file has one


@pytest.mark.parametrize(
    "line", ["date:", "date: ''", "published: true", "date: 2024-01-02", "updated: いつか", "date: いつか\ndraft: true"]
)
def test_no_word_about_other_dates(read: Callable[..., Reading], line: str) -> None:
    assert not read(f"---\n{line}\n---\n").problems


@pytest.mark.parametrize("key", ["last_modified_at", "lastmod", "modified", "updated", "updated_at"])
def test_updated(post: Callable[..., Document], key: str) -> None:
    assert post(f"---\n{key}: 2024-03-04\n---\n").updated == "2024-03-04T00:00:00+09:00"


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("author: 花子", "花子"),
        ("author: {name: 花子}", "花子"),
        ("authors: [花子, {name: 太郎}]", "花子, 太郎"),
        ("x: y", None),
    ],
)
def test_author(post: Callable[..., Document], line: str, author: str) -> None:
    assert post(f"---\n{line}\n---\n").author == author


@pytest.mark.parametrize(
    ("content", "title"),
    [
        ("---\ntitle: 題\n---\n# 見出し\n", "題"),
        ("---\ntitle: Null\n---\n本文\n\n## 見出し\n", "見出し"),
        ("---\nx: y\n---\n{% include x %}\n## [見出し](/x)\n", "見出し"),
        ("---\nx: y\n---\n本文", "猫の話"),
        ("---\ntitle: 2024\n---\n", "2024"),
        ("---\ntitle: か\u3099\n---\n", "が"),
    ],
)
def test_title(post: Callable[..., Document], content: str, title: str) -> None:
    assert post(content, "2024-01-02-猫の話.md", "hugo").title == title


@pytest.mark.parametrize(
    ("line", "kind", "skipped"),
    [
        ("published: false", "jekyll", "unpublished"),
        ("published: true", "jekyll", ""),
        ("published: 2024-01-01", "hugo", ""),
        ("published: 2025-01-01", "hugo", "future"),
        ("draft: true", "hugo", "draft"),
        ("draft: false", "hugo", ""),
        ("published: false", "zenn", "draft"),
        ("published: true\npublished_at: 2024-12-31 10:00", "zenn", "future"),
        ("private: true", "qiita", "draft"),
        ("ignorePublish: true", "qiita", "draft"),
        ("id: c0ffee\nignorePublish: false", "qiita", ""),
        ("date: 2024-12-31", "jekyll", "future"),
        ("date: 2024-12-31\npublishDate: 2024-01-01", "hugo", ""),
    ],
)
def test_skipped(read: Callable[..., Reading], line: str, kind: str, skipped: str) -> None:
    reading = read(f"---\n{line}\n---\n本文", kind=kind)
    assert (reading.skipped, reading.document is None) == (skipped, skipped != "")
    assert read(f"---\n{line}\n---\n本文", kind=kind, drafts=True, future=True).document is not None


def test_a_broken_draft_stays_a_draft(read: Callable[..., Reading]) -> None:
    reading = read("---\ntitle: a: b\npublished: false\n---\n秘密")
    assert (reading.document, reading.skipped) == (None, "unpublished")


def test_drafts_folder(folder: Folder) -> None:
    root = folder({"_drafts/a.md": "---\ntitle: 題\n---\n"})
    assert read_post(root / "_drafts/a.md", detect_site(root)).skipped == "draft"


@pytest.mark.parametrize(
    "line",
    [
        "search: false",
        "search: {Exclude: true}",
        "search_exclude: true",
        "searchExclude: yes",
        "excludeFromSearch: true",
        "searchHidden: true",
        "noindex: true",
        "robots: noindex, nofollow",
        "robots: [noindex]",
        "hidden: true",
        "sitemap: false",
        "sitemap: {disable: true}",
    ],
)
def test_kept_out_on_purpose(read: Callable[..., Reading], line: str) -> None:
    for kind in FOLDERS:
        reading = read(f"---\ntitle: 題\n{line}\n---\n本文", kind=kind, drafts=True, future=True)
        assert (reading.document, reading.skipped) == (None, "kept out")


@pytest.mark.parametrize(
    "line", ["search: true", "hidden: false", "sitemap: {priority: 0.5}", "robots: index", "search: 猫"]
)
def test_not_kept_out(post: Callable[..., Document], line: str) -> None:
    assert post(f"---\ntitle: 題\n{line}\n---\n本文").title == "題"


def documents(root: Path) -> list[Document]:
    """The posts of a folder, in their order."""
    site = detect_site(root)
    readings = read_posts(site)
    return [reading.document for reading in readings if reading.document]


def test_defaults_of_the_site(folder: Folder) -> None:
    settings = "author: 花子\ndefaults: [{scope: {path: _posts/old}, values: {tags: [昔], author: 太郎, permalink: '/:title'}}]"
    root = folder(
        {
            "_config.yml": settings,
            "_posts/old/2001-02-03-a.md": "---\ntitle: 題\n---\n",
            "_posts/2024-01-02-b.md": "---\n---\n",
        }
    )
    new, old = documents(root)
    assert (old.tags, old.author, old.url) == (("昔",), "太郎", "/a")
    assert (new.tags, new.author) == ((), "花子")


def test_folders_above_posts_are_categories(folder: Folder) -> None:
    root = folder({"_config.yml": "", "生活/旅/_posts/2024/2024-01-02-a.md": "---\ncategories: 猫\n---\n"})
    (post,) = documents(root)
    assert post.categories == ("生活", "旅", "猫")


@pytest.mark.parametrize(
    ("lines", "wishes"),
    [
        ("related: [2024-05-12-miso.md, /2024/ramen/]", Wishes(pinned=("2024-05-12-miso.md", "/2024/ramen/"))),
        ("related: 2024-05-12-miso", Wishes(pinned=("2024-05-12-miso",))),
        ("related_exclude:\n  - miso", Wishes(excluded=("miso",))),
        ("related: false", Wishes(none=True)),
        ("related: no\nrelated_exclude: [miso]", Wishes(none=True)),
        ("layout: post", Wishes()),
    ],
)
def test_wishes_for_related_posts(post: Callable[..., Document], lines: str, wishes: Wishes) -> None:
    assert post(f"---\n{lines}\n---\n").wishes == wishes
