from __future__ import annotations

import codecs
import os
import re
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.document import Code, Document, Link, Section
from index.site import Site, SiteType, detect_site
from index.source import LARGEST, Reading, find_posts, fingerprint, read_post

Folder = Callable[..., Path]
NOW = datetime(2024, 6, 1, tzinfo=UTC)
TYPES = {
    "jekyll": "_posts",
    "hugo": "content/posts",
    "zenn": "articles",
    "qiita": "public",
    "hexo": "source/_posts",
    "plain": ".",
}


@pytest.fixture
def read(folder: Folder) -> Callable[..., Reading]:
    """Writes one post and reads it: `read("---\\ntitle: 題\\n---\\n本文")`."""

    def read_one(
        content: str | bytes, name: str = "2024-01-02-post.md", kind: SiteType = "jekyll", **options: Any
    ) -> Reading:
        root = folder({f"{TYPES[kind]}/{name}": content})
        return read_post(root / TYPES[kind] / name, Site(root, kind), **{"now": NOW, **options})

    return read_one


def document(reading: Reading) -> Document:
    assert reading.document is not None
    return reading.document


def test_a_post(read: Callable[..., Reading]) -> None:
    content = """\
---
title: 猫の日記
date: 2024-01-02 20:00:00 +0000
last_modified_at: 2024-02-03
tags: [猫, 日記]
categories: 生活
author: {name: 花子}
excerpt: 猫が来た。
---
猫が**来た**。[前回]({% post_url 2023-12-31-dog %})

## 夜

![寝る猫](cat.jpg)

```python
print("猫")
```
"""
    assert document(read(content)) == Document(
        id="66a28124e6c2",
        path="_posts/2024-01-02-post.md",
        url="/%E7%94%9F%E6%B4%BB/2024/01/03/post.html",
        title="猫の日記",
        date="2024-01-03T05:00:00+09:00",
        updated="2024-02-03T00:00:00+09:00",
        tags=("猫", "日記"),
        categories=("生活",),
        author="花子",
        description="猫が来た。",
        sections=(Section(0, "", "", "猫が来た。前回"), Section(2, "夜", "夜", "寝る猫")),
        code=(Code("python", 'print("猫")'),),
        links=(Link("2023-12-31-dog", "前回"),),
        images=("寝る猫",),
    )


def test_front_matter_alone_is_enough_for_titles(read: Callable[..., Reading]) -> None:
    content = "---\ntitle: 題\ntags: [猫]\n---\n## 見出し\n本文\n"
    head, whole = document(read(content, body=False)), document(read(content))
    assert head == replace(whole, sections=())


# ---- Table D.1: one field, one line of front matter, what we make of it


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
def test_tags(read: Callable[..., Reading], line: str, tags: tuple[str, ...]) -> None:
    assert document(read(f"---\n{line}\n---\n")).tags == tags


@pytest.mark.parametrize(
    ("line", "name", "categories"),
    [
        ("category: 生活 と猫", "a.md", ("生活 と猫",)),
        ("categories: 生活 猫", "a.md", ("生活", "猫")),
        ("categories: [[技術, 検索], 日記]", "a.md", ("技術", "検索", "日記")),
        ("x: y", "2024/a.md", ()),
    ],
)
def test_categories(read: Callable[..., Reading], line: str, name: str, categories: tuple[str, ...]) -> None:
    assert document(read(f"---\n{line}\n---\n", name)).categories == categories


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
        ("x: y", "a.md", ""),
    ],
)
def test_date(read: Callable[..., Reading], line: str, name: str, date: str) -> None:
    assert document(read(f"---\n{line}\n---\n", name, "hugo")).date == date


@pytest.mark.parametrize("key", ["last_modified_at", "lastmod", "modified", "updated", "updated_at"])
def test_updated(read: Callable[..., Reading], key: str) -> None:
    assert document(read(f"---\n{key}: 2024-03-04\n---\n")).updated == "2024-03-04T00:00:00+09:00"


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("author: 花子", "花子"),
        ("author: {name: 花子}", "花子"),
        ("authors: [花子, {name: 太郎}]", "花子, 太郎"),
        ("x: y", ""),
    ],
)
def test_author(read: Callable[..., Reading], line: str, author: str) -> None:
    assert document(read(f"---\n{line}\n---\n")).author == author


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
def test_title(read: Callable[..., Reading], content: str, title: str) -> None:
    assert document(read(content, "2024-01-02-猫の話.md")).title == title


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
        ("ignorePublish: false", "qiita", ""),
        ("date: 2024-12-31", "jekyll", "future"),
        ("date: 2024-12-31\npublishDate: 2024-01-01", "hugo", ""),
    ],
)
def test_skipped(read: Callable[..., Reading], line: str, kind: SiteType, skipped: str) -> None:
    reading = read(f"---\n{line}\n---\n本文", kind=kind)
    assert (reading.skipped, reading.document is None) == (skipped, skipped != "")
    assert read(f"---\n{line}\n---\n本文", kind=kind, drafts=True, future=True).document is not None


