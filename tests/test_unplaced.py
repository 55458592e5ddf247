"""A post that the generator reads otherwise than we do, or not at all: it is found, but no link leads to an address that may not be there."""

import pytest

from index.reading.postfile import PostFile
from index.reading.sites.detect import detect_site
from index.reading.source import open_post

CONFIG = "url: https://blog.example.jp\n"
HUGO = 'baseURL = "https://blog.example.jp"\n'


def opened(tmp_path, data, config=CONFIG, *, settings="_config.yml", folder="_posts"):
    (tmp_path / settings).write_text(config, encoding="utf-8")
    path = tmp_path / folder / "2024-05-12-neko.md"
    path.parent.mkdir(parents=True)
    path.write_bytes(data)
    return open_post(PostFile(path, detect_site(tmp_path)))


@pytest.mark.parametrize(
    ("data", "config", "code", "linked"),
    [
        ("---\ntitle: 猫\n---\n本文".encode(), CONFIG, "", True),
        ("---\ntitle: 猫: 犬\n---\n本文".encode(), CONFIG, "F001", False),
        ("---\ntitle: 猫\ndate: 2025-02-30\n---\n本文".encode(), CONFIG, "D001", False),
        ("---\ntitle: 猫\ndate: 2025-02-30\n---\n本文".encode(), f"{CONFIG}permalink: /:title/\n", "D001", True),
        ("---\ntitle: 猫\ndate: 2025-02-30\npermalink: /neko/\n---\n本文".encode(), CONFIG, "D001", True),
        ("---\ntitle: 猫の日\n---\n今日は猫の日でした。".encode("cp932"), CONFIG, "F011", False),
        ("---\ntitle: 猫の日\n---\n今日は猫の日でした。".encode("euc_jp"), CONFIG, "F011", False),
        ("---\ntitle: 猫の日\n---\n今日は猫の日でした。".encode("utf-16"), CONFIG, "F011", False),
        ("---\ntitle: 猫の日\n---\n今日は猫の日でした。".encode() + b"\xff", CONFIG, "F004", False),
        ("---\ntitle: 猫の日\n---\n今日は猫の日でした。".encode("cp932"), f"{CONFIG}encoding: Shift_JIS\n", "", True),
        ("---\ntitle: 猫の日\n---\n今日は猫の日でした。".encode("iso2022_jp"), CONFIG, "F011", False),
    ],
)
def test_a_hit_of_such_a_post_leads_to_its_page_here(tmp_path, data, config, code, linked):
    reading = opened(tmp_path, data, config)
    assert [each.code for each in reading.problems] == [code] * bool(code)
    assert reading.document.url.startswith("https://blog.example.jp/" if linked else "/")
    for problem in reading.problems:
        assert linked != ("to its page here" in problem.message.en)
        assert linked != ("こちらのページ" in problem.message.ja)


def test_hugo_publishes_whatever_the_encoding_is(tmp_path):
    data = "---\ntitle: 猫の日\n---\n今日は猫の日でした。".encode("cp932")
    reading = opened(tmp_path, data, HUGO, settings="hugo.toml", folder="content/posts")
    assert reading.problems == ()
    assert reading.document.url.startswith("https://blog.example.jp/")
