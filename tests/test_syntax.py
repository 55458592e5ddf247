from __future__ import annotations

import json

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from index.reading.frontmatter.frontmatter import read_front_matter
from index.reading.frontmatter.syntax import load


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


@given(
    st.dictionaries(
        st.text(st.characters(categories=["Ll", "Lo"]), min_size=1, max_size=7),
        st.text(st.characters(categories=["L", "N", "P"])),
        min_size=1,
    )
)
def test_yaml_and_json_say_the_same(values: dict[str, str]) -> None:
    expected = {key.lower(): value for key, value in values.items()}
    quoted = yaml.safe_dump(values, allow_unicode=True, default_style='"')
    assert read_front_matter(f"---\n{quoted}---\n").values == expected
    assert read_front_matter(json.dumps(values, ensure_ascii=False)).values == expected


@pytest.mark.parametrize(
    ("source", "form", "values"),
    [
        ("Title: 題\nn: 0123\n", "yaml", {"title": "題", "n": "0123"}),
        ('Title = "題"\nn = 123\n', "toml", {"title": "題", "n": "123"}),
        ('{"Title": "題", "n": 1.50}', "json", {"title": "題", "n": "1.50"}),
        ('{"title": "\\ud83d 片割れ \\ud83d\\ude00"}', "json", {"title": "\ufffd 片割れ 😀"}),
        ("", "yaml", {}),
        ("- 題\n", "yaml", None),
        ("a: &a {t: 旅}\n<<: *a\n", "yaml", {"a": {"t": "旅"}, "t": "旅"}),
        ("<<: {t: 旅, u: 本}\nt: 猫\n", "yaml", {"t": "猫", "u": "本"}),
        (
            "a: &a {t: 旅}\nb: &b {t: 本, u: 犬}\n<<: [*a, *b]\n",
            "yaml",
            {"a": {"t": "旅"}, "b": {"t": "本", "u": "犬"}, "t": "旅", "u": "犬"},
        ),
        ('title: "\\ud83c\\udf5c麺"', "yaml", {"title": "🍜麺"}),
        ("title: 題\u2028後\ntags: 甲\x85乙", "yaml", {"title": "題 後", "tags": "甲 乙"}),
    ],
)
def test_load(source: str, form: str, values: dict[str, str] | None) -> None:
    assert load(source, form) == values
