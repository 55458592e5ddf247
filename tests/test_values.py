from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest

from index.reading.frontmatter.frontmatter import read_front_matter
from index.reading.frontmatter.values import as_flag, as_list, as_text


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
        ("\ufa1b\ufa1aは\u3099\ufa19", False, ("\ufa1b\ufa1aば\ufa19",)),
        (["\ufa19", "神"], False, ("\ufa19", "神")),
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


def test_billions_of_laughs_are_one() -> None:
    lines = ["l0: &l0 [笑]"] + [f"l{n}: &l{n} [{', '.join([f'*l{n - 1}'] * 9)}]" for n in range(1, 30)]
    front = read_front_matter("---\n" + "\n".join(lines) + "\ntags: *l29\nself: &s [*s, 猫]\n---\n")
    assert as_list(front.values["tags"]) == ("笑",)
    assert as_list(front.values["self"]) == ("猫",)
