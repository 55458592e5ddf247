from __future__ import annotations

import codecs
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from sites import read_post

from index.document import Document, Section
from index.reading.postfile import LARGEST
from index.reading.sites.site import Site
from index.reading.source import Reading


@pytest.mark.parametrize(
    ("content", "code", "line", "title"),
    [
        (b"", "F009", 1, None),
        (b" \r\n\t", "F009", 1, None),
        (codecs.BOM_UTF8 + b"\n", "F009", 1, None),
        (b"---\ntitle: x\0\n---\n", "F005", 2, "x"),
        ("---\ntitle: 題\n---\n一行目\n二\b行目".encode(), "F005", 5, "題"),
        (b"---\ntitle: x\n---\n" + b"\0\1" * 8, "F006", 1, None),
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


def test_what_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "folder.md").mkdir()
    os.mkfifo(tmp_path / "pipe.md")
    for name in ("missing.md", "folder.md", "pipe.md"):
        reading = read_post(tmp_path / name, Site(tmp_path))
        assert [each.code for each in reading.problems] == ["F008"]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp932", "euc_jp", "iso2022_jp"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_any_encoding_and_line_end(post: Callable[..., Document], encoding: str, newline: str) -> None:
    content = "---\ntitle: 猫の日記\n---\n## 夜\n\n猫がよく眠る。\n".replace("\n", newline)
    document = post(content.encode(encoding))
    assert (document.title, document.sections) == ("猫の日記", (Section(2, "夜", "夜", "猫がよく眠る。"),))
