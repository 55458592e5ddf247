from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from sites import read_post, read_posts

from index.document import Code, Document, Link, Section
from index.reading.sites.detect import detect_site
from index.reading.source import Reading
from index.reading.walk import find_files

Folder = Callable[..., Path]


def posts(root: Path, **options: bool) -> dict[str, Document]:
    """The documents of a site by their paths."""
    site = detect_site(root)
    readings = read_posts(site, **options)
    return {each.document.path: each.document for each in readings if each.document}


def only(root: Path, **options: bool) -> Document:
    (document,) = posts(root, **options).values()
    return document


PUBLISHED = [
    "_posts/2024-01-02-a.md",
    "_posts/24-1-2-b.mkdown",
    "_posts/2024/_x/2024-01-02-c.md",
    "猫/_posts/2024-01-02-d.html",
]
PASSED_OVER = [
    *("_posts/undated.md", "_posts/2024-01-02-dir/e.md", "_posts/_old/2024-01-02-f.md", "_posts/#2024-01-02-g.md"),
    *("_notes/_h.md", "_notes/_i/j.md", "_layouts/_posts/2024-01-02-k.md", "_posts/2024/~2024-01-02-l.md"),
]


def test_names(folder: Folder) -> None:
    names = (*PUBLISHED, "_notes/sub/note.md", *PASSED_OVER, "_posts/2024-01-02-m.jpg", "about.md", "_parts/n.md")
    settings = "collections: {notes: {output: true}, parts: {output: false}}"
    root = folder({**dict.fromkeys(names, "---\n---\n本文"), "_config.yml": settings})
    assert sorted(posts(root)) == sorted([*PUBLISHED, "_notes/sub/note.md"])
    told = [each.path.relative_to(root).as_posix() for each in find_files(detect_site(root)) if each.skipped == "name"]
    assert sorted(told) == sorted(PASSED_OVER)


@pytest.mark.parametrize(
    ("settings", "published"),
    [
        ("include: [_old]", ["_posts/2024-01-02-a.md", "_posts/_old/2024-01-02-b.md", "_posts/new/2024-01-02-c.md"]),
        ("exclude: [_posts/new]", ["_posts/2024-01-02-a.md"]),
        ("exclude: [_posts/n]", ["_posts/2024-01-02-a.md"]),  # a pattern is how a path begins
        ("exclude: ['*-a.md', new]", ["_posts/new/2024-01-02-c.md"]),
        ("exclude: [_posts]\ninclude: [_posts]", ["_posts/2024-01-02-a.md", "_posts/new/2024-01-02-c.md"]),
        ("keep_files: [_posts]", ["_posts/2024-01-02-a.md", "_posts/new/2024-01-02-c.md"]),
        (
            "markdown_ext: 'txt, MD'",
            ["_posts/2024-01-02-a.md", "_posts/2024-01-02-d.txt", "_posts/new/2024-01-02-c.md"],
        ),
    ],
)
def test_settings_that_choose(folder: Folder, settings: str, published: list[str]) -> None:
    names = ("2024-01-02-a.md", "_old/2024-01-02-b.md", "new/2024-01-02-c.md", "2024-01-02-d.txt")
    root = folder({**{f"_posts/{name}": "---\n---\n" for name in names}, "_config.yml": settings})
    assert sorted(posts(root)) == published


def test_posts_below_a_source_and_a_folder_of_collections(folder: Folder) -> None:
    settings = "source: src\ncollections_dir: all\ncollections: {notes: {output: true}}\n" + (
        "defaults: [{scope: {path: all/_notes}, values: {author: 花子}}, {scope: {path: '', type: posts}, values: {author: 次郎}}]"
    )
    names = ("src/all/_posts/2024-01-02-a.md", "src/all/犬/_posts/2024-01-02-b.md", "src/all/_notes/c/d.md")
    elsewhere = ("_posts/2024-01-02-e.md", "src/_posts/2024-01-02-f.md", "src/_notes/g.md")
    root = folder({**dict.fromkeys((*names, *elsewhere), "---\n---\n"), "_config.yml": settings})
    found = posts(root)
    assert [found[name].url for name in names] == [
        "/2024/01/02/a.html",
        "/%E7%8A%AC/2024/01/02/b.html",
        "/notes/c/d.html",
    ]
    assert [found[name].author for name in names] == ["次郎", "次郎", "花子"]
    assert len(found) == 3


