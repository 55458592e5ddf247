"""Qiita, as its CLI writes items and its site publishes them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from index.document import Document
from index.reading.sites.detect import detect_site
from index.reading.source import Reading
from index.reading.walk import find_files, find_posts

ITEM = """\
---
title: {title}
tags:
  - {tag}
private: {private}
updated_at: '{updated_at}'
id: {id}
organization_url_name: null
slide: false
ignorePublish: {ignorePublish}
posting_campaign_uuid: null
agreed_posting_campaign_term: false
---
{body}
"""
POSTED = {
    "title": "題",
    "tag": "茶",
    "private": "false",
    "updated_at": "2024-01-02T12:34:56+09:00",
    "id": "c686397e4a0f4f11683d",
    "ignorePublish": "false",
    "body": "本文",
}


def item(**values: str) -> str:
    return ITEM.format(**{**POSTED, **values})


@pytest.mark.parametrize(
    ("values", "skipped"),
    [
        ({}, ""),
        ({"id": "null"}, "draft"),  # written by `qiita new`, not yet posted
        ({"private": "true"}, "draft"),  # 限定共有
        ({"ignorePublish": "true"}, "draft"),
        ({"ignorePublish": "false", "updated_at": ""}, ""),
    ],
)
def test_what_is_published(read: Callable[..., Reading], values: dict[str, str], skipped: str) -> None:
    reading = read(item(**values), "a.md", "qiita")
    assert (reading.skipped, reading.problems) == (skipped, ())


@pytest.mark.parametrize(
    ("values", "url"),
    [
        ({}, "/items/c686397e4a0f4f11683d"),
        (
            {"id": "0123456789e123456789"},
            "/items/0123456789e123456789",
        ),  # as the CLI writes it: no number to YAML's core
        ({"id": "'12345678901234567890'"}, "/items/12345678901234567890"),
        ({"private": "true"}, "/private/c686397e4a0f4f11683d"),
        ({"id": "null"}, "/items/a"),
    ],
)
def test_addresses(post: Callable[..., Document], values: dict[str, str], url: str) -> None:
    assert post(item(**values), "a.md", "qiita", drafts=True).url == url


@pytest.mark.parametrize(
    ("written", "shown"),
    [("'no'", "no"), ("'2024-01-02'", "2024-01-02"), ("'題: 「茶」'", "題: 「茶」"), ("A &amp; <b>", "A &amp; <b>")],
)
def test_titles_and_tags(post: Callable[..., Document], written: str, shown: str) -> None:
    document = post(item(title=written, tag=written), "a.md", "qiita")
    assert (document.title, document.tags) == (shown, (shown,))


def test_a_new_item_has_no_tag(post: Callable[..., Document]) -> None:
    assert post(item(tag="''", id="null", updated_at=""), "new.md", "qiita", drafts=True).tags == ()


def test_an_item_is_from_the_first_day_that_is_known(post: Callable[..., Document]) -> None:
    document = post(item(), "a.md", "qiita")
    assert (document.date, document.updated) == ("2024-01-02T12:34:56+09:00", "2024-01-02T12:34:56+09:00")


def test_which_files_are_items(folder: Callable[..., Path]) -> None:
    names = ("a.md", "sub/b.md", ".remote/a.md", "c.markdown", "D.MD", "e.txt")
    site = detect_site(folder({"qiita.config.json": "{}", **{f"public/{name}": item() for name in names}, "x.md": ""}))
    assert [path.relative_to(site.root).as_posix() for path in find_posts(site)] == ["public/a.md", "public/sub/b.md"]
    assert [each.path.name for each in find_files(site) if each.skipped] == ["D.MD"]


@pytest.mark.parametrize(
    ("heading", "anchor"),
    [
        ("Go と Rust？", "go-と-rust"),
        ("`--help` と -- 帯", "--help-と----帯"),
        ("1. 「茶」・菓子（その2）", "1-茶菓子その2"),
        ("A  B_c ![絵](a.png)", "a--b_c-"),
    ],
)
def test_ids_of_headings(post: Callable[..., Document], heading: str, anchor: str) -> None:
    document = post(item(body=f"## {heading}\n\n## {heading}"), "a.md", "qiita")
    assert [section.anchor for section in document.sections] == [anchor, f"{anchor}-1"]


@pytest.mark.parametrize(
    ("body", "text", "code"),
    [
        (":::note warn\n気を付ける\n:::\n\n後", "気を付ける\n\n後", []),
        ("式 $`a_1 + b`$ と $c_2$ だ", "式 a_1 + b と c_2 だ", []),
        ("```main.rb\nputs 1\n```", "main.rb", ["puts 1"]),
        ("文\n```main.rb\nputs 1\n```", "文\n\nmain.rb", ["puts 1"]),
        ("> ```a.b.rb\n> puts 1\n> ```", "a.b.rb", ["puts 1"]),
        ("```rb:main.rb\nputs 1\n```", "main.rb", ["puts 1"]),
        ("```math\na + b\n```\n\n文", "文", ["a + b"]),
        ("一行\n二行", "一行\n二行", []),
        ("https://qiita.com/a/items/b", "https://qiita.com/a/items/b", []),
        ("<details><summary>題</summary>\n\n中の文\n\n</details>", "題\n\n中の文", []),
        ("一枚目\n\n---\n\n二枚目", "一枚目\n\n二枚目", []),  # a slide
        ("{{ x }} と {% raw %} は字", "{{ x }} と {% raw %} は字", []),
    ],
)
def test_text(post: Callable[..., Document], body: str, text: str, code: list[str]) -> None:
    document = post(item(body=body), "a.md", "qiita")
    assert "\n\n".join(section.text for section in document.sections) == text
    assert [each.text for each in document.code] == code