def test_a_broken_draft_stays_a_draft(read: Callable[..., Reading]) -> None:
    reading = read("---\ntitle: a: b\npublished: false\n---\n秘密")
    assert (reading.document, reading.skipped) == (None, "unpublished")


def test_drafts_folder(folder: Folder) -> None:
    root = folder({"_drafts/a.md": "---\ntitle: 題\n---\n"})
    assert read_post(root / "_drafts/a.md", detect_site(root)).skipped == "draft"


def test_only_jekyll_wants_front_matter(read: Callable[..., Reading]) -> None:
    assert read("# 題\n").skipped == "no front matter"
    assert document(read("# 題\n", kind="plain")).title == "題"


def test_defaults_of_the_site(folder: Folder) -> None:
    settings = "author: 花子\ndefaults: [{scope: {path: _posts/old}, values: {tags: [昔], author: 太郎, permalink: '/:title'}}]"
    root = folder(
        {
            "_config.yml": settings,
            "_posts/old/2001-02-03-a.md": "---\ntitle: 題\n---\n",
            "_posts/2024-01-02-b.md": "---\n---\n",
        }
    )
    new, old = (document(read_post(path, detect_site(root))) for path in find_posts(detect_site(root)))
    assert (old.tags, old.author, old.url) == (("昔",), "太郎", "/a")
    assert (new.tags, new.author) == ((), "花子")


def test_folders_above_posts_are_categories(folder: Folder) -> None:
    root = folder({"_config.yml": "", "生活/旅/_posts/2024/2024-01-02-a.md": "---\ncategories: 猫\n---\n"})
    (path,) = find_posts(detect_site(root))
    assert document(read_post(path, detect_site(root))).categories == ("生活", "旅", "猫")


# ---- The body


def test_pasted_drafts_are_one_post(read: Callable[..., Reading]) -> None:
    passage = "猫はとてもよく眠る動物で、一日のうち十四時間も眠ることがあるそうです。"
    post = document(
        read(f"---\ntitle: 題\n---\n## 猫\n\n{passage}\n\n---END---\n\n## 猫\n\n{passage}\n\n犬も眠ります。\n")
    )
    text = "\n".join(section.text for section in post.sections)
    assert (text.count(passage), "犬も眠ります。" in text, "END" in text) == (1, True, False)
    assert post.removed


# ---- What can be wrong with a file


@pytest.mark.parametrize(
    ("content", "code", "line", "title"),
    [
        (b"", "F009", 1, None),
        (b" \r\n\t", "F009", 1, None),
        (codecs.BOM_UTF8 + b"\n", "F009", 1, None),
        (b"---\ntitle: x\0\n---\n", "F006", 1, None),
        (b"a" * (LARGEST + 1), "F007", 1, None),
        ("---\ntitle: 題\n---\n本文は壊れて".encode() + b"\xff\xfe" + "います".encode(), "F004", 4, "題"),
        ("---\nlayout: post\ntitle: 索引: 入門\n---\n本文".encode(), "F001", 3, "索引: 入門"),
        ("---\ntitle: 題\n\n本文".encode(), "F001", 4, "題"),
    ],
)
def test_problems(read: Callable[..., Reading], content: bytes, code: str, line: int, title: str | None) -> None:
    reading = read(content)
    assert [(each.code, each.path, each.line) for each in reading.problems] == [
        (code, "_posts/2024-01-02-post.md", line)
    ]
    assert (reading.document and reading.document.title) == title
    assert reading.problems[0].message.ja != reading.problems[0].message.en


def test_a_broken_front_matter_says_what_to_do(read: Callable[..., Reading]) -> None:
    message = read("---\ntitle: 索引: 入門\n---\n本文").problems[0].message
    assert "引用符で囲んで" in message.ja
    assert "column 10" in message.en


def test_what_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "folder.md").mkdir()
    os.mkfifo(tmp_path / "pipe.md")
    for name in ("missing.md", "folder.md", "pipe.md"):
        reading = read_post(tmp_path / name, Site(tmp_path))
        assert [each.code for each in reading.problems] == ["F008"]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp932", "euc_jp", "iso2022_jp"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_any_encoding_and_line_end(read: Callable[..., Reading], encoding: str, newline: str) -> None:
    post = document(
        read("---\ntitle: 猫の日記\n---\n## 夜\n\n猫がよく眠る。\n".replace("\n", newline).encode(encoding))
    )
    assert (post.title, post.sections) == ("猫の日記", (Section(2, "夜", "夜", "猫がよく眠る。"),))


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.binary(max_size=200),
    st.sampled_from([b"", b"---\n", b"+++\n", codecs.BOM_UTF16_LE]),
    st.sampled_from(list(TYPES)),
)
def test_any_bytes(tmp_path: Path, data: bytes, start: bytes, kind: SiteType) -> None:
    path = tmp_path / TYPES[kind] / "a.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(start + data)
    reading = read_post(path, Site(tmp_path, kind), drafts=True, future=True)
    assert reading.document or reading.problems or reading.skipped


