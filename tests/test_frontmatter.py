from __future__ import annotations

import json
from datetime import date, datetime
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from index.frontmatter import as_flag, as_list, as_text, read_front_matter

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
    front = read_front_matter(text, hexo=True)
    assert (front.values, front.body) == (values, "本文")


def test_only_hexo_may() -> None:
    assert not read_front_matter("title: 題\n---\n本文").found


@pytest.mark.parametrize(
    ("text", "line", "column", "reason"),
    [
        ("---\nlayout: post\ntitle: Janome: 形態素解析\n---\n本文", 3, 14, "引用符で囲んで"),
        ("---\ntitle: 題\n\ttags: x\n---\n本文", 3, 1, "タブ"),
        ("---\ntitle: @猫\n---\n本文", 2, 8, "特別な文字"),
        ("---\ntitle: '題\ntags: 猫\n---\n本文", 4, 1, "閉じられていません"),
        ("---\ntags: [猫, 犬\ntitle: 題\n---\n本文", 3, 6, "括弧"),
        ("---\ntitle: *猫\n---\n本文", 2, 9, "「*」"),
        ("+++\ntitle = 題\n+++\n本文", 2, 9, ""),
        ('{\n"title": 題\n}\n本文', 2, 10, ""),
        ("---\ntitle: *cat\n---\n本文", 2, 8, "「*」"),
        ("---\ntitle: 題\ntags: [猫]\n\n本文", 5, 1, "閉じられていません"),
    ],
)
def test_a_fault_has_its_place_and_the_body_is_used(text: str, line: int, column: int, reason: str) -> None:
    front = read_front_matter(text)
    assert front.fault is not None
    assert (front.fault.line, front.fault.column, front.body) == (line, column, "本文")
    assert reason in front.fault.reason.ja


def test_lines_that_can_be_read_are_recovered() -> None:
    front = read_front_matter(
        "---\ntitle: Janome: 形態素解析\ndate: 2024-01-02\ndraft: true\ntags:\n  - 検索\n  - '全文'\ncategories: [技術, 日記]\n---\n"
    )
    assert front.values == {
        "title": "Janome: 形態素解析",
        "date": "2024-01-02",
        "draft": "true",
        "tags": ["検索", "全文"],
        "categories": ["技術", "日記"],
    }


def test_front_matter_left_open_does_not_swallow_the_text() -> None:
    front = read_front_matter("---\ntitle: 題\n\n一つ目の段落です。\n\n---\n\n二つ目の段落です。\n")
    assert front.fault is not None
    assert front.fault.line == 4
    assert front.values == {"title": "題"}
    assert "一つ目の段落です。" in front.body
    assert "二つ目の段落です。" in front.body


@pytest.mark.parametrize(
    "text",
    [
        "---\na: " + "[" * 30_000 + "\n---\n本文",
        "---\na: " + "[" * 15_000 + "]" * 15_000 + "\n---\n本文",
        "---\n" + "- " * 5_000 + "x\n---\n本文",
        "---\nx: " + "{a: " * 60 + "1" + "}" * 60 + "\n---\n本文",
        "+++\na = " + "[" * 5_000 + "\n+++\n本文",
        "+++\nn = " + "9" * 5_000 + "\n+++\n本文",
        '{"a":' * 5_000 + "\n}\n本文",
    ],
    ids=["open", "deep", "blocks", "mappings", "toml", "number", "json"],
)
def test_hostile_front_matter_is_a_fault(text: str) -> None:
    front = read_front_matter(text)
    assert front.fault is not None
    assert front.body == "本文"


def test_billions_of_laughs_are_one() -> None:
    lines = ["l0: &l0 [笑]"] + [f"l{n}: &l{n} [{', '.join([f'*l{n - 1}'] * 9)}]" for n in range(1, 30)]
    front = read_front_matter("---\n" + "\n".join(lines) + "\ntags: *l29\nself: &s [*s, 猫]\n---\n")
    assert as_list(front.values["tags"]) == ("笑",)
    assert as_list(front.values["self"]) == ("猫",)


@pytest.mark.parametrize(
    ("value", "split", "strings"),
    [
        (["猫", "犬", "猫"], False, ("猫", "犬")),
        ("猫 犬　鳥", True, ("猫", "犬", "鳥")),
        ("猫 犬", False, ("猫 犬",)),
        ("猫, 犬,", True, ("猫", "犬")),
        ([["技術", "検索"], ["日記"]], False, ("技術", "検索", "日記")),
        ([{"name": "Vim"}, None, ""], False, ("Vim",)),
        (None, True, ()),
        ({"a": "b"}, True, ()),
        ("か\u3099", False, ("が",)),
    ],
)
def test_lists(value: Any, split: bool, strings: tuple[str, ...]) -> None:
    assert as_list(value, split=split) == strings


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (" 長い\n題 ", "長い 題"),
        ({"name": "花子", "url": "/"}, "花子"),
        (["花子", {"name": "太郎"}], "花子, 太郎"),
        (datetime(2024, 1, 2), "2024-01-02T00:00:00"),
        (None, ""),
        ({"name": {"name": "x"}}, ""),
    ],
)
def test_text(value: Any, text: str) -> None:
    assert as_text(value) == text


@pytest.mark.parametrize(
    ("value", "flag"),
    [
        *[("true", True), ("Yes", True), ("on", True), ("false", False), ("NO", False), ("off", False)],
        *[("2024-01-01", None), ("", None), (None, None), (["true"], None), (date(2024, 1, 1), None)],
    ],
)
def test_flags(value: Any, flag: bool | None) -> None:
    assert as_flag(value) is flag


@given(st.text() | st.text(st.sampled_from("---\n+;{}[]:&*!\"'#, aé猫\t")).map("---\n{}\n---\n".format))
def test_any_text(text: str) -> None:
    for hexo in (False, True):
        front = read_front_matter(text, hexo=hexo)
        assert isinstance(front.body, str)
        [as_list(value, split=True) for value in front.values.values()]


@given(
    st.dictionaries(
        st.text(st.characters(categories=["Ll", "Lo"]), min_size=1),
        st.text(st.characters(categories=["L", "N", "P"])),
        min_size=1,
    )
)
def test_yaml_and_json_say_the_same(values: dict[str, str]) -> None:
    expected = {key.lower(): value for key, value in values.items()}
    quoted = yaml.safe_dump(values, allow_unicode=True, default_style='"')
    assert read_front_matter(f"---\n{quoted}---\n").values == expected
    assert read_front_matter(json.dumps(values, ensure_ascii=False)).values == expected
