from __future__ import annotations

from collections import Counter

import pytest

from index.reading.markup.anchor import anchor_of, next_anchor


@pytest.mark.parametrize(
    ("heading", "anchor"),
    [
        ("① 準備", "-準備"),
        ("C++ / C#", "c--c"),
        ("snake_case", "snake_case"),
        ("Ａ－Ｂ", "ａｂ"),
        ("が\u3099", "が\u3099"),
        ("第Ⅱ章", "第ⅱ章"),
    ],
)
def test_anchors(heading: str, anchor: str) -> None:
    assert anchor_of(heading) == anchor


def test_a_heading_that_comes_again_is_numbered() -> None:
    earlier = Counter[str]()
    assert [next_anchor(heading, earlier) for heading in ("題", "題", "別の題", "題")] == [
        "題",
        "題-1",
        "別の題",
        "題-2",
    ]
