from __future__ import annotations

import pytest

from index.reading.frontmatter.frontmatter import read_front_matter


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


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("title: [Ruby] 配列の話", "[Ruby] 配列の話"),
        ("title: [甲][乙] 丙", "[甲][乙] 丙"),
        ("tags: [甲, 乙", ["甲", "乙"]),
        ("tags: [甲, '乙'] ", ["甲", "乙"]),
    ],
)
def test_a_bracket_does_not_make_a_list_of_a_title(line: str, value: object) -> None:
    front = read_front_matter(f"---\n{line}\nx: @\n---\n")
    assert front.fault is not None
    assert front.values[line.partition(":")[0]] == value


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
