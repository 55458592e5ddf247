from __future__ import annotations

import codecs
import os
import re
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path, PurePosixPath

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec import structs
from sites import SITES, read_post, read_posts

from index.document import Code, Document, Link, Section
from index.reading.postfile import PostFile
from index.reading.sites.detect import detect_site
from index.reading.sites.jekyll import Jekyll
from index.reading.sites.jekyll_places import Places
from index.reading.sites.site import Site
from index.reading.source import Reading, fingerprint, open_post
from index.reading.walk import find_files, find_posts

Folder = Callable[..., Path]


def document_of(reading: Reading) -> Document:
    assert reading.document is not None
    return reading.document


def test_a_post(post: Callable[..., Document]) -> None:
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
    assert structs.replace(post(content), structure=b"") == Document(
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


def test_front_matter_alone_is_enough_for_titles(folder: Folder) -> None:
    content = "---\ntitle: 題\ntags: [猫]\n---\n## 見出し\n本文\n"
    root = folder({"2024-01-02-post.md": content})
    file = PostFile(root / "2024-01-02-post.md", Site(root))
    whole = document_of(read_post(file.path, file.site))
    assert open_post(file).document == structs.replace(whole, sections=(), structure=b"")


def test_pasted_drafts_are_one_post(post: Callable[..., Document]) -> None:
    passage = "猫はとてもよく眠る動物で、一日のうち十四時間も眠ることがあるそうです。"
    document = post(f"---\ntitle: 題\n---\n## 猫\n\n{passage}\n\n---END---\n\n## 猫\n\n{passage}\n\n犬も眠ります。\n")
    text = "\n".join(section.text for section in document.sections)
    assert (text.count(passage), "犬も眠ります。" in text, "END" in text) == (1, True, False)
    assert document.removed


def test_a_broken_front_matter_says_what_to_do(read: Callable[..., Reading]) -> None:
    message = read("---\ntitle: 索引: 入門\n---\n本文").problems[0].message
    assert "引用符で囲んで" in message.ja
    assert "column 10" in message.en


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.binary(max_size=200),
    st.sampled_from([b"", b"---\n", b"+++\n", codecs.BOM_UTF16_LE]),
    st.sampled_from(sorted(SITES)),
)
def test_any_bytes(read: Callable[..., Reading], data: bytes, start: bytes, kind: str) -> None:
    reading = read(start + data, kind=kind, drafts=True, future=True)
    assert reading.document or reading.problems or reading.skipped


# ---- Finding posts


def found(site: Site) -> list[str]:
    return [path.relative_to(site.root).as_posix() for path in find_posts(site)]


def passed_over(site: Site) -> list[tuple[str, str]]:
    return [(each.path.relative_to(site.root).as_posix(), each.skipped) for each in find_files(site) if each.skipped]


