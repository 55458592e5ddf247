"""When two spellings of a tag, a category or an author are one; and that a filter and the facet it came from agree on it."""

from pathlib import Path

import pytest
from blog import post, searcher_of

from index.labels import label_key
from search.request import RelatedRequest, SearchRequest

SAME = [
    ("e‐book", "e-book"),
    ("サ−バ", "サーバ"),
    ("ＡＩ", "ai"),
    ("ｶﾞｽ", "ガス"),
    ("サイド・テーブル", "サイドテーブル"),
    ("サイド テーブル", "サイドテーブル"),
    ("ぽん・ぽこ・りん", "ぽんぽこりん"),
    (" 猫 ", "猫"),
    ("Straße", "STRASSE"),
    ("\ufa19社", "神社"),  # the old form of 神, which a post keeps as its author wrote it
]
OTHER = [
    ("サーバ", "サーバー"),
    ("ねこ", "ネコ"),
    ("e-book", "ebook"),
    ("猫", "犬"),
    ("猫・犬", "猫犬"),
    ("GitHub Actions", "GitHubActions"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_one_label(one: str, other: str) -> None:
    assert label_key(one) == label_key(other)


@pytest.mark.parametrize(("one", "other"), OTHER)
def test_two_labels(one: str, other: str) -> None:
    assert label_key(one) != label_key(other)


@pytest.mark.parametrize(("written", "asked"), SAME)
@pytest.mark.parametrize("field", ["tags", "categories", "author"])
def test_a_filter_finds_its_label_and_selects_it(tmp_path: Path, field: str, written: str, asked: str) -> None:
    value = written if field == "author" else (written,)
    searcher = searcher_of(tmp_path / ".sakuin", [post("one", "猫", **{field: value}), post("other", "犬")])
    chosen = asked if field == "author" else (asked,)
    facet_field = "authors" if field == "author" else field
    result = searcher.search(SearchRequest(facets=(facet_field,), **{field: chosen}))
    assert [hit.title for hit in result.hits] == ["猫"]
    (facet,) = result.facets.values()
    assert [(label_key(value.value), value.count, value.selected) for value in facet.values] == [
        (label_key(asked), 1, True)
    ]


def test_related_posts_share_a_tag_in_any_spelling(tmp_path: Path) -> None:
    text = "味噌ラーメンを札幌で食べた。"
    posts = [
        post("one", "札幌", text, tags=("e‐book",)),
        post("two", "味噌", text, tags=("e-book ",)),
        post("three", "犬"),
    ]
    (near,) = searcher_of(tmp_path / ".sakuin", posts).post("one.md", related=RelatedRequest()).related
    assert near.shared_tags == ("e‐book",)