# ---- Finding posts


def found(site: Site) -> list[str]:
    return [path.relative_to(site.root).as_posix() for path in find_posts(site)]


@pytest.mark.parametrize(
    ("files", "posts"),
    [
        (
            [
                *[
                    "_config.yml",
                    "_posts/b.md",
                    "_posts/a.markdown",
                    "_posts/2024/c.MKD",
                    "_drafts/d.mkdn",
                    "猫/_posts/e.md",
                ],
                "index.md",
                "_posts/x.html",
                "_posts/x.txt",
                "_site/_posts/x.md",
                "node_modules/_posts/x.md",
                ".git/_posts/x.md",
            ],
            ["_drafts/d.mkdn", "_posts/2024/c.MKD", "_posts/a.markdown", "_posts/b.md", "猫/_posts/e.md"],
        ),
        (
            [
                "hugo.toml",
                "content/posts/a.md",
                "content/posts/b/index.md",
                "content/posts/_index.md",
                "content/_index.ja.md",
                *["public/x.md", "README.md", "themes/t/content/x.md"],
            ],
            ["content/posts/a.md", "content/posts/b/index.md"],
        ),
        (["qiita.config.json", "public/a.md", "public/.remote/a.md", "README.md"], ["public/a.md"]),
        (["b.md", "a/c.md", ".sakuin/x.md", "vendor/x.md"], ["a/c.md", "b.md"]),
    ],
)
def test_find_posts(folder: Folder, files: list[str], posts: list[str]) -> None:
    root = folder({name: "{}" if name.endswith(".json") else "" for name in files})
    assert found(detect_site(root)) == posts


def test_excluded_files_are_not_found(folder: Folder) -> None:
    root = folder({f"_posts/{name}": "" for name in ("old/a.md", "b.tmp.md", "c.md")})
    site = replace(detect_site(root), exclude=("_posts/old/", "*.tmp.md", ""))
    assert found(site) == ["_posts/c.md"]


def test_links_do_not_lead_out_or_in_circles(folder: Folder, tmp_path_factory: pytest.TempPathFactory) -> None:
    outside = tmp_path_factory.mktemp("outside")
    (outside / "secret.md").write_text("秘密", encoding="utf-8")
    root = folder({"a/real.md": "", "b/other.md": ""})
    (root / "a/secret.md").symlink_to(outside / "secret.md")
    (root / "a/out").symlink_to(outside)
    (root / "a/up").symlink_to(root)
    (root / "a/nowhere.md").symlink_to(root / "missing.md")
    (root / "link.md").symlink_to(root / "b/other.md")
    assert found(Site(root)) == ["a/real.md", "b/other.md", "link.md"]


# ---- Fingerprints


def test_the_fingerprint_is_of_what_decides(tmp_path: Path) -> None:
    site = Site(tmp_path, "jekyll")
    same = fingerprint(b"text", site, drafts=False, future=False)
    assert fingerprint(b"text", replace(site, root=tmp_path / "moved", title="新"), drafts=False, future=False) == same
    assert len({
        same,
        fingerprint(b"text.", site, drafts=False, future=False),
        fingerprint(b"text", site, drafts=True, future=False),
        fingerprint(b"text", site, drafts=False, future=True),
        fingerprint(b"text", replace(site, permalink="pretty"), drafts=False, future=False),
        fingerprint(b"text", replace(site, timezone="UTC"), drafts=False, future=False),
    }) == 6  # fmt: skip


# ---- The real blog


@pytest.fixture(scope="session")
def posts(corpus: Path) -> list[Reading]:
    site = detect_site(corpus)
    return [read_post(path, site) for path in find_posts(site)]


def test_every_post_of_the_real_blog_is_read(posts: list[Reading]) -> None:
    documents = [document(reading) for reading in posts]
    assert len(documents) == 2_513
    assert all(each.title and each.date and each.url.startswith("https://blog.example.jp/20") for each in documents)
    assert sum(not each.tags for each in documents) == 1
    assert not [problem for reading in posts for problem in reading.problems]


def test_no_markup_is_left_in_the_real_blog(posts: list[Reading]) -> None:
    sections = [section for reading in posts for section in document(reading).sections]
    leftover = re.compile(r"\{%|%\}|\{:|</?(?:div|p|h[1-6]|br)\b|^#{1,6} ", re.MULTILINE)
    left = [found[0] for section in sections if (found := leftover.search(section.text))]
    assert not left
    assert sum(section.text.count("**") for section in sections) < 20  # of 96,000, where the author left one open


def test_the_titles_of_the_real_blog_are_read_at_once(corpus: Path) -> None:
    began = time.perf_counter()
    site = detect_site(corpus)
    assert sum(1 for path in find_posts(site) if read_post(path, site, body=False).document) == 2_513
    assert time.perf_counter() - began < 20