@pytest.mark.parametrize(
    ("files", "posts"),
    [
        (
            [
                *["hexo.txt", "_config.yml", "source/_posts/b.md", "source/_drafts/d.mkdn"],
                *["index.md", "source/about.md", "source/_posts/x.txt", "node_modules/x.md", ".git/x.md"],
            ],
            ["source/_drafts/d.mkdn", "source/_posts/b.md"],
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


def test_files_that_the_owner_keeps_out(folder: Folder) -> None:
    root = folder({f"posts/{name}": "" for name in ("old/a.md", "b.tmp.md", "c.md", "photo.jpg")})
    files = list(find_files(Site(root), kept_out=("posts/old/", "*.tmp.md", "")))
    told = [(each.path.relative_to(root).as_posix(), each.skipped) for each in files]
    assert told == [("posts/b.tmp.md", "kept out"), ("posts/c.md", ""), ("posts/old", "kept out")]


def test_files_that_the_settings_exclude(folder: Folder) -> None:
    root = folder(dict.fromkeys(("_posts/old/2024-01-02-a.md", "_posts/2024-01-02-b.md"), ""))
    site = Jekyll(root, places=Places(exclude=("_posts/old",)))
    assert (found(site), passed_over(site)) == (["_posts/2024-01-02-b.md"], [("_posts/old", "excluded")])


def test_links_do_not_lead_out_or_in_circles(folder: Folder, tmp_path_factory: pytest.TempPathFactory) -> None:
    outside = tmp_path_factory.mktemp("outside")
    (outside / "secret.md").write_text("秘密", encoding="utf-8")
    root = folder({"a/real.md": "", "b/other.md": ""})
    (root / "a/secret.md").symlink_to(outside / "secret.md")
    (root / "a/out").symlink_to(outside)
    (root / "a/up").symlink_to(root)
    (root / "a/nowhere.md").symlink_to(root / "missing.md")
    (root / "link.md").symlink_to(root / "b/other.md")
    (root / "a/photo.jpg").symlink_to(outside / "photo.jpg")  # of which nobody wants to hear
    os.mkfifo(root / "b/pipe.md")
    assert found(Site(root)) == ["a/real.md", "b/other.md", "link.md"]
    assert passed_over(Site(root)) == [
        ("a/nowhere.md", "link"),
        ("a/out", "link"),
        ("a/secret.md", "link"),
        ("a/up", "link"),
        ("b/pipe.md", "no regular file"),
    ]


def test_what_is_written_otherwise_is_named(folder: Folder) -> None:
    site = Site(
        folder(dict.fromkeys(("a.md", "b.html", "c.mdx", "d.png", "e.txt", "_site/f.html", "node_modules/g.md"), ""))
    )
    assert (found(site), passed_over(site)) == (["a.md"], [("b.html", "not Markdown"), ("c.mdx", "not Markdown")])


# ---- Fingerprints


def hashed(site: Site, data: str = "text", *, drafts: bool = False, future: bool = False) -> str:
    (site.root / "a.md").write_text(data, encoding="utf-8")
    return fingerprint(PostFile(site.root / "a.md", site), drafts=drafts, future=future)


def test_the_fingerprint_asks_the_site_where_it_lies(tmp_path: Path) -> None:
    class History(Site):
        def beside(self, place: PurePosixPath) -> str:
            return (self.root / place).with_suffix(".history").read_text(encoding="utf-8")

    (tmp_path / "a.history").write_text("2024", encoding="utf-8")
    before = hashed(History(tmp_path))
    (tmp_path / "a.history").write_text("2025", encoding="utf-8")
    assert hashed(History(tmp_path)) != before


def test_the_fingerprint_is_of_what_decides(tmp_path: Path) -> None:
    site, moved = Jekyll(tmp_path), tmp_path / "moved"
    moved.mkdir()
    same = hashed(site)
    assert hashed(replace(site, root=moved, title="新")) == same
    assert len({
        same,
        hashed(site, "text."),
        hashed(site, drafts=True),
        hashed(site, future=True),
        hashed(replace(site, permalink="pretty")),
        hashed(replace(site, timezone="UTC")),
    }) == 6  # fmt: skip


# ---- The real blog


@pytest.fixture(scope="session")
def posts(corpus: Path) -> list[Reading]:
    site = detect_site(corpus)
    return read_posts(site)


def test_every_post_of_the_real_blog_is_read(posts: list[Reading]) -> None:
    documents = [reading.document for reading in posts if reading.document]
    left_out = [reading.skipped for reading in posts if not reading.document]
    assert len(documents) == 2_414
    assert left_out == ["kept out"] * 99  # they say `sitemap: false`, and most `robots: noindex`
    assert all(each.title and each.date and each.url.startswith("https://blog.example.jp/20") for each in documents)
    assert sum(not each.tags for each in documents) == 1
    assert not [problem for reading in posts for problem in reading.problems]


def test_no_markup_is_left_in_the_real_blog(posts: list[Reading]) -> None:
    sections = [section for reading in posts if reading.document for section in reading.document.sections]
    leftover = re.compile(r"\{%|%\}|\{:|</?(?:div|p|h[1-6]|br)\b|^#{1,6} ", re.MULTILINE)
    left = [section.text[found.start() :][:24] for section in sections if (found := leftover.search(section.text))]
    # One post of instructions to a machine has it in code, `### …`, and its page shows it.
    assert left == ["### 巨額資金調達が示す、AI開発競争の激化 "]
    assert sum(section.text.count("**") for section in sections) < 100  # of 96,000, where the page shows them too


def test_the_titles_of_the_real_blog_are_read_at_once(corpus: Path) -> None:
    began = time.perf_counter()
    site = detect_site(corpus)
    assert sum(1 for path in find_posts(site) if open_post(PostFile(path, site)).document) == 2_414
    assert time.perf_counter() - began < 20