@pytest.mark.parametrize(
    ("settings", "url"),
    [
        ("collections: {posts: {permalink: '/diary/:year/:title/'}}", "/diary/2024/cat/"),
        ("permalink: pretty\ncollections: {posts: {permalink: '/:title'}}", "/cat"),
        ("collections: {posts: {permalink: pretty}}", "/pretty"),
        ("collections: [posts]\npermalink: weekdate", "/2024/W01/Tue/cat.html"),
        ("permalink: /:short_month/:short_day/:title", "/Jan/Tue/cat"),
        ("permalink: '/:categories/:title'\ndefaults: [{scope: {path: ''}, values: {categories: A}}]", "/a/cat"),
    ],
)
def test_addresses_of_posts(folder: Folder, settings: str, url: str) -> None:
    assert only(folder({"_config.yml": settings, "_posts/2024-01-02-cat.md": "---\n---\n"})).url == url


@pytest.mark.parametrize(
    ("date", "shown"),
    [
        ("2024-05-01 20:30:00", "2024-05-02T05:30:00+09:00"),  # Psych takes it for UTC
        ("2024-5-1T20:30:00.5", "2024-05-02T05:30:00.500000+09:00"),
        ("'2024-05-01 20:30:00'", "2024-05-01T20:30:00+09:00"),
        ("2024-05-01 20:30", "2024-05-01T20:30:00+09:00"),
        ("2024-05-01 20:30:00 +0900", "2024-05-01T20:30:00+09:00"),
        ("2024-05-01", "2024-05-01T00:00:00+09:00"),
        ("24-05-01", "2024-05-01T00:00:00+09:00"),
    ],
)
def test_dates(post: Callable[..., Document], date: str, shown: str) -> None:
    assert post(f"---\ndate: {date}\n---\n").date == shown


@pytest.mark.parametrize(
    ("name", "year"), [("24-1-5-a.md", "2024"), ("69-1-5-a.md", "1969"), ("2024-01-05-a.md", "2024")]
)
def test_the_date_of_a_name(post: Callable[..., Document], name: str, year: str) -> None:
    assert post("---\ncreated_at: 2011-01-01\n---\n", name).date == f"{year}-01-05T00:00:00+09:00"


def test_a_draft_is_from_when_it_was_changed_last(folder: Folder) -> None:
    root = folder({"_drafts/idea.md": "思いつき"})
    os.utime(root / "_drafts/idea.md", (1_700_000_000, 1_700_000_000))
    draft = only(root, drafts=True)
    assert (draft.title, draft.date, draft.url) == ("Idea", "2023-11-15T07:13:20+09:00", "/2023/11/15/idea.html")


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("2024-01-02-good-morning.md", "Good Morning"),
        ("2024-01-02-macOS-入門.md", "Macos 入門"),
        ("2024-01-02-終わり。..md", "終わり。"),
    ],
)
def test_a_title_of_the_name(post: Callable[..., Document], name: str, title: str) -> None:
    assert post("## 見出し\n\n本文", name).title == title


def test_a_post_in_html(post: Callable[..., Document]) -> None:
    content = """\
---
title: 引越し
---
<h2 id="a">荷物</h2>
<p>本を<b>箱</b>に{% comment %}メモ{% endcomment %}詰めた。
*印*と`符`はそのまま。</p>

    <p>字下げも文。<a href="{% post_url 2024-01-01-x %}">前</a></p>
{% highlight ruby %}
puts 1 < 2
{% endhighlight %}
{% raw %}<p>{{ 値 }}</p>{% endraw %}{{ page.title }}
"""
    document = post(content, "2024-01-02-post.html")
    text = "本を箱に詰めた。 *印*と`符`はそのまま。\n\n字下げも文。前\n\n{{ 値 }}"
    assert document.sections == (Section(2, "荷物", "a", text),)
    assert (document.code, document.links) == ((Code("ruby", "puts 1 < 2"),), (Link("2024-01-01-x", "前"),))
    assert document.url == "/2024/01/02/post.html"


def test_only_a_document_of_a_collection_needs_front_matter(folder: Folder, read: Callable[..., Reading]) -> None:
    assert read("本文").document is not None
    root = folder({"_config.yml": "collections: {notes: {output: true}}", "_notes/a.md": "本文"})
    assert read_post(root / "_notes/a.md", detect_site(root)).skipped == "no front matter"
