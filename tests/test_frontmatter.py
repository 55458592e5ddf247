from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sites import SITES, front_matter

from index.reading.frontmatter.frontmatter import read_front_matter
from index.reading.frontmatter.values import as_list

# The twenty ways in which front matter is met in the wild, and what it says.
CASES: dict[str, tuple[str, dict[str, Any]]] = {
    "plain": ("---\ntitle: 猫の日記\ntags: [猫, 日記]\n---\n本文", {"title": "猫の日記", "tags": ["猫", "日記"]}),
    "ends with dots": ("---\ntitle: 題\n...\n本文", {"title": "題"}),
    "blanks behind the lines": ("---  \ntitle: 題\n---\t\n本文", {"title": "題"}),
    "empty": ("---\n---\n本文", {}),
    "nothing but a comment": ("---\n# あとで書く\n---\n本文", {}),
    "comment first": ("---\n\n# 題は未定\ntitle: 題\n---\n本文", {"title": "題"}),
    "norway": ("---\ntags: [no, on, 2024, 0123, 1.10]\n---\n本文", {"tags": ["no", "on", "2024", "0123", "1.10"]}),
    "sexagesimal": ("---\ntime: 12:30\nis: yes\n---\n本文", {"time": "12:30", "is": "yes"}),
    "null": ("---\ntitle:\ntags: ~\nquoted: '~'\n---\n本文", {"title": None, "tags": None, "quoted": "~"}),
    "unknown tag": (
        "---\ntitle: !ruby/sym 題\nat: !!timestamp 2024-01-02\n---\n本文",
        {"title": "題", "at": "2024-01-02"},
    ),
    "block text": ("---\ntitle: >\n  長い\n  題\n---\n本文", {"title": "長い 題\n"}),
    "dashes in a value": ("---\ntitle: '---'\nx: |\n  ---\n---\n本文", {"title": "---", "x": "---\n"}),
    "aliases": ("---\na: &t [猫]\ntags: *t\n---\n本文", {"a": ["猫"], "tags": ["猫"]}),
    "merge": (
        "---\nbase: &b {lang: ja, x: 1}\n<<: *b\nx: 2\n---\n本文",
        {"base": {"lang": "ja", "x": "1"}, "lang": "ja", "x": "2"},
    ),
    "twice": ("---\ntitle: 一\ntitle: 二\n---\n本文", {"title": "二"}),
    "capital key": ("---\nTitle: 題\nignorePublish: true\n---\n本文", {"title": "題", "ignorepublish": "true"}),
    "japanese key": ("---\n題名: 猫\n---\n本文", {"題名": "猫"}),
    "control character": ("---\ntitle: 題\x08名\n---\n本文", {"title": "題名"}),
    "toml": (
        '+++\ntitle = "題"\ndraft = false\nweight = 3\ndate = 2024-01-02\n+++\n本文',
        {"title": "題", "draft": "false", "weight": "3", "date": date(2024, 1, 2)},
    ),
    "json": (
        '{\n "title": "題 } 名", "n": 1.50, "ok": true\n}\n\n本文',
        {"title": "題 } 名", "n": "1.50", "ok": "true"},
    ),
}


@pytest.mark.parametrize(("text", "values"), CASES.values(), ids=CASES)
def test_front_matter(text: str, values: dict[str, Any]) -> None:
    front = read_front_matter(text)
    assert (front.values, front.body, front.found, front.fault) == (values, "本文", True, None)


@pytest.mark.parametrize(
    "text",
    [
        "本文だけ",
        "",
        "---",
        "---\n",
        "---\n猫の話をします。\n---\n犬の話です。\n",
        "---\n\n- 一つ目\n",
        "---\nまず: はありません。\n".replace(": ", "、"),
        "----\ntitle: x\n----\n",
        "+++\n足し算の話\n",
        "{% include header.html %}\n本文",
        "{: .class}\n本文",
        "{猫}\n本文",
        " ---\ntitle: x\n---\n",
    ],
)
def test_no_front_matter(text: str) -> None:
    front = read_front_matter(text)
    assert (front.found, front.values, front.body) == (False, {}, text)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("title: 題\ndate: 2013/7/13 20:46:25\n---\n本文", {"title": "題", "date": "2013/7/13 20:46:25"}),
        ('"title": "題",\n"tags": ["猫"]\n;;;\n本文', {"title": "題", "tags": ["猫"]}),
        (';;;\n"title": "題"\n;;;\n本文', {"title": "題"}),
        ("---\ntitle: 題\n---\n本文", {"title": "題"}),
    ],
)
def test_hexo_may_leave_out_the_opening_line(text: str, values: dict[str, Any]) -> None:
    front = front_matter(text, "hexo")
    assert (front.values, front.body) == (values, "本文")


def test_only_hexo_may() -> None:
    assert not read_front_matter("title: 題\n---\n本文").found


@pytest.mark.parametrize("opening", ["---\ntitle: 題\n---\n", '+++\ntitle = "題"\n+++\n', '{"title": "題"}\n'])
@pytest.mark.parametrize(("site_type", "found"), [("hugo", True), ("jekyll", False), ("zenn", False), ("plain", False)])
def test_hugo_reads_below_blanks(opening: str, site_type: str, found: bool) -> None:
    text = f"\n  \n{opening}本文"
    front = front_matter(text, site_type)
    assert (front.found, front.body) == (found, "本文" if found else text)


@pytest.mark.parametrize(("site_type", "line"), [("hugo", 5), ("hexo", 5)])
def test_lines_count_the_blanks_above(site_type: str, line: int) -> None:
    front = front_matter("\n\n---\ntitle: 題\ndate: いつか\n---\n本文", site_type)
    assert (front.values["title"], front.line_of("date"), front.body) == ("題", line, "本文")
    assert front_matter("\n  本文\n\n", site_type).body == "\n  本文\n\n"


def test_front_matter_left_open_does_not_swallow_the_text() -> None:
    front = read_front_matter("---\ntitle: 題\n\n一つ目の段落です。\n\n---\n\n二つ目の段落です。\n")
    assert front.fault is not None
    assert front.fault.line == 4
    assert front.values == {"title": "題"}
    assert "一つ目の段落です。" in front.body
    assert "二つ目の段落です。" in front.body


@given(st.text() | st.text(st.sampled_from("---\n+;{}[]:&*!\"'#, aé猫\t")).map("---\n{}\n---\n".format))
def test_any_text(text: str) -> None:
    for site_type in sorted(SITES):
        front = front_matter(text, site_type)
        assert isinstance(front.body, str)
        [as_list(value, split=True) for value in front.values.values()]
